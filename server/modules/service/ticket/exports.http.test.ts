import { afterAll, beforeAll, expect, test } from "vitest";
import { testApp } from "../../../../test/app.ts";
import { newCustomer } from "../../../../test/customers.ts";
import { workRun } from "../../../platform/runs.ts";
import { idsOf } from "../pack.testing.ts";
import { ticketExportRuns } from "./ticket.export.ts";

let t: Awaited<ReturnType<typeof testApp>>;
let ids: Record<string, string>;
let customerId: string;
const made: { id: string; number: string }[] = [];
beforeAll(async () => {
  t = await testApp();
  ids = await idsOf(t);
  const agent = await t.as("agent");
  const facts = { name: "慕容雪", ownerId: ids.team_lead };
  customerId = (await agent("POST", "/customers", newCustomer(facts))).body.customerId;
  for (const [subject, more] of [
    ["遥控器怎么配对", {}],
    ["=cmd|' /C calc'!A0", { urgency: "high" }],
    ["图像有马赛克", { kind: "fault", categoryKey: "picture", assigneeId: ids.finance }],
  ] as const)
    made.push(
      (
        await agent("POST", "/tickets", {
          customerId,
          kind: "enquiry",
          categoryKey: "how-to",
          source: "hotline",
          subject,
          content: "没有反应。",
          ...more,
        })
      ).body,
    );
  // Two pages and a little more.
  await t.pool.query(
    `insert into service.ticket (customer_id, id, number, kind, source, priority, subject, content, opened_by_name, opened_at, updated_at, state, closed_at)
     select $1, gen_random_uuid(), 'T250101-' || n, 'enquiry', 'counter', 100, '旧单 ' || n, '-', '林晓燕', timestamptz '2025-01-01' + n * interval '1 minute', now(), 'closed', now()
       from generate_series(1, 4100) n`,
    [customerId],
  );
});
afterAll(() => t.close());

async function exported(role: string, body: object, language = "zh") {
  const call = await t.as(role);
  const asked = await call("POST", "/ticket-exports", body, { "accept-language": language });
  if (asked.status !== 202) return asked;
  await workRun(t.services, ticketExportRuns, asked.body.id);
  return { ...(await call("GET", `/ticket-exports/${asked.body.id}/file`)), id: asked.body.id as string };
}
const shown =
  "number subject customerId kind categoryKey state grade severity urgency source departmentName assigneeName openedAt dueAt closedAt".split(
    " ",
  );
const linesOf = ({ body }: { body: string }) => body.replace("\ufeff", "").trim().split("\r\n");

test("all tickets of all pages, each once, in words, by the company's clock, safe from formulas", async () => {
  const lines = linesOf(await exported("team_lead", { columns: shown }));
  expect(lines[0]).toBe(
    "工单号,主题,客户,类型,类别,状态,客户等级,严重程度,紧急程度,来源,责任部门,处理人,登记时间,最近到期,办结时间",
  );
  expect([lines.length, new Set(lines).size]).toEqual([4104, 4104]);
  const find = (number: string) => lines.find((line) => line.startsWith(number))!;
  expect(find(made[0]!.number)).toMatch(
    /^T260615-\w{5},遥控器怎么配对,慕容雪,咨询,业务使用,\S+,,一般,普通,\S+,.+,2026-06-15 10:00:00,2026-06-\d\d \d\d:\d\d:\d\d,$/,
  );
  expect(find(made[1]!.number)).toContain("\"'=cmd");
  expect(find(made[2]!.number)).toContain("画面与声音");
});

test("as the list is filtered, with the columns chosen, in English", async () => {
  const body = { filters: { queue: "mine", kind: "fault" }, columns: ["subject", "kind", "satisfied", "reopened"] };
  // It is somebody else's.
  expect(linesOf(await exported("manager", body, "en"))).toEqual(["Subject,Kind,Customer satisfied,Times reopened"]);
  const all = await exported("manager", { ...body, filters: { queue: "all", kind: "fault" } }, "en");
  expect(linesOf(all)[1]).toBe("图像有马赛克,Fault,,0");
  expect(String(all.headers["content-disposition"])).toContain("tickets-2026-06-15.csv");
  const late = await exported("manager", { filters: { due: "soon", sort: "dueAt" }, columns: ["number", "dueAt"] });
  expect(late.status).toBe(200);
  const sought = await exported("manager", { filters: { q: "马赛克" }, columns: ["number"] });
  expect(linesOf(sought)).toEqual(["工单号", made[2]!.number]);
});

test("only those chosen", async () => {
  const chosen = [made[0]!.id, made[2]!.id];
  const lines = linesOf(await exported("team_lead", { ids: chosen, columns: ["number"] }));
  expect(lines.slice(1).sort()).toEqual([made[0]!.number, made[2]!.number].sort());
});

test("holds no more than the screen shows whoever asks: their tickets, their fields, names through the mask", async () => {
  const grants = (role: string, sql: string) =>
    t.pool.query(`update identity.role set grants = ${sql} || '{service.tickets.export}' where key = $1`, [role]);
  await grants("finance", "grants");
  await grants("marketing", "array_remove(array_remove(grants, 'ticket.content:read'), 'ticket.content:clear')");
  await grants("installer", "array_remove(grants, 'service.tickets.read')");
  expect(linesOf(await exported("finance", { columns: ["subject", "content"] }))).toEqual([
    "主题,内容",
    "图像有马赛克,没有反应。",
  ]);
  const all = linesOf(await exported("marketing", {}))[0]!;
  expect([all.includes("主题"), all.includes("内容"), all.includes("登记时间")]).toEqual([false, false, true]);
  const refused = await exported("marketing", { columns: ["number", "content"] });
  expect([refused.status, refused.body.errors[0].reason]).toEqual([400, "不能导出「content」"]);
  // Who may not see tickets takes none out.
  expect((await exported("installer", { columns: ["number"] })).status).toBe(403);
});

test("goes to whoever asked and nobody else, within its term, and is told without values", async () => {
  const { id } = (await exported("team_lead", { columns: ["number"], filters: { q: "马赛克" }, format: "xlsx" })) as {
    id: string;
  };
  expect((await (await t.as("manager"))("GET", `/ticket-exports/${id}/file`)).status).toBe(404);
  expect((await (await t.as("manager"))("GET", `/exports/${id}/file`)).status).toBe(404);
  expect((await (await t.as("agent"))("GET", `/ticket-exports/${id}`)).status).toBe(403);
  const { rows } = await t.pool.query(
    "select kind, data from platform.event where subject_id = $1 and kind like 'service.%' order by id",
    [id],
  );
  expect(rows).toEqual([
    { kind: "service.tickets.export.made", data: { rows: 1, columns: ["number"], filters: ["q"] } },
    { kind: "service.tickets.export.downloaded", data: {} },
  ]);
  await t.pool.query("update platform.file set expires_at = $2 where id = $1", [id, "2026-01-01T00:00:00Z"]);
  expect((await (await t.as("team_lead"))("GET", `/ticket-exports/${id}/file`)).status).toBe(404);
});

test("one that is cancelled leaves no file", async () => {
  const lead = await t.as("team_lead");
  const { body } = await lead("POST", "/ticket-exports", {});
  expect((await lead("GET", `/ticket-exports/${body.id}/file`)).body.code).toBe("exports.not_ready");
  expect((await lead("POST", `/runs/${body.id}/cancellation`)).status).toBe(202);
  await workRun(t.services, ticketExportRuns, body.id);
  expect((await lead("GET", `/ticket-exports/${body.id}`)).body.state).toBe("cancelled");
  expect((await lead("GET", `/ticket-exports/${body.id}/file`)).status).toBe(409);
});

test.each([
  [{ filters: { nonsense: "x" } }],
  [{ filters: { limit: "5" } }],
  [{ filters: { sort: "content" } }],
  [{ columns: ["id"] }],
  [{ columns: ["tokens"] }],
  [{ ids: [] }],
  [{ ids: ["x"] }],
  [{ format: "pdf" }],
  [{ list: "customers" }],
])("refuses %o", async (body) => {
  expect((await exported("team_lead", body)).status).toBe(400);
});

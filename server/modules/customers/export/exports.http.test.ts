import { afterAll, beforeAll, expect, test } from "vitest";
import { testApp } from "../../../../test/app.ts";
import { workRun } from "../../../platform/runs.ts";
import { importText, plainHeader, plainMapping } from "../import/testing.ts";
import { exportRuns } from "./index.ts";

let t: Awaited<ReturnType<typeof testApp>>;
beforeAll(async () => {
  t = await testApp();
  const rows = Array.from(
    { length: 4_500 },
    (_, i) => `E${i},${i === 7 ? "=cmd|' /C calc'!A0" : `客户${i}`},${i % 2 ? "男" : "女"},13800001111,2024-05-01,`,
  );
  await importText(t, `${plainHeader}\n${rows.join("\n")}\n`, plainMapping);
});
afterAll(() => t.close());

async function exported(role: string, body: object) {
  const call = await t.as(role);
  const made = await call("POST", "/exports", { list: "customers", ...body });
  if (made.status !== 202) return made;
  await workRun(t.services, exportRuns, made.body.id);
  const file = await call("GET", `/exports/${made.body.id}/file`);
  return { ...file, id: made.body.id as string };
}
const linesOf = (text: string) => text.replace("\ufeff", "").trim().split("\r\n");

test("all rows of all pages, each once, with labels, safe from formulas; told as an event without values", async () => {
  const { body, id } = (await exported("data_group", {
    columns: ["externalKey", "name", "gender", "phone"],
    filters: { sort: "createdAt" },
  })) as { body: string; id: string };
  const lines = linesOf(body);
  expect(lines[0]).toBe("外部编号,名称,性别,电话");
  expect(lines).toHaveLength(4_501);
  expect(new Set(lines).size).toBe(4_501);
  expect(lines).toContain("E1,客户1,男,13800001111");
  expect(lines.find((line) => line.startsWith("E7,"))).toContain("'=cmd");
  const { rows } = await t.pool.query(
    "select kind, data from platform.event where subject_id = $1 and kind like 'customers.%' order by id",
    [id],
  );
  expect(rows).toEqual([
    {
      kind: "customers.export.made",
      data: { rows: 4500, columns: ["externalKey", "name", "gender", "phone"], filters: ["sort"] },
    },
    { kind: "customers.export.downloaded", data: {} },
  ]);
});

test("passes the mask of who asks", async () => {
  await t.pool.query("update identity.role set grants = grants || '{customers.export}' where key = 'finance'");
  const { body } = await exported("finance", { columns: ["name", "phone"], filters: { q: "E1" } });
  expect(linesOf(body)).toEqual(["名称,电话", "客户1,138****1111"]);
  const refused = await exported("finance", { columns: ["gender"] });
  expect([refused.status, refused.body.errors[0].reason]).toEqual([400, "不能导出「gender」"]);
});

test("goes to whoever asked for it and to nobody else, and not for ever", async () => {
  const { id, status } = (await exported("data_group", { columns: ["name"], filters: { q: "E1" } })) as {
    id: string;
    status: number;
  };
  expect(status).toBe(200);
  expect((await (await t.as("manager"))("GET", `/exports/${id}/file`)).status).toBe(404);
  expect((await (await t.as("agent"))("GET", `/exports/${id}/file`)).status).toBe(403);
  await t.pool.query("update platform.file set expires_at = $2 where id = $1", [id, "2026-01-01T00:00:00Z"]);
  expect((await (await t.as("data_group"))("GET", `/exports/${id}/file`)).status).toBe(404);
});

test("as a workbook, in English", async () => {
  const call = await t.as("data_group");
  const { body } = await call(
    "POST",
    "/exports",
    { list: "customers", format: "xlsx", filters: { q: "E1" } },
    { "accept-language": "en" },
  );
  expect((await call("GET", `/exports/${body.id}/file`)).status).toBe(409);
  await workRun(t.services, exportRuns, body.id);
  const file = await call("GET", `/exports/${body.id}/file`);
  expect([file.status, String(file.headers["content-disposition"])]).toEqual([
    200,
    expect.stringContaining("customers-2026-06-15.xlsx"),
  ]);
});

test.each([
  [{ filters: { nonsense: "x" } }, "lists.invalid"],
  [{ filters: { limit: "5" } }, "lists.invalid"],
])("refuses %o", async (body, code) => {
  expect((await exported("data_group", body)).body).toMatchObject({ status: 400, code });
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { testApp } from "../../../test/app.ts";
import { newCustomer } from "../../../test/customers.ts";
import { systemActor } from "../../platform/actor.ts";
import { write } from "../../platform/context.ts";
import { recordContact } from "./contact/contact.actions.ts";
import { idsOf } from "./pack.testing.ts";

/**
 * Plants words that occur nowhere else in drafts, saved replies, scores, reports and handovers, and hunts each for every
 * role over every GET route of these areas: only who may read it finds it.
 */
let t: Awaited<ReturnType<typeof testApp>>;
const ids: string[] = [];
const planted: Record<string, { value: string; readers: string }> = {
  ownReply: { value: "密语一一", readers: "agent" },
  articleDraft: { value: "密语二二", readers: "team_lead manager" },
  missed: { value: "密语三三", readers: "team_lead manager" },
  score: { value: "密语四四", readers: "agent team_lead supervision manager" },
  situation: { value: "密语五五", readers: "agent team_lead account_manager manager" },
  report: { value: "密语六六", readers: "agent team_lead supervision manager" },
  reportDraft: { value: "密语七七", readers: "data_group" },
  matter: { value: "密语八八", readers: "agent team_lead supervision manager installer" },
};
const ok = ({ status, body }: { status: number; body: any }) => {
  if (status >= 300) throw new Error(JSON.stringify(body));
  return body;
};

beforeAll(async () => {
  t = await testApp("2026-06-15T02:00:00.000Z");
  const [agent, lead, data] = [await t.as("agent"), await t.as("team_lead"), await t.as("data_group")];
  const people = await idsOf(t);
  const said = (key: string) => planted[key]!.value;

  ids.push(
    ok(await agent("POST", "/saved-replies", { title: said("ownReply"), category: "问候", body: said("ownReply") })).id,
  );
  const text = { title: "公开标题", category: "c", body: "公开正文" };
  const article = ok(await lead("POST", "/articles", text));
  ok(await lead("POST", `/articles/${article.id}/publication`, { version: 1 }));
  ok(
    await lead("PUT", `/articles/${article.id}/draft`, {
      ...text,
      body: said("articleDraft"),
      note: said("articleDraft"),
      version: 2,
    }),
  );
  ok(await agent("PUT", `/articles/${article.id}/vote`, { helpful: false, missing: said("missed") }));

  const subjectId = await write(t.services, { actor: systemActor("test") }, async (ctx) => {
    const given = { customerId: null, channel: "hotline", state: "done", staffId: people.agent! } as const;
    return (await recordContact(ctx, given)).id;
  });
  const [sheet] = ok(await lead("GET", "/quality/sheets")).items;
  const check = ok(await lead("POST", "/quality-checks", { subjectType: "contact", subjectId, sheetId: sheet.id }));
  const answers = Object.fromEntries(sheet.items.map(({ key }: any) => [key, { value: null, note: said("score") }]));
  ok(await lead("POST", `/quality-checks/${check.id}/scoring`, { version: 1, answers, comment: said("score") }));

  const { customerId } = ok(await agent("POST", "/customers", newCustomer({ name: "王海" })));
  const customers = [
    { customerId, situation: said("situation"), openMatters: said("situation"), promised: said("situation") },
  ];
  const to = { toDepartmentId: people.SALES, toStaffId: people.account_manager };
  const handover = ok(await agent("POST", "/handovers", { title: "交接", ...to, customers }));

  const report = { version: 0, raised: said("report"), plan: said("report"), remarks: said("report") };
  const filed = ok(
    await agent("POST", "/reports/days/2026-06-15/filing", { ...report, matters: [{ matter: said("matter") }] }),
  );
  const owners = [{ id: filed.matters[0].id, ownerId: people.installer }];
  ok(await lead("POST", `/reports/${filed.id}/readings`, { comment: said("report"), owners }));
  const draft = said("reportDraft");
  const begun = ok(
    await data("PUT", "/reports/days/2026-06-15", { ...report, raised: draft, plan: draft, remarks: draft }),
  );
  ids.push(article.id, check.id, handover.id, filed.id, begun.id, customerId);
});
afterAll(() => t.close());

const areas =
  /^\/api\/v1\/(article|articles|article-categories|saved-replies|knowledge|quality|quality-checks|reports|handovers)(\/|$)/;
const words = [...Object.values(planted).map((one) => one.value), "公开"];

/** Every GET route of these areas with its places filled, and asked for what is hidden. */
function routes(): string[] {
  const swagger = (t.app as unknown as { swagger: () => { paths: Record<string, Record<string, unknown>> } }).swagger();
  const paths = Object.entries(swagger.paths).flatMap(([path, verbs]) =>
    areas.test(path) && "get" in verbs ? [path] : [],
  );
  const filled = paths.flatMap((path) =>
    /\{/.test(path) ? [...ids, "2026-06-15", "handling", "conduct"].map((one) => path.replace(/\{\w+\}/, one)) : [path],
  );
  return [
    ...filled,
    ...words.flatMap((word) => {
      const q = encodeURIComponent(word);
      return [
        `/api/v1/articles?q=${q}&state=all`,
        `/api/v1/saved-replies?q=${q}`,
        `/api/v1/knowledge/suggestions?text=${q}`,
      ];
    }),
    "/api/v1/articles?state=all",
    ...["given", "received", "all"].map((view) => `/api/v1/handovers?view=${view}`),
    ...["unread", "late_filing"].map((view) => `/api/v1/reports?view=${view}`),
    "/api/v1/quality/summary?from=2026-01-01T00:00:00Z&to=2027-01-01T00:00:00Z",
  ].map((path) => path.replace(/^\/api\/v1/, ""));
}

const roles =
  "agent team_lead account_manager marketing finance installer data_group supervision manager administrator".split(" ");

test.each(roles)("%s finds what is theirs and nothing else", async (role) => {
  const call = await t.as(role);
  const found = new Set<string>();
  for (const path of routes()) {
    const { status, body } = await call("GET", path);
    expect(status, path).not.toBe(500);
    for (const [key, { value }] of Object.entries(planted)) if (JSON.stringify(body).includes(value)) found.add(key);
  }
  const own = Object.entries(planted).flatMap(([key, { readers }]) => (readers.split(" ").includes(role) ? [key] : []));
  expect([...found].sort()).toEqual(own.sort());
});

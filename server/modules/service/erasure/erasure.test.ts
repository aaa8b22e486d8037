import { afterAll, beforeAll, expect, test } from "vitest";
import { testApp } from "../../../../test/app.ts";
import { desk } from "../complaint/complaint.testing.ts";
import { blanked, emptied } from "./erased.ts";

let t: Awaited<ReturnType<typeof testApp>>;
let d: Awaited<ReturnType<typeof desk>>;
let data: Awaited<ReturnType<(typeof t)["as"]>>;
beforeAll(async () => {
  t = await testApp("2026-06-15T02:00:00.000Z");
  d = await desk(t);
  data = await t.as("data_group");
});
afterAll(() => t.close());

const name = "欧阳莫愁";
const secret = "玉蟾蜍";

/** Asks, has it approved by the manager, and does it. */
async function erase(id: string) {
  const asked = await data("POST", `/customers/${id}/erasure`, { ground: "requested" });
  expect([asked.status, asked.body.code, asked.body.clause?.number]).toEqual([403, "policy.approval_needed", "N4.17"]);
  const wish = await data("POST", "/approvals", { ...asked.body.approval, reason: `${name}来函要求`, term: "1d" });
  expect(wish.status, JSON.stringify(wish.body)).toBe(201);
  const path = `/approvals/${wish.body.customerId}/${wish.body.id}/decision`;
  expect((await d.manager("POST", path, { granted: true })).status).toBe(200);
  return data("POST", `/customers/${id}/erasure`, { ground: "requested" });
}

/** Tables in which a word stands anywhere. */
async function tablesWith(word: string): Promise<string[]> {
  const { rows } = await t.pool.query<{ name: string }>(
    "select table_schema || '.' || table_name as name from information_schema.tables where table_type = 'BASE TABLE' and table_schema in ('customers', 'service', 'policy', 'supervision', 'platform', 'identity')",
  );
  const found: string[] = [];
  for (const row of rows)
    if ((await t.pool.query(`select 1 from ${row.name} x where x::text like $1 limit 1`, [`%${word}%`])).rowCount)
      found.push(row.name);
  return found.sort();
}

test("an open complaint stands in the way; a closed one stays as a case without a person", async () => {
  const id = await d.customer(name, {
    addresses: [{ detail: `${secret}路 1 号`, isPrimary: true }],
  });
  const complaint = await d.complaint(id, { subject: `${secret}迟到`, content: `${name}说：${secret}` });
  await d.ok(d.agent("POST", `/tickets/${complaint.id}/entries`, { kind: "note", body: `${secret}备注` }));
  const early = await data("POST", `/customers/${id}/erasure`, { ground: "requested" });
  expect([early.status, early.body.code]).toEqual([403, "policy.guarded"]);
  expect(JSON.stringify(early.body)).toContain(complaint.number);

  await d.until(complaint.id, "told");
  await d.ok(d.step(d.agent, complaint.id, "answer", { satisfied: true, words: secret }));
  expect((await d.agent("GET", `/tickets/${complaint.id}`)).body.state).toBe("closed");
  const counted = async () =>
    (await d.lead("GET", "/complaint-analysis?from=2026-06-01T00:00:00Z&to=2026-06-30T00:00:00Z")).body;
  const before = await counted();
  expect(before.total).toBe(1);
  expect((await tablesWith(secret)).length).toBeGreaterThan(2);

  const done = await erase(id);
  expect([done.status, done.body.state, done.body.name], JSON.stringify(done.body)).toEqual([200, "erased", "—"]);
  expect(await tablesWith(secret)).toEqual([]);
  expect(await tablesWith(name)).toEqual([]);
  expect(await counted()).toEqual(before);

  // The case can still be read and found, and cannot go on with nobody.
  const after = (await d.agent("GET", `/tickets/${complaint.id}`)).body;
  expect(after).toMatchObject({ number: complaint.number, state: "closed", categoryKey: complaint.categoryKey });
  for (const path of ["", "/entries", "/complaint"])
    expect([(await d.agent("GET", `/tickets/${complaint.id}${path}`)).status, path]).toEqual([200, path]);
  const { items } = (await d.agent("GET", `/tickets?q=${complaint.number}`)).body;
  expect(items).toHaveLength(1);
  expect((await d.agent("POST", `/tickets/${complaint.id}/reopening`, { reason: "再看一次" })).status).toBe(409);
  // Nobody calls the customer back.
  const { rows } = await t.pool.query("select state from service.callback where customer_id = $1", [id]);
  expect(rows.map((row) => row.state)).not.toContain("due");
  // Promises about them are ended, with the ground as the reason.
  const open = await t.pool.query(
    "select 1 from policy.obligation where customer_id = $1 and settled_at is null and state <> 'waived'",
    [id],
  );
  expect(open.rowCount).toBe(0);
  const again = await data("POST", `/customers/${id}/erasure`, { ground: "requested" });
  expect([again.status, again.body.code]).toEqual([409, "customers.erased"]);
  const late = await d.agent("POST", "/tickets", {
    customerId: id,
    kind: "enquiry",
    categoryKey: "tariffs",
    source: "hotline",
    subject: "再来",
    content: "再来",
  });
  expect(late.status).toBe(409);
});

test("who may not erase is told so, and an unknown ground is refused by name", async () => {
  const id = await d.customer("司马空");
  expect((await d.agent("POST", `/customers/${id}/erasure`, { ground: "requested" })).status).toBe(403);
  const odd = await data("POST", `/customers/${id}/erasure`, { ground: "whim" });
  expect([odd.status, odd.body.errors[0].field]).toEqual([400, "ground"]);
});

// Codes, numbers and names of staff are counted and explained by; everything else that is text must go.
const kept = new Set(
  `*.kind *.state *.channel *.direction *.source *.severity *.urgency *.grade *.way *.number *.role *.media_type *.template *.author_name *.by_name *.staff_name
   *.scorer_name *.scored_by_name *.reviewed_by_name *.talked_by_name *.looked_by_name *.opened_by_name *.installer_name *.scheduled_by_name *.created_by_name
   *.settled_by_name *.told_by_name *.answered_by_name *.owner_name *.done_by_name *.analysed_by_name *.decided_by_name *.carried_out_by_name *.called_by_name
   *.handled_by_name *.need_recorded_by_name *.person_name *.taken_by_name *.assignee_name *.our_fault *.language *.outcome.chat *.closed_by *.consent_purpose
   *.side *.loss_kind *.need_type *.need_urgency *.satisfaction *.reason_kind *.asked_by *.told_way *.subject_type *.area *.locality *.skill *.cause *.owed *.fixed
   assignment.reasons callback.reason callback.period_key callback.opinion_category callback_answer.question callback_answer.choices callback_attempt.outcome
   chat.outcome closing_review.checklist knowledge_use.title mail.held message.thread quality_check.answers work_order.materials visit.state`.split(
    /\s+/,
  ),
);

test("every text that the desk keeps of a customer is declared: erased, or kept as a code", async () => {
  const { rows } = await t.pool.query<{ table: string; column: string }>(`
    select c.table_name as table, c.column_name as column
      from information_schema.columns c
     where c.table_schema = 'service' and (c.data_type in ('text', 'jsonb', 'bytea', 'ARRAY') and c.udt_name <> '_uuid' or c.column_name like '%file_id')
       and c.table_name in (select table_name from information_schema.columns where table_schema = 'service' and column_name = 'customer_id')
       and c.table_name not in ('claim', 'attachment', 'work_photo', 'ticket_link', 'portal_session')`);
  const undeclared = rows.filter(
    ({ table, column }) =>
      !emptied[table]?.includes(column) &&
      !(column in (blanked[table] ?? {})) &&
      !kept.has(`*.${column}`) &&
      !kept.has(`${table}.${column}`),
  );
  expect(undeclared.map(({ table, column }) => `${table}.${column}`)).toEqual([]);
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { testApp } from "../../../test/app.ts";
import { newCustomer } from "../../../test/customers.ts";
import { importText, plainConsent } from "./import/testing.ts";

let t: Awaited<ReturnType<typeof testApp>>;
let data: Awaited<ReturnType<typeof t.as>>;
beforeAll(async () => {
  t = await testApp();
  data = await t.as("data_group");
});
afterAll(() => t.close());

const decisions = async (customerId: string) =>
  (
    await t.pool.query(
      `select clause, value, row_no, facts, actor_id is not null as by_somebody, department_id is not null as for_some from policy.decision
        where control = 'customers.class' and customer_id = $1 order by id`,
      [customerId],
    )
  ).rows;

test("the class of a new customer is kept with its facts, its row and the clause", async () => {
  const { body } = await data("POST", "/customers", newCustomer({ name: "上官婉" }));
  expect(await decisions(body.customerId)).toEqual([
    {
      clause: "B4.1",
      value: "household",
      row_no: 1,
      facts: { kind: "person", organisationType: null },
      by_somebody: true,
      for_some: true,
    },
  ]);
});

test("only a change of what the customer is decides again", async () => {
  const given = newCustomer({ name: "临江实验中学", kind: "organisation", organisationType: "company" });
  const { customerId, version } = (await data("POST", "/customers", given)).body;
  const change = (seen: number, facts: object) => data("PATCH", `/customers/${customerId}`, { version: seen, facts });
  await change(version, { industry: "教育" });
  expect((await decisions(customerId)).map((one) => [one.value, one.row_no])).toEqual([["enterprise", null]]);
  const { body } = await change(version + 1, { organisationType: "school" });
  expect(body.class).toBe("special");
  expect((await decisions(customerId)).map((one) => [one.value, one.row_no])).toEqual([
    ["enterprise", null],
    ["special", 2],
  ]);
});

test("an import keeps the class of everybody it brings, and again only of whom it makes something else", async () => {
  const mapping = {
    what: "customers",
    key: "externalKey",
    fields: { externalKey: { column: "编号" }, name: { column: "名称" }, organisationType: { column: "性质" } },
    consent: plainConsent,
  };
  const file = (second: string) => `编号,名称,性质\nK1,宏远商贸,company\nK2,明德书院,${second}\nK3,张三,\n`;
  const kept = async () =>
    (
      await t.pool.query(
        `select c.external_key, d.value, d.row_no, d.facts->>'organisationType' as type from policy.decision d
           join customers.customer c on c.customer_id = d.customer_id
          where d.control = 'customers.class' and c.external_key like 'K%' order by c.external_key, d.at, d.id`,
      )
    ).rows.map((row) => [row.external_key, row.value, row.row_no, row.type]);
  expect((await importText(t, file("company"), mapping)).body.state).toBe("done");
  const first = [
    ["K1", "enterprise", null, "company"],
    ["K2", "enterprise", null, "company"],
    ["K3", "household", 1, null],
  ];
  expect(await kept()).toEqual(first);
  await importText(t, file("company"), mapping, { dryRun: true });
  await importText(t, file("company"), mapping);
  expect(await kept()).toEqual(first);
  await importText(t, file("school"), mapping);
  expect(await kept()).toEqual([...first.slice(0, 2), ["K2", "special", 2, "school"], ...first.slice(2)]);
});

test("compliance counts classes under their clause", async () => {
  const supervisor = await t.as("supervision");
  const { body } = await supervisor("GET", "/compliance?document=B&from=2026-06-01T00:00:00Z&to=2026-07-01T00:00:00Z");
  const clause = body.chapters.flatMap((chapter: any) => chapter.clauses).find((one: any) => one.number === "B4.1");
  const { rows } = await t.pool.query(
    "select count(*)::int as n from policy.decision where control = 'customers.class'",
  );
  expect(clause).toMatchObject({ inScope: rows[0].n, met: rows[0].n, breached: 0 });
});

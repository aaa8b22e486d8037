import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "../../../platform/ids.ts";
import { testDatabase } from "../../../../test/database.ts";

let t: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  t = await testDatabase();
});
afterAll(() => t.close());

type Given = { joined: string; closed?: string; state?: string; services?: [string | null, string | null][] };

async function put({ joined, closed, state, services = [] }: Given): Promise<string> {
  const id = newId();
  await t.pool.query(
    `insert into customers.customer (customer_id, kind, class, state, name, name_pinyin, name_initials, name_tokens, joined_on, received_at, created_at, updated_at, closed_at)
     values ($1, 'person', 'household', $2, 'x', 'x', 'x', '{}', $3, now(), now(), now(), $4)`,
    [id, state ?? (closed ? "closed" : "active"), joined, closed ?? null],
  );
  for (const [index, [from, to]] of services.entries())
    await t.pool.query(
      "insert into customers.service_held (customer_id, id, kind, name, started_on, ended_on) values ($1, $2, $3, 'x', $4, $5)",
      [id, newId(), `k${index}`, from, to],
    );
  return id;
}

// The period is May 2026. undefined: counts neither at the start nor among the lost.
test.each<[string, Given, boolean | undefined]>([
  ["stays without services", { joined: "2025-01-01" }, false],
  ["joined within the period", { joined: "2026-05-02" }, undefined],
  ["joined and left within the period", { joined: "2026-05-02", closed: "2026-05-20T00:00:00Z" }, undefined],
  ["closed before", { joined: "2025-01-01", closed: "2026-04-30T00:00:00Z" }, undefined],
  ["closed within", { joined: "2025-01-01", closed: "2026-05-10T00:00:00Z" }, true],
  ["closed after", { joined: "2025-01-01", closed: "2026-06-01T00:00:00Z" }, false],
  ["last service ends within", { joined: "2025-01-01", services: [["2025-01-01", "2026-05-10"]] }, true],
  [
    "one of two services ends",
    {
      joined: "2025-01-01",
      services: [
        ["2025-01-01", "2026-05-10"],
        ["2025-01-01", null],
      ],
    },
    false,
  ],
  [
    "both end within",
    {
      joined: "2025-01-01",
      services: [
        ["2025-01-01", "2026-05-10"],
        ["2025-01-01", "2026-05-12"],
      ],
    },
    true,
  ],
  [
    "changes to another service",
    {
      joined: "2025-01-01",
      services: [
        ["2025-01-01", "2026-05-10"],
        ["2026-05-11", null],
      ],
    },
    false,
  ],
  ["all services ended before", { joined: "2025-01-01", services: [["2025-01-01", "2026-04-10"]] }, undefined],
  ["first service begins within", { joined: "2025-01-01", services: [["2026-05-05", null]] }, false],
  ["merged away", { joined: "2025-01-01", state: "merged" }, undefined],
])("churn: %s", async (_, given, lost) => {
  const id = await put(given);
  const { rows } = await t.pool.query(
    "select lost, at from customers.churn_rows('2026-05-01', '2026-06-01') where subject_id = $1",
    [id],
  );
  expect(rows.map((row) => row.lost)).toEqual(lost === undefined ? [] : [lost]);
});

test("accuracy: each check of the period is a row, with whose entry it was", async () => {
  const id = await put({ joined: "2025-01-01" });
  for (const [at, accurate] of [
    ["2026-04-30T23:59:59Z", true],
    ["2026-05-01T00:00:00Z", true],
    ["2026-05-31T23:59:59Z", false],
    ["2026-06-01T00:00:00Z", true],
  ])
    await t.pool.query(
      "insert into customers.second_check (customer_id, id, accurate, checked_by_name, at) values ($1, $2, $3, 'x', $4)",
      [id, newId(), accurate, at],
    );
  const { rows } = await t.pool.query(
    "select accurate from customers.accuracy_rows('2026-05-01', '2026-06-01') where customer_id = $1 order by at",
    [id],
  );
  expect(rows.map((row) => row.accurate)).toEqual([true, false]);
});

/* oxlint-disable unicorn/no-thenable -- rows of tables say `then` */
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase } from "../../../../test/database.ts";
import { facts, factValues, outcomes, parameters, tableFor } from "./decision.arbitrary.ts";
import { compileTable, evaluate, toSql } from "./index.ts";
import type { FactValues, Program } from "./index.ts";

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const columnTypes: Record<string, string> = {
  choice: "text",
  text: "text",
  integer: "bigint",
  decimal: "numeric",
  money: "bigint",
  percent: "numeric",
  boolean: "boolean",
  date: "date",
};
const columns = Object.entries(facts)
  .map(([name, { type }]) => `"${name}" ${columnTypes[type]}`)
  .join(", ");

/** Decisions by SQL, in order of the facts; values as PostgreSQL prints them. */
const bySql = async (program: Program, rows: readonly FactValues[]) => {
  const { value, row, rows: held } = toSql(program, (fact) => `f."${fact}"`);
  const text = program.table.hit === "collect" ? "text[]" : "text";
  const result = await database.pool.query(
    `SELECT (${value})::${text} AS value, (${row}) AS row, (${held}) AS rows
     FROM ROWS FROM (jsonb_to_recordset($1::jsonb) AS (${columns})) WITH ORDINALITY AS f ORDER BY f.ordinality`,
    [JSON.stringify(rows)],
  );
  return result.rows as unknown[];
};

const printed = (value: unknown): unknown => (value === null ? null : String(value));

const byTypeScript = (program: Program, values: FactValues) => {
  const { value, row, rows } = evaluate(program, values);
  return { value: Array.isArray(value) ? value.map(printed) : printed(value), row, rows };
};

test("SQL and TypeScript decide the same", { timeout: 120_000 }, async () => {
  let compiled = 0;
  const tables = fc
    .constantFrom(...outcomes)
    .chain((outcome) => fc.record({ outcome: fc.constant(outcome), table: tableFor(outcome, 4) }));
  const property = fc.asyncProperty(
    tables,
    fc.array(factValues, { minLength: 30, maxLength: 30 }),
    async ({ outcome, table }, rows) => {
      const result = compileTable(table, facts, outcome, parameters);
      if (!result.ok) return;
      compiled += 1;
      expect(await bySql(result.program, rows)).toEqual(rows.map((values) => byTypeScript(result.program, values)));
    },
  );
  await fc.assert(property, { numRuns: 500 });
  expect(compiled).toBeGreaterThan(150);
});

test("literals read the same without standard_conforming_strings", async () => {
  const note = { type: "text", label: { zh: "备注", en: "Note" } } as const;
  const table = { hit: "first" as const, rows: [{ when: { note: `"\\'; --"` }, then: "it's \\n" }] };
  const result = compileTable(table, { note }, note);
  if (!result.ok) throw new Error("does not compile");
  const client = await database.pool.connect();
  try {
    await client.query("SET standard_conforming_strings = off");
    const { value } = toSql(result.program, () => "x");
    const found = await client.query(`SELECT ${value} AS value FROM (SELECT $1::text AS x) AS f`, ["\\'; --"]);
    expect(found.rows).toEqual([{ value: "it's \\n" }]);
  } finally {
    client.release(true);
  }
});

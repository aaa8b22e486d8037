/* oxlint-disable unicorn/no-thenable -- rows of tables say `then` */
import fc from "fast-check";
import type { FactDeclarations, OutcomeDeclaration, Parameters, Table } from "./table.ts";

/** Random tables and facts for tests, drawn from small pools so that cells do hold. */

const label = { zh: "事实", en: "fact" };
const values = { a: label, b: label, "c'\\": label };

export const facts: FactDeclarations = {
  kind: { type: "choice", label, values },
  note: { type: "text", label },
  visits: { type: "integer", label },
  score: { type: "decimal", label },
  spend: { type: "money", label },
  share: { type: "percent", label, domain: "[0%..100%]" },
  active: { type: "boolean", label },
  since: { type: "date", label },
};

export const outcomes: OutcomeDeclaration[] = [
  { type: "choice", label, values },
  { type: "text", label },
  { type: "integer", label },
  { type: "decimal", label },
  { type: "money", label },
  { type: "percent", label },
  { type: "boolean", label },
];

export const parameters: Parameters = {
  goldSpend: { type: "money", value: 123456n },
  threshold: { type: "decimal", value: "0.30000000000000000001" },
  opening: { type: "date", value: "2024-02-29" },
  remark: { type: "text", value: "{x} 'q' \\" },
};

const texts = [
  "",
  "a",
  "b",
  "it's",
  "\\",
  "\\'; drop table x; --",
  '"quoted"',
  "a, b",
  " lead",
  "金卡",
  "🙂",
  "null",
  "not(a)",
];
const decimals = ["0", "-1", "1", "0.3", "0.30000000000000000001", "-12345678901234567890.123456789", "1e-7"];
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const choices = Object.keys(values);

/** Values of a fact or outcome as written, by type. */
const written: Record<string, string[]> = {
  choice: choices.map(quoted),
  text: [...texts.map(quoted), "bare words", "{remark}"],
  integer: ["-3", "0", "1", "2", "7", "99999999999"],
  decimal: [...decimals.filter((text) => !text.includes("e")), "{threshold}"],
  money: ["-0.01", "0", "0.01", "1,234.56", "1234.57", "{goldSpend}", "90000000000000000"],
  percent: ["0%", "12.5%", "12.50000000001%", "100%", "-5%"],
  boolean: ["true", "false"],
  date: ["2024-02-28", "2024-02-29", "2024-03-01", "1969-12-31", "{opening}"],
};

/** Values of a fact as the data has them, by type: those in cells and their neighbours. */
const stored: Record<string, (string | boolean)[]> = {
  choice: [...choices, "retired"],
  text: [...texts, "bare words", "{x} 'q' \\", "other"],
  integer: ["-4", "-3", "0", "1", "2", "3", "7", "99999999999"],
  decimal: [
    "0",
    "-1",
    "1.000",
    "0.3",
    "0.30000000000000000001",
    "0.30000000000000000002",
    "-12345678901234567890.123456789",
  ],
  money: ["-1", "0", "1", "123455", "123456", "123457", "9000000000000000000"],
  percent: ["0", "0.125", "0.1250", "0.1250000000001", "1", "1.01", "-0.05"],
  boolean: [true, false],
  date: ["2024-02-28", "2024-02-29", "2024-03-01", "1969-12-30", "2050-01-01"],
};

const cell = (type: string): fc.Arbitrary<string> => {
  const value = fc.constantFrom(...(written[type] ?? []));
  const ordered = !["choice", "text", "boolean"].includes(type);
  const compared = fc.tuple(fc.constantFrom(">=", "<", ">", "<=", "≥"), value).map((pair) => pair.join(" "));
  const ends = fc.tuple(fc.constantFrom("[", "("), value, value, fc.constantFrom("]", ")"));
  const interval = ends.map(([open, low, high, close]) => `${open}${low}..${high}${close}`);
  const one = fc.oneof(
    value.map((text) => `= ${text}`),
    fc.constant("null"),
    ...(ordered ? [compared, interval] : []),
  );
  const list = fc.array(one, { minLength: 1, maxLength: 3 }).map((items) => items.join(", "));
  return fc.oneof(
    fc.constant("-"),
    one,
    list,
    list.map((items) => `not(${items})`),
    list.map((items) => `not(${items}), null`),
  );
};

const bareOutcome = (outcome: OutcomeDeclaration): fc.Arbitrary<string> => {
  if (outcome.type === "choice") return fc.constantFrom(...choices);
  if (outcome.type === "text") return fc.constantFrom(...texts, "{remark}");
  return fc.constantFrom(...(written[outcome.type] ?? []).filter((text) => text !== "99999999999"));
};

/** Tables that read at most `width` of the facts; some do not compile (intervals may be empty). */
export const tableFor = (outcome: OutcomeDeclaration, width: number): fc.Arbitrary<Table> =>
  fc.subarray(Object.keys(facts), { minLength: 0, maxLength: width }).chain((names) => {
    const when = fc.record(Object.fromEntries(names.map((name) => [name, cell(facts[name]?.type ?? "")])));
    const row = fc.record({ when, then: bareOutcome(outcome) });
    const otherwise = fc
      .constantFrom<string | null | undefined>(undefined, null)
      .chain((none) => fc.oneof(fc.constant(none), bareOutcome(outcome)));
    return fc
      .record({
        hit: fc.constantFrom("first" as const, "unique" as const, "priority" as const, "collect" as const),
        rows: fc.array(row, { minLength: 0, maxLength: 6 }),
        otherwise,
      })
      .map(({ otherwise: last, ...table }) => ({
        ...table,
        ...(last !== undefined && { otherwise: last }),
        priority: [...new Set(table.rows.map(({ then }) => then))].toSorted(),
      }));
  });

export const factValues: fc.Arbitrary<Record<string, string | boolean | null>> = fc.record(
  Object.fromEntries(
    Object.entries(facts).map(([name, { type }]) => [
      name,
      fc.option(fc.constantFrom(...(stored[type] ?? [])), { freq: 4 }),
    ]),
  ),
);

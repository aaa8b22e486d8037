/* oxlint-disable unicorn/no-thenable -- rows of tables say `then` */
import { expect, test } from "vitest";
import { diff } from "./index.ts";
import type { Change, FactDeclarations, Table } from "./index.ts";

const facts: FactDeclarations = { spend: { type: "money", label: { zh: "消费", en: "Spend" } } };
const table = (...rows: [spend: string, then: string, kind?: string][]): Table => ({
  hit: "first",
  rows: rows.map(([spend, then, kind]) => ({ when: { spend, ...(kind !== undefined && { kind }) }, then })),
});
const old = table([">= 6000", "gold"], [">= 1000", "silver"], ["-", "plain"]);

const added = (after: number, en: string): Omit<Change, "text"> & { en: string } => ({ kind: "added", after, en });

test.each<[string, Table, unknown[]]>([
  ["the same", old, []],
  ["an empty cell is a dash", table([">= 6000 ", "gold", "-"], [">= 1000", "silver"], ["", "plain"]), []],
  [
    "a threshold",
    table([">= 8000", "gold"], [">= 1000", "silver"], ["-", "plain"]),
    [{ kind: "changed", before: 1, after: 1, en: "Spend >= 6000 → >= 8000" }],
  ],
  [
    "an outcome and a new condition",
    table([">= 6000", "gold"], [">= 1000", "bronze", "home"], ["-", "plain"]),
    [{ kind: "changed", before: 2, after: 2, en: "kind - → home; outcome silver → bronze" }],
  ],
  [
    "a row put first",
    table([">= 9000", "diamond"], [">= 6000", "gold"], [">= 1000", "silver"], ["-", "plain"]),
    [added(1, "Spend >= 9000; outcome diamond")],
  ],
  [
    "a row taken out",
    table([">= 6000", "gold"], ["-", "plain"]),
    [{ kind: "removed", before: 2, en: "Spend >= 1000; outcome silver" }],
  ],
  [
    "rows that change places",
    table([">= 1000", "silver"], [">= 6000", "gold"], ["-", "plain"]),
    [{ kind: "removed", before: 1, en: "Spend >= 6000; outcome gold" }, added(2, "Spend >= 6000; outcome gold")],
  ],
  [
    "the table itself",
    { ...old, hit: "priority", priority: ["gold", "silver"], otherwise: null },
    [
      { kind: "table", en: "hit policy first → priority" },
      { kind: "table", en: "otherwise - → null" },
      { kind: "table", en: "priority - → gold > silver" },
    ],
  ],
])("%s", (_, now, changes) => {
  expect(diff(old, now, facts).map(({ text, ...change }) => ({ ...change, en: text.en }))).toEqual(changes);
});

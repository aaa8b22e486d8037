import type { Text } from "../../../platform/text.ts";
import { joined, same } from "./show.ts";
import type { FactDeclarations, Table, TableRow } from "./table.ts";

/** One difference; rows count from 1: `before` in the old table, `after` in the new one. */
export type Change = {
  readonly kind: "added" | "removed" | "changed" | "table";
  readonly before?: number;
  readonly after?: number;
  readonly text: Text;
};

const cellOf = (row: TableRow, name: string): string => String(row.when[name] ?? "").trim() || "-";
const namesOf = (...rows: TableRow[]): string[] => [...new Set(rows.flatMap((row) => Object.keys(row.when)))];
const differing = (a: TableRow, b: TableRow): string[] =>
  namesOf(a, b).filter((name) => cellOf(a, name) !== cellOf(b, name));

/** How much of two rows is equal; only rows with something in common are one row that changed. */
const likeness = (a: TableRow, b: TableRow): number => {
  const [cells, differences] = [namesOf(a, b).length, differing(a, b).length];
  const score = cells - differences + (a.then === b.then ? 1 : 0);
  return differences === 0 && a.then === b.then ? score + 1 : score;
};

type Pair = readonly [before: number | undefined, after: number | undefined];

/** Old and new rows side by side, in order, with the greatest likeness altogether. */
const align = (a: readonly TableRow[], b: readonly TableRow[]): Pair[] => {
  const best = a.map(() => b.map(() => 0));
  const scoreAt = (i: number, j: number): number => best[i]?.[j] ?? 0;
  const likenessAt = a.map((left) => b.map((right) => likeness(left, right)));
  const together = (i: number, j: number): number => {
    const alike = likenessAt[i]?.[j] ?? 0;
    return alike > 0 ? alike + scoreAt(i + 1, j + 1) : -1;
  };
  for (let i = a.length - 1; i >= 0; i -= 1) {
    const line = best[i] ?? [];
    for (let j = b.length - 1; j >= 0; j -= 1) line[j] = Math.max(together(i, j), scoreAt(i + 1, j), scoreAt(i, j + 1));
  }
  const pairs: Pair[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (together(i, j) === scoreAt(i, j)) pairs.push([i++, j++]);
    else if (scoreAt(i + 1, j) === scoreAt(i, j)) pairs.push([i++, undefined]);
    else pairs.push([undefined, j++]);
  }
  while (i < a.length) pairs.push([i++, undefined]);
  while (j < b.length) pairs.push([undefined, j++]);
  return pairs;
};

const outcomeLabel: Text = { zh: "结果", en: "outcome" };
const tableWords = {
  hit: { zh: "命中方式", en: "hit policy" },
  otherwise: { zh: "其余情况", en: "otherwise" },
  priority: { zh: "优先次序", en: "priority" },
} satisfies Record<string, Text>;

/**
 * What changes from table `a` to table `b`, in order of rows; empty if they are the same. Notes do not count.
 * A row that moves is removed and added. `facts` gives labels instead of names.
 */
export const diff = (a: Table, b: Table, facts: FactDeclarations = {}): Change[] => {
  const labelOf = (name: string): Text => facts[name]?.label ?? same(name);
  const listed = (texts: Text[]): Text => joined(texts, "；", "; ");
  const replaced = (label: Text, from: string, to: string): Text => joined([label, same(`${from} → ${to}`)], " ", " ");
  const whole = ({ when, then }: TableRow): Text =>
    listed([
      ...Object.keys(when).map((name) => joined([labelOf(name), same(String(when[name]))], " ", " ")),
      joined([outcomeLabel, same(String(then))], " ", " "),
    ]);
  const rowChange = (kind: "added" | "removed" | "changed", [before, after]: Pair, text: Text): Change => ({
    kind,
    ...(before !== undefined && { before: before + 1 }),
    ...(after !== undefined && { after: after + 1 }),
    text,
  });

  const ofTable = (["hit", "otherwise", "priority"] as const).flatMap((key): Change[] => {
    const [from, to] = [a[key], b[key]].map((value) =>
      value === undefined ? "-" : [value].flat().map(String).join(" > "),
    );
    return from === to ? [] : [{ kind: "table", text: replaced(tableWords[key], from ?? "", to ?? "") }];
  });
  const ofRows = align(a.rows, b.rows).flatMap((pair): Change[] => {
    const old = pair[0] === undefined ? undefined : a.rows[pair[0]];
    const now = pair[1] === undefined ? undefined : b.rows[pair[1]];
    if (!old) return now ? [rowChange("added", pair, whole(now))] : [];
    if (!now) return [rowChange("removed", pair, whole(old))];
    const changes = differing(old, now).map((name) => replaced(labelOf(name), cellOf(old, name), cellOf(now, name)));
    if (old.then !== now.then) changes.push(replaced(outcomeLabel, String(old.then), String(now.then)));
    return changes.length > 0 ? [rowChange("changed", pair, listed(changes))] : [];
  });
  return [...ofTable, ...ofRows];
};

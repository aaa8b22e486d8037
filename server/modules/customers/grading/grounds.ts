import type { Text } from "../../../platform/text.ts";
import { type Binding, explain, readFact, showValue } from "../../policy/index.ts";
import { gradeDecision } from "./grade.controls.ts";

export type JudgedFacts = Readonly<Record<string, string | number | boolean | null>>;

export type Grounds = {
  readonly row: number | null;
  /** The one sentence: the row that hit, in words. */
  readonly ground: Text;
  readonly facts: { name: string; label: Text; text: Text }[];
  readonly rows: {
    row: number;
    held: boolean;
    chosen: boolean;
    gives: Text;
    note: Text | null;
    cells: { fact: string; held: boolean; text: Text }[];
  }[];
};

/** The facts of a judgement and, where its clause is still known, each row of the table in words. */
export function groundsOf(binding: Binding | undefined, facts: JudgedFacts, row: number | null): Grounds {
  const shown = Object.entries(gradeDecision.facts).flatMap(([name, fact]) =>
    name in facts ? [{ name, label: fact.label, text: showValue(fact, readFact(name, fact, facts[name])) }] : [],
  );
  const rows =
    binding?.program && shown.length
      ? explain(binding.program, facts).map(({ valueText, note, cells, ...rest }) => ({
          ...rest,
          gives: valueText,
          note: note ?? null,
          cells: [...cells],
        }))
      : [];
  return { row, ground: groundOf(rows, row), facts: shown, rows };
}

function groundOf(rows: Grounds["rows"], row: number | null): Text {
  const hit = rows.find((one) => one.row === row);
  if (!hit)
    return row === null
      ? { zh: "未达到更高等级的条件", en: "no row for a higher grade holds" }
      : { zh: `决策表第 ${row} 行`, en: `row ${row} of the table` };
  return { zh: hit.cells.map((cell) => cell.text.zh).join("；"), en: hit.cells.map((cell) => cell.text.en).join("; ") };
}

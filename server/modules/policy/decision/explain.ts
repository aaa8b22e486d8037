import type { Text } from "../../../platform/text.ts";
import { holds } from "./condition.ts";
import type { Cell, Program } from "./compile.ts";
import { evaluate, readFacts } from "./evaluate.ts";
import type { OutcomeValue } from "./evaluate.ts";
import { joined, showCondition, showValue } from "./show.ts";
import { dataValue } from "./value.ts";
import type { FactValues, Scalar } from "./value.ts";

export type CellExplanation = { readonly fact: string; readonly held: boolean; readonly text: Text };

/** Why a row did or did not hold. `chosen` rows gave the value; cells with `-` are left out. */
export type RowExplanation = {
  readonly row: number;
  readonly held: boolean;
  readonly chosen: boolean;
  /** What the row gives when chosen. */
  readonly value: OutcomeValue;
  readonly valueText: Text;
  readonly note?: Text;
  readonly cells: readonly CellExplanation[];
};

/** `近12个月消费 6,230.00 元 ≥ 6,000.00 元`, or `近12个月消费 50.00 元，不满足：≥ 6,000.00 元`. */
const sentence = ({ fact, condition }: Cell, value: Scalar | null, held: boolean): Text => {
  const [shown, asked] = [showValue(fact, value), showCondition(fact, condition)];
  const subject = joined([fact.label, shown], " ", " ");
  if (held && value === null) return { zh: `${fact.label.zh} 未知`, en: `${fact.label.en} is unknown` };
  if (held) return joined([subject, asked], " ", " ");
  return { zh: `${subject.zh}，不满足：${asked.zh}`, en: `${subject.en}, not: ${asked.en}` };
};

/** Every row with its cells on one set of facts, so that 'why gold?' has an answer. Throws as `evaluate` does. */
export const explain = (program: Program, values: FactValues): RowExplanation[] => {
  const facts = readFacts(program, values);
  const decision = evaluate(program, values);
  const collects = program.table.hit === "collect";
  return program.rows.map((programRow, index) => {
    const row = index + 1;
    const held = decision.rows.includes(row);
    const note = program.table.rows[index]?.note;
    return {
      row,
      held,
      chosen: collects ? held : decision.row === row,
      value: dataValue(program.outcome.type, programRow.gives),
      valueText: showValue(program.outcome, programRow.gives),
      ...(note && { note }),
      cells: programRow.cells.map((cell) => {
        const value = facts.get(cell.name) ?? null;
        const cellHeld = holds(cell.condition, value);
        return { fact: cell.name, held: cellHeld, text: sentence(cell, value, cellHeld) };
      }),
    };
  });
};

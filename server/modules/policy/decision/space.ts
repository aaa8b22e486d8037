import type { Text } from "../../../platform/text.ts";
import { axisOf } from "./axis.ts";
import type { Axis } from "./axis.ts";
import { factsUsed } from "./compile.ts";
import type { Program } from "./compile.ts";
import { holds } from "./condition.ts";
import type { Box } from "./cover.ts";
import { joined, showValue } from "./show.ts";
import { dataValue } from "./value.ts";
import type { FactValue, FactValues } from "./value.ts";

/** All combinations of facts that a program can tell apart. */
export type Space = {
  /** One box a row; empty if the row can never hold. */
  readonly rows: readonly Box[];
  readonly all: Box;
  /** All but those with an unknown fact. */
  readonly known: Box;
  /** One combination of a box, for people and for `evaluate`; the text leaves out facts that do not matter. */
  readonly example: (box: Box) => { readonly text: Text; readonly values: FactValues };
};

const bitsWhere = (axis: Axis, keep: (point: Axis[number]) => boolean): bigint =>
  axis.reduce((bits, point, at) => (keep(point) ? bits | (1n << BigInt(at)) : bits), 0n);

export const spaceOf = (program: Program): Space => {
  const cells = program.rows.flatMap((row) => row.cells);
  const dimensions = factsUsed(program).flatMap((name) => {
    const own = cells.filter((cell) => cell.name === name);
    return own[0]
      ? [
          {
            name,
            fact: own[0].fact,
            axis: axisOf(
              own[0].fact,
              own.map((cell) => cell.condition),
            ),
          },
        ]
      : [];
  });
  const all = dimensions.map(({ axis }) => bitsWhere(axis, () => true));
  return {
    rows: program.rows.map((row) =>
      dimensions.map(({ name, axis }) => {
        const cell = row.cells.find((candidate) => candidate.name === name);
        return bitsWhere(axis, (point) => !cell || holds(cell.condition, point));
      }),
    ),
    all,
    known: dimensions.map(({ axis }) => bitsWhere(axis, (point) => point !== null)),
    example: (box) => {
      const texts: Text[] = [];
      const values: Record<string, FactValue> = {};
      for (const [at, { name, fact, axis }] of dimensions.entries()) {
        const bits = box[at] ?? 0n;
        const point = axis.find((_, index) => (bits >> BigInt(index)) & 1n) ?? null;
        values[name] = point === null ? null : dataValue(fact.type, point);
        if (bits !== all[at]) texts.push(joined([fact.label, showValue(fact, point)], " ", " "));
      }
      const text = texts.length > 0 ? joined(texts, "，", ", ") : { zh: "任何情况", en: "any facts" };
      return { text, values };
    },
  };
};

import type { Text } from "../../../platform/text.ts";
import type { Program } from "./compile.ts";
import { intersection, outside } from "./cover.ts";
import type { Box, Work } from "./cover.ts";
import { failure } from "./problem.ts";
import type { Problem } from "./problem.ts";
import { joined, same } from "./show.ts";
import { spaceOf } from "./space.ts";
import type { Space } from "./space.ts";
import { compareScalars } from "./value.ts";

/** Steps for each of the two searches: about half a second. */
const enoughWork = 500_000;
const mostOverlaps = 20;

const problem = (severity: Problem["severity"], code: string, text: Text, more: Partial<Problem> = {}): Problem => ({
  ...failure(code, text.zh, text.en).fault,
  severity,
  ...more,
});

/** Facts that no row takes, known ones before unknown ones. For `collect` no row is an answer too. */
const gaps = (program: Program, space: Space, work: Work): Problem[] => {
  if (program.otherwise !== undefined || program.table.hit === "collect") return [];
  const gap = outside(space.known, space.rows, work) ?? outside(space.all, space.rows, work);
  if (!gap || work.left < 0) return [];
  const { text, values } = space.example(gap);
  const explained = {
    zh: `有情况没有任何行适用，例如：${text.zh}。请补一行，或写“otherwise”（null 表示没有结果）。`,
    en: `Some facts are taken by no row, for example: ${text.en}. Add a row, or 'otherwise' (null for no value).`,
  };
  return [problem("error", "gap", explained, { example: values })];
};

/** Rows of a `unique` table that hold together. */
const overlaps = (program: Program, space: Space): Problem[] => {
  if (program.table.hit !== "unique") return [];
  const found: Problem[] = [];
  for (const [late, box] of space.rows.entries()) {
    for (const [early, other] of space.rows.slice(0, late).entries()) {
      const shared = intersection(box, other);
      if (!shared) continue;
      if (found.length === mostOverlaps) return found;
      const { text, values } = space.example(shared);
      const explained = {
        zh: `第 ${early + 1} 行与第 ${late + 1} 行同时适用，例如：${text.zh}。请收窄其中一行，或改用 first。`,
        en: `Rows ${early + 1} and ${late + 1} both hold, for example: ${text.en}. Narrow one of them, or use 'first'.`,
      };
      found.push(problem("error", "overlap", explained, { row: late + 1, example: values }));
    }
  }
  return found;
};

/** Rows that could hold before this one and so take its place. */
const rivals = (program: Program, index: number): number[] => {
  const { table, order, rows } = program;
  const before = order.slice(0, order.indexOf(index));
  if (table.hit !== "collect") return table.hit === "unique" ? [] : before;
  const gives = rows[index]?.gives;
  return before.filter((other) => gives !== undefined && compareScalars(rows[other]?.gives ?? "", gives) === 0);
};

const unreachable = (program: Program, space: Space, work: Work): Problem[] =>
  space.rows.flatMap((box: Box, index): Problem[] => {
    const row = index + 1;
    if (box.includes(0n)) {
      const explained = {
        zh: `第 ${row} 行永远不会适用：它的条件没有任何值能满足。`,
        en: `Row ${row} can never hold: no value meets its conditions.`,
      };
      return [problem("error", "never_holds", explained, { row })];
    }
    const taking = rivals(program, index).filter((other) => intersection(box, space.rows[other] ?? []));
    const boxes = taking.map((other) => space.rows[other] ?? []);
    if (outside(box, boxes, work) || work.left < 0) return [];
    const list = joined(
      taking.toSorted((a, b) => a - b).map((other) => same(String(other + 1))),
      "、",
      ", ",
    );
    const explained = {
      zh: `第 ${row} 行永远轮不到：第 ${list.zh} 行已先占去它的全部情况。请调整次序、改条件或删去。`,
      en: `Row ${row} is never reached: row ${list.en} takes all it could. Reorder, change or remove it.`,
    };
    return [problem("error", "unreachable", explained, { row })];
  });

/** Choices that no row gives. */
const unusedOutcomes = ({ outcome, rows, otherwise }: Program): Problem[] => {
  if (outcome.type !== "choice") return [];
  const given = new Set([...rows.map((row) => row.gives), otherwise]);
  return Object.entries(outcome.values).flatMap(([value, label]): Problem[] => {
    if (given.has(value)) return [];
    const explained = {
      zh: `没有任何行给出“${label.zh}”（${value}）。`,
      en: `No row gives '${label.en}' (${value}).`,
    };
    return [problem("warning", "unused_outcome", explained)];
  });
};

/**
 * What is wrong with a table as a whole: gaps, overlaps, rows that never come to bear, outcomes never given.
 * Exact, but for tables too large to search through: those get the warning `decision.too_large`.
 * Throws Error if the domain that a fact declares cannot be read: a fault in code.
 */
export const check = (program: Program): Problem[] => {
  const space = spaceOf(program);
  const [gapWork, rowWork]: [Work, Work] = [{ left: enoughWork }, { left: enoughWork }];
  const found = [
    ...gaps(program, space, gapWork),
    ...overlaps(program, space),
    ...unreachable(program, space, rowWork),
    ...unusedOutcomes(program),
  ];
  const tooLarge = {
    zh: "表太大，无法查完空缺与多余的行：请拆成几张小表，或减少每行的条件。",
    en: "The table is too large to check fully for gaps and idle rows: split it, or use fewer conditions a row.",
  };
  return Math.min(gapWork.left, rowWork.left) < 0 ? [...found, problem("warning", "too_large", tooLarge)] : found;
};

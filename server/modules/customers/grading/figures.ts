import { classes, grades } from "../choices.ts";
import type { Cell } from "./judge.ts";

/** From one grade to another: a line of the change list's filter, and a chunk of the application. */
export type Move = { readonly from: string | null; readonly to: string; readonly count: number };
export type Share = {
  readonly class: string;
  readonly grade: string | null;
  readonly before: number;
  readonly after: number;
};

/** Moves by grade, the best first; whoever stays is none. */
export function movesOf(cells: readonly Cell[]): Move[] {
  const moves = new Map<string, Move>();
  for (const { from, to, count } of cells) {
    if (from === to || to === null) continue;
    const key = `${from} ${to}`;
    moves.set(key, { from, to, count: (moves.get(key)?.count ?? 0) + count });
  }
  const order = Object.keys(grades);
  const place = (grade: string | null) => (grade === null ? order.length : order.indexOf(grade));
  return [...moves.values()].sort((a, b) => place(a.to) - place(b.to) || place(a.from) - place(b.from));
}

/** The chart: customers by class and grade before and after. */
export function sharesOf(cells: readonly Cell[]): Share[] {
  const sum = (of: string, grade: string | null, side: "from" | "to") =>
    cells.filter((cell) => cell.class === of && cell[side] === grade).reduce((total, cell) => total + cell.count, 0);
  return Object.keys(classes).flatMap((of) =>
    [...Object.keys(grades), null].map((grade) => ({
      class: of,
      grade,
      before: sum(of, grade, "from"),
      after: sum(of, grade, "to"),
    })),
  );
}

import type { RunKind } from "../../../platform/runs.ts";
import { gradesWithManager, promiseManagers } from "./account-manager.ts";
import { withoutOwner, writeGrades } from "./application.store.ts";
import { type Move, movesOf } from "./figures.ts";
import { advance, findGrading } from "./grading.store.ts";
import { reviewed } from "./review.ts";

/** The move that is being written, and the last customer of it that is. */
type Position = { readonly move: number; readonly after: string | null };

const chunkSize = 20_000;

/** Writes an approved change list into the grades, move by move in chunks; taken up again where it was killed. */
export const applicationRun: RunKind<{ gradingId: string }, Position> = {
  label: { zh: "等级调整生效", en: "Grades taking effect" },
  work: async ({ parameters: { gradingId }, position, chunk }) => {
    let at: Position = { move: position.move ?? 0, after: position.after ?? null };
    for (;;) {
      const next = await chunk(async (ctx) => {
        const grading = await findGrading(ctx, gradingId);
        const moves = appliedMoves(grading.summary.cells ?? []);
        const move = moves[at.move];
        if (!move) {
          await advance(ctx, gradingId, ["applying"], { state: "applied", appliedAt: ctx.now });
          if (grading.kind === "review") await reviewed(ctx, grading.asOf);
          await ctx.emit({
            kind: "customers.grading.applied",
            subjectType: "grading",
            subjectId: gradingId,
            data: { changed: Number(grading.applied) },
          });
          return { value: undefined };
        }
        const { last, seen, written } = await writeGrades(ctx, grading, move, at.after, chunkSize);
        if (last && move.to !== move.from && (await gradesWithManager(ctx)).includes(move.to))
          await promiseManagers(ctx, await withoutOwner(ctx, grading, move, at.after, last), grading.effectiveAt!);
        const applied = grading.applied + BigInt(written);
        await advance(ctx, gradingId, ["applying"], { applied });
        const reached: Position =
          seen < chunkSize ? { move: at.move + 1, after: null } : { move: at.move, after: last };
        return { position: reached, done: Number(grading.done) + seen, total: Number(grading.changed), value: reached };
      });
      if (!next) return { gradingId };
      at = next;
    }
  },
};

/** Moves, and after them those whose grade stays but no longer by a person's word. */
const appliedMoves = (cells: Parameters<typeof movesOf>[0]): Move[] => [
  ...movesOf(cells),
  ...[...new Set(cells.map((cell) => cell.to))].flatMap((grade) =>
    grade === null ? [] : [{ from: grade, to: grade, count: 0 }],
  ),
];

import type { RunKind } from "../../../platform/runs.ts";
import { bindingsOf, decisionBinding } from "../../policy/index.ts";
import { cancellable } from "./cancellable.ts";
import { gradeDecision, suddenRise } from "./grade.controls.ts";
import { apply } from "./grading.actions.ts";
import { advance, findGrading } from "./grading.store.ts";
import { judgeAll } from "./judge.ts";
import { movesOf } from "./figures.ts";

/**
 * Judges all customers for a grading: one chunk, since it is one statement, so a killed run leaves nothing and begins
 * anew. A review then waits for its approval; early moves take effect by themselves where the clause says so.
 */
export const judgeRun: RunKind<{ gradingId: string }> = {
  label: { zh: "等级评定", en: "Grade review" },
  work: async ({ id, parameters: { gradingId }, chunk }) => {
    const result = await chunk(async (ctx) => {
      const grading = await findGrading(ctx, gradingId);
      const at = new Date(grading.asOf);
      const binding = await decisionBinding(ctx, gradeDecision, at);
      const early = grading.kind === "early" ? (await bindingsOf(ctx.services, suddenRise.key, at))[0] : undefined;
      const cells = await cancellable(ctx, id, () => judgeAll(ctx, { gradingId, asOf: grading.asOf, binding, early }));
      const judged = cells.reduce((sum, cell) => sum + cell.count, 0);
      const changed = movesOf(cells).reduce((sum, move) => sum + move.count, 0);
      await advance(ctx, gradingId, ["computing"], {
        state: "preview",
        judged,
        changed,
        summary: JSON.stringify({ cells }),
        ...(early && { riseClause: early.clause, riseVersionId: early.versionId }),
      });
      // Nobody is asked about an evening on which nobody rose.
      if (early && changed === 0)
        await advance(ctx, gradingId, ["preview"], { state: "applied", effectiveAt: ctx.now, appliedAt: ctx.now });
      else if (early?.parameters.automatic) {
        await advance(ctx, gradingId, ["preview"], {
          state: "approved",
          effectiveAt: ctx.now,
          decidedByName: ctx.actor.name,
          decidedAt: ctx.now,
        });
        await apply(ctx, { id: gradingId });
      }
      return { done: judged, total: judged, value: { judged, changed } };
    });
    return result ?? {};
  },
};

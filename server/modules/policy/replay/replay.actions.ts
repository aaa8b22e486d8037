import type { Context } from "../../../platform/context.ts";
import { invalid } from "../../../platform/errors.ts";
import { newId } from "../../../platform/ids.ts";
import { cancelRun, startRun } from "../../../platform/runs.ts";
import { demandSpan } from "../compliance/span.ts";
import { type Override, readCandidate } from "./candidate.ts";
import { findReplay, insertReplay } from "./replay.store.ts";

export type NewReplay = {
  readonly versionId: string;
  readonly from: string;
  readonly to: string;
  readonly overrides?: readonly Override[] | undefined;
};

export const replayKind = "policy.replay";

/**
 * Starts judging a span of the past by a version, or by it with some settings changed; answers the replay's id.
 * @throws AppError policy.empty_span, policy.replay_of_future, policy.invalid_override (400), policy.replay_of_faulty (409)
 */
export async function startReplay(ctx: Context, { versionId, from, to, overrides = [] }: NewReplay): Promise<string> {
  demandSpan({ from, to });
  if (Date.parse(to) > ctx.now.getTime())
    throw invalid(
      [{ field: "to", text: { zh: "只能试算已经过去的时段", en: "only the past can be replayed" } }],
      "policy.replay_of_future",
    );
  await readCandidate(ctx, versionId, overrides);
  const id = newId();
  const runId = await startRun(ctx, replayKind, { replayId: id });
  await insertReplay(ctx, { id, versionId, overrides, from, to, runId });
  await ctx.emit({
    kind: "policy.replay.started",
    subjectType: "policy_version",
    subjectId: versionId,
    data: { replayId: id, from, to },
  });
  return id;
}

/** Stops a replay at its next step; what it found until then stays. */
export async function cancelReplay(ctx: Context, id: string): Promise<void> {
  const { runId } = await findReplay(ctx, id);
  await cancelRun(ctx, runId);
}

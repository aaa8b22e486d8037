import type { Context } from "../../../platform/context.ts";
import { conflict, invalid } from "../../../platform/errors.ts";
import { fulfil } from "../../policy/index.ts";
import { dayOf } from "../day.ts";
import { changeCheck } from "./check.store.ts";
import { qualityTalk } from "./quality.controls.ts";
import { demandScorer, loadCheck, tell } from "./score.actions.ts";

/** Records the talk with the person checked, and so keeps its promise. @throws AppError service.no_talk (409), service.invalid (400) */
export async function recordTalk(
  ctx: Context,
  id: string,
  { version, improvements, lookAgainOn }: { version: number; improvements: string; lookAgainOn: string },
): Promise<void> {
  const check = await loadCheck(ctx, id, version);
  await demandScorer(ctx, check, ctx.actor.id, false);
  if (check.state === "open" || check.talkedAt)
    throw conflict("service.no_talk", {
      zh: "尚未评分，或者已经面谈。",
      en: "It is not scored yet, or the talk is recorded.",
    });
  if (lookAgainOn <= dayOf(ctx.now))
    throw invalid(
      [{ field: "lookAgainOn", text: { zh: "复查日期应在今天以后", en: "the date to look again lies in the future" } }],
      "service.invalid",
    );
  await changeCheck(ctx, check, { improvements, lookAgainOn, talkedByName: ctx.actor.name, talkedAt: ctx.now });
  await fulfil(ctx, qualityTalk.key, [{ customerId: check.customerId, subjectId: id }]);
  await tell(ctx, check, "talked");
}

/** Looks again whether it got better. @throws AppError service.nothing_to_look (409) */
export async function lookAgain(
  ctx: Context,
  id: string,
  { version, improved, note }: { version: number; improved: boolean; note?: string | null | undefined },
): Promise<void> {
  const check = await loadCheck(ctx, id, version);
  await demandScorer(ctx, check, ctx.actor.id, false);
  if (!check.lookAgainOn || check.lookedAt)
    throw conflict("service.nothing_to_look", { zh: "没有待复查的面谈。", en: "No talk waits to be looked at again." });
  await changeCheck(ctx, check, {
    improved,
    lookedNote: note || null,
    lookedByName: ctx.actor.name,
    lookedAt: ctx.now,
  });
  await tell(ctx, check, "looked");
}

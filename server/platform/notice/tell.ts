import type { Context } from "../context.ts";
import { publish, topicOfStaff } from "../live/index.ts";
import { insertNotices } from "./notice.store.ts";

export type Telling = {
  /** Declared by a module, with its words. */
  readonly kind: string;
  readonly subjectType: string;
  readonly subjectId: string;
  /** For the places of its words: counts and the like, never personal data. */
  readonly data?: Record<string, unknown>;
};

/**
 * Tells people what concerns them: it waits at their bell, which rings at once where it is on a screen. Nobody is told
 * of their own doing, nor twice of one thing.
 */
export async function tellStaff(
  ctx: Context,
  staffIds: Iterable<string | null | undefined>,
  { kind, subjectType, subjectId, data = {} }: Telling,
): Promise<void> {
  const those = [...new Set(staffIds)].filter((id): id is string => Boolean(id) && id !== ctx.actor.id);
  if (!those.length) return;
  // A customer's or a program's name says nothing to a colleague.
  const actorName = ctx.actor.kind === "staff" || ctx.actor.kind === "token" ? ctx.actor.name : null;
  await insertNotices(ctx, those, { kind, subjectType, subjectId, actorName, data });
  for (const id of those) await ringBell(ctx, id, { kind, id: subjectId });
}

/** Lets a person's bell be counted anew. */
export const ringBell = (
  ctx: Pick<Context, "notify">,
  staffId: string,
  about: { readonly kind: string; readonly id: string },
) => publish(ctx, topicOfStaff(staffId), { type: "notice", ...about });

import type { Context, Statement } from "../../../platform/context.ts";
import { parseDuration } from "../../../platform/calendar/index.ts";
import { bindingsOf } from "../../policy/index.ts";
import { hotlineAnswer } from "../contact/contact.controls.ts";
import { withNames } from "../contact/contact.list.ts";
import { type ContactRow, findContact, updateContact } from "../contact/contact.store.ts";
import { extensionOf } from "./extension.store.ts";

const mine: Statement = {
  name: "service.call.mine",
  text: `select id from service.contact
          where staff_id = $1 and channel = 'hotline' and state in ('ringing', 'open') and rang_at > $2::timestamptz - interval '12 hours' order by rang_at desc limit 5`,
};

/** The telephone at which somebody sits, and their calls that ring or are still to be written up. */
export async function myHotline(ctx: Context) {
  if (!ctx.actor.id) return { extension: null, calls: [] };
  const ids = await ctx.query<{ id: string }>(mine, [ctx.actor.id, ctx.now]);
  const calls = await Promise.all(ids.map(({ id }) => findContact(ctx, id)));
  return {
    extension: await extensionOf(ctx, ctx.actor.id),
    calls: await withNames(
      ctx,
      calls.filter((one): one is ContactRow => one !== undefined),
    ),
  };
}

const figures: Statement = {
  name: "service.call.figures",
  text: `
    select count(*)::int as calls, count(answered_at)::int as answered, count(*) filter (where state = 'missed')::int as missed,
           count(*) filter (where answered_at <= rang_at + $3 * interval '1 second')::int as "inTime"
      from service.contact where rang_at >= $1 and rang_at < $2 and direction = 'in'`,
};

/** How calls of a span were answered, by the seconds that the clause in force allows; null where none speaks of it. */
export async function callFigures(ctx: Context, from: string, to: string) {
  const [binding] = await bindingsOf(ctx.services, hotlineAnswer.key, ctx.now);
  const { seconds, share, within } = (binding?.parameters ?? {}) as {
    seconds?: number;
    share?: string;
    within?: string;
  };
  const term = within === undefined ? undefined : parseDuration(within);
  const allowed = seconds ?? (term && { m: 60, h: 3600, d: 86_400, wd: 86_400 }[term.unit] * term.count);
  const [counted] = await ctx.query<{ calls: number; answered: number; missed: number; inTime: number }>(figures, [
    from,
    to,
    allowed ?? 0,
  ]);
  return {
    ...counted!,
    inTime: allowed === undefined ? null : counted!.inTime,
    seconds: allowed ?? null,
    share: share === undefined ? null : Number(share),
  };
}

const stale: Statement = {
  name: "service.call.stale",
  text: `select id from service.contact where state = 'ringing' and at < $1::timestamptz - interval '30 minutes' order by at limit 500`,
};

/** Cron: a call whose end the switchboard never told does not ring for ever. */
export async function endStaleCalls(ctx: Context): Promise<void> {
  for (const { id } of await ctx.query<{ id: string }>(stale, [ctx.now])) {
    const call = await findContact(ctx, id, true);
    if (call?.state === "ringing") await updateContact(ctx, call, { state: "missed" });
  }
}

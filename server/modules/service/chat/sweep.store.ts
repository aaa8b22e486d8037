import type { Context, Statement } from "../../../platform/context.ts";

const held: Statement = {
  name: "service.chat.held-by",
  text: "select id from service.chat where staff_id = $1 and state = 'active' order by id",
};
const offers: Statement = {
  name: "service.chat.offers-over",
  text: "select id from service.chat where state = 'waiting' and wanted_staff_id is not null and taken_at < $1 order by id limit 200",
};
const left: Statement = {
  name: "service.chat.deserted",
  text: `select id from service.chat where state <> 'closed' and visitor_seen_at < case when state = 'waiting' then $1::timestamptz else $2::timestamptz end
          order by id limit 500`,
};

type Found = { id: string };
export const heldBy = (ctx: Context, staffId: string) => ctx.query<Found>(held, [staffId]);
/** Offered before an instant and still not taken. */
export const offersOver = (ctx: Context, before: Date) => ctx.query<Found>(offers, [before]);
/** Chats whose visitor was last seen before an instant: one for those who wait, one for those under way. */
export const deserted = (ctx: Context, waiting: Date, active: Date) => ctx.query<Found>(left, [waiting, active]);

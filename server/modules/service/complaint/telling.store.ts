import type { Context, Statement } from "../../../platform/context.ts";
import { newId } from "../../../platform/ids.ts";
import type { TellingWay } from "./choices.ts";
import type { TellingRow } from "./complaint.rows.ts";

type Ticket = { readonly customerId: string; readonly id: string };

export const insertTelling = (
  ctx: Context,
  ticket: Ticket,
  given: { way: TellingWay; body: string; messageId: string | null },
) =>
  ctx.tx
    .insertInto("service.telling")
    .values({
      ...given,
      customerId: ticket.customerId,
      ticketId: ticket.id,
      id: newId(),
      byId: ctx.actor.id,
      byName: ctx.actor.name,
      at: ctx.now,
    })
    .execute();

const answer: Statement = {
  name: "service.telling.answer",
  text: `update service.telling set satisfied = $3, words = $4, answered_at = $5, answered_by_name = $6
          where customer_id = $1 and id = (select l.id from service.telling l where l.customer_id = $1 and l.ticket_id = $2 order by l.id desc limit 1)`,
};
/** Keeps what the customer said to the latest telling. */
export const answerTelling = (ctx: Context, ticket: Ticket, satisfied: boolean, words: string | null) =>
  ctx.query(answer, [ticket.customerId, ticket.id, satisfied, words, ctx.now, ctx.actor.name]);

const all: Statement = {
  name: "service.telling.all",
  text: `select id, way, body, message_id as "messageId", by_name as "byName", at, satisfied, words, answered_at as "answeredAt", answered_by_name as "answeredByName"
           from service.telling where customer_id = $1 and ticket_id = $2 order by id desc limit 200`,
};
export const tellingsOf = (ctx: Pick<Context, "query">, ticket: Ticket) =>
  ctx.query<TellingRow>(all, [ticket.customerId, ticket.id]);

const reopened: Statement = {
  name: "service.telling.reopened",
  text: `select max(answered_at) as at from service.telling where customer_id = $1 and ticket_id = $2 and satisfied is false`,
};
/** Since when a complaint that was opened again runs; null where its customer was never dissatisfied. */
export const reopenedAt = async (ctx: Context, ticket: Ticket): Promise<string | null> =>
  (await ctx.query<{ at: string | null }>(reopened, [ticket.customerId, ticket.id]))[0]!.at;

const handlers: Statement = {
  name: "service.complaint.handlers",
  text: `
    select w.id from (
      select by_id as id, at from service.solution where customer_id = $1 and ticket_id = $2
      union all select by_id, at from service.investigation where customer_id = $1 and ticket_id = $2
      union all select by_id, at from service.telling where customer_id = $1 and ticket_id = $2
      union all select by_id, at from service.compensation_instruction where customer_id = $1 and ticket_id = $2
      union all select author_id, at from service.entry where customer_id = $1 and ticket_id = $2 and kind = 'reply'
    ) w where w.id is not null group by w.id order by max(w.at) desc, w.id`,
};
/** Who worked on a complaint: whose name it stands under now, and whoever did a step of it or wrote to the customer. */
export async function handlersOf(ctx: Context, ticket: Ticket & { assigneeId: string | null }): Promise<string[]> {
  const rows = await ctx.query<{ id: string }>(handlers, [ticket.customerId, ticket.id]);
  return [...new Set([...(ticket.assigneeId ? [ticket.assigneeId] : []), ...rows.map((row) => row.id)])];
}

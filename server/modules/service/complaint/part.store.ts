import type { Context, Statement } from "../../../platform/context.ts";

const find: Statement = {
  name: "service.ticket-part.find",
  text: `select ticket_id as "ticketId" from service.solution_measure where id = $1
         union all select ticket_id from service.suggestion where id = $1 limit 1`,
};

/** The ticket of a measure or of an adopted suggestion, which have promises of their own. */
export const ticketOfPart = async (ctx: Pick<Context, "query">, id: string): Promise<string | undefined> =>
  (await ctx.query<{ ticketId: string }>(find, [id]))[0]?.ticketId;

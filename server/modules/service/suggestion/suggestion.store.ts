import type { Context, Statement } from "../../../platform/context.ts";
import { newId } from "../../../platform/ids.ts";

type Ticket = { readonly customerId: string; readonly id: string };

export type SuggestionRow = {
  id: string;
  feasibility: string | null;
  departmentId: string | null;
  analysedByName: string | null;
  analysedAt: string | null;
  adopted: boolean | null;
  reason: string | null;
  ownerId: string | null;
  ownerName: string | null;
  carryOutBy: string | null;
  decidedByName: string | null;
  decidedAt: string | null;
  toldWay: string | null;
  toldWords: string | null;
  toldByName: string | null;
  toldAt: string | null;
  carriedOutNote: string | null;
  carriedOutByName: string | null;
  carriedOutAt: string | null;
};

const find: Statement = {
  name: "service.suggestion.find",
  text: `select id, feasibility, department_id as "departmentId", analysed_by_name as "analysedByName", analysed_at as "analysedAt", adopted, reason,
                owner_id as "ownerId", owner_name as "ownerName", carry_out_by as "carryOutBy", decided_by_name as "decidedByName", decided_at as "decidedAt",
                told_way as "toldWay", told_words as "toldWords", told_by_name as "toldByName", told_at as "toldAt",
                carried_out_note as "carriedOutNote", carried_out_by_name as "carriedOutByName", carried_out_at as "carriedOutAt"
           from service.suggestion where customer_id = $1 and ticket_id = $2`,
};
/** What was done with a suggestion; undefined where nobody looked into it yet. */
export const findSuggestion = async (ctx: Pick<Context, "query">, ticket: Ticket): Promise<SuggestionRow | undefined> =>
  (await ctx.query<SuggestionRow>(find, [ticket.customerId, ticket.id]))[0];

type Change = Partial<Omit<SuggestionRow, "id" | "analysedAt" | "decidedAt" | "toldAt" | "carriedOutAt">> &
  Partial<Record<"analysedAt" | "decidedAt" | "toldAt" | "carriedOutAt", Date | null>>;

/** Writes a step of a suggestion, the first one makes its row. */
export const writeSuggestion = (ctx: Context, ticket: Ticket, change: Change) =>
  ctx.tx
    .insertInto("service.suggestion")
    .values({ ...change, customerId: ticket.customerId, ticketId: ticket.id, id: newId() })
    .onConflict((there) => there.columns(["customerId", "ticketId"]).doUpdateSet(change))
    .execute();

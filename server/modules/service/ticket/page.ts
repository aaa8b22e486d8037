import type { Context } from "../../../platform/context.ts";
import { namesOfCustomers } from "../../customers/index.ts";
import { assignmentsOf } from "./assignment.store.ts";
import { linksOf, watchersOf } from "./gather.store.ts";
import { loadTicket, type TicketRow } from "./ticket.store.ts";

/** Tickets with the names of their customers as the actor may see them. */
export async function withNames<R extends Pick<TicketRow, "customerId">>(ctx: Context, rows: readonly R[]) {
  const names = await namesOfCustomers(
    ctx,
    rows.map((row) => row.customerId),
  );
  return rows.map((row) => ({ ...row, customerName: names.get(row.customerId) ?? null }));
}

/** A ticket with what stands around it. */
export async function ticketPage(ctx: Context, id: string) {
  const ticket = await loadTicket(ctx, id);
  const [named] = await withNames(ctx, [ticket]);
  const links = await linksOf(ctx, ticket);
  const watchers = await watchersOf(ctx, ticket);
  const assignments = await assignmentsOf(ctx, ticket.customerId, ticket.id);
  return { ...named!, links, watchers, assignments };
}

import { sql } from "kysely";
import { may } from "../../../platform/actor.ts";
import type { Context } from "../../../platform/context.ts";
import { present } from "../../../platform/fields/index.ts";
import { type NoticeKind, type NoticeSubject, type Sight, tellStaff } from "../../../platform/notice/index.ts";
import { watchersOf } from "./gather.store.ts";
import { visibleTickets } from "./ticket.access.ts";
import { ticket as noun } from "./ticket.fields.ts";

const kind = (name: string, zh: string, en: string): NoticeKind => ({ kind: `ticket.${name}`, text: { zh, en } });

export const notices: readonly NoticeKind[] = [
  kind("mention", "在工单中提到您", "You are called in a ticket"),
  kind("customer", "客户有新的回复", "The customer answered"),
  kind("assigned", "工单分派给您", "A ticket is yours now"),
  kind("taken", "工单已转给他人", "A ticket is not yours any more"),
  kind("reassigned", "工单已转派", "A ticket was given to somebody else"),
  kind("returned", "工单被退回，请改派", "A ticket was given back, for you to assign"),
  kind("closed", "工单已办结", "A ticket was closed"),
  kind("reopened", "工单重新打开", "A ticket was opened again"),
  kind("merged", "工单已并入其他工单", "A ticket was merged into another"),
];

/** Tickets by their number; what they are about only for whoever may see them. */
export const ticketSubject: NoticeSubject = {
  type: "ticket",
  label: { zh: "工单", en: "Ticket" },
  look: async (ctx, ids) => {
    const visible = may(ctx.actor, "service.tickets.read") ? visibleTickets(ctx.actor) : sql`false`;
    const { rows } = await sql<{ id: string; number: string; subject: string; visible: boolean }>`
      select t.id, t.number, t.subject, ${visible} as visible from service.ticket t where t.id = any(${ids})`.execute(
      ctx.tx,
    );
    return new Map(rows.map((row) => [row.id, sightOf(ctx, row)]));
  },
};

function sightOf(ctx: Context, row: { number: string; subject: string; visible: boolean }): Sight {
  const { subject = null } = present(noun, { subject: row.subject }, ctx.actor, ctx.services.vault);
  return { name: row.number, title: subject as string | null, visible: row.visible };
}

type Told = { readonly customerId: string; readonly id: string; readonly assigneeId: string | null };

export const tellOfTicket = (ctx: Context, { id }: Pick<Told, "id">, to: Iterable<string | null>, verb: string) =>
  tellStaff(ctx, to, { kind: `ticket.${verb}`, subjectType: "ticket", subjectId: id });

/** Whoever has it hears, and whoever watches it. */
export const tellFollowers = async (ctx: Context, ticket: Told, verb: string): Promise<void> =>
  tellOfTicket(ctx, ticket, [ticket.assigneeId, ...(await watching(ctx, ticket))], verb);

/** It changed hands: told are who has it now, who had it, and who watches it. */
export async function tellOfHands(ctx: Context, before: Told, assigneeId: string | null): Promise<void> {
  if (assigneeId === before.assigneeId) return;
  await tellOfTicket(ctx, before, [assigneeId], "assigned");
  await tellOfTicket(ctx, before, [before.assigneeId], "taken");
  const others = (await watching(ctx, before)).filter((one) => one !== assigneeId && one !== before.assigneeId);
  await tellOfTicket(ctx, before, others, "reassigned");
}

const watching = async (ctx: Context, ticket: Told) => (await watchersOf(ctx, ticket)).map((one) => one.staffId);

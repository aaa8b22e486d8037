import { sql } from "kysely";
import type { Context } from "../../../platform/context.ts";
import { ownIds, type ParsedMail } from "../../../platform/mail/index.ts";
import { findTicketBy, type TicketRow } from "../ticket/ticket.actions.ts";
import { findTicketRow } from "../ticket/ticket.store.ts";
import { ticketNumbersIn } from "./mail.rules.ts";
import { survivorOf, ticketOfThread } from "./mail.store.ts";

/** The ticket that a letter speaks of: by the letters that it answers, else by a number in its subject. */
export async function findTicket(ctx: Context, { thread, subject }: ParsedMail): Promise<TicketRow | undefined> {
  const { from } = ctx.services.config.mail;
  const id = thread.length ? await ticketOfThread(ctx, from ? ownIds(thread, from) : [], thread) : undefined;
  if (id) return surviving(ctx, id);
  for (const number of ticketNumbersIn(subject)) {
    const found = await findTicketBy(ctx, number);
    if (found) return found.state === "merged" ? surviving(ctx, found.id) : found;
  }
  return undefined;
}

const surviving = async (ctx: Context, id: string) =>
  findTicketRow(ctx, await survivorOf(ctx, id), sql<boolean>`true`, true);

import { sql } from "kysely";
import type { Context } from "../../../platform/context.ts";
import { conflict, notFound } from "../../../platform/errors.ts";
import { answerResult } from "../complaint/tell.actions.ts";
import { recordContact } from "../contact/contact.actions.ts";
import { wasConfirmed } from "../mail/mail.store.ts";
import { sendMessage } from "../message/message.actions.ts";
import type { Kind } from "../ticket/choices.ts";
import { addEntry } from "../ticket/entry.actions.ts";
import { reopenTicket } from "../ticket/progress.actions.ts";
import { createTicket } from "../ticket/ticket.actions.ts";
import { givenFiles } from "../ticket/attach.store.ts";
import { findTicketRow, type TicketRow } from "../ticket/ticket.store.ts";
import { giveUploads } from "./own-files.actions.ts";
import { type OwnTicket, ownEntries, ownTicket } from "./own-tickets.store.ts";
import type { UploadOf } from "./upload.store.ts";

const none = () => notFound({ zh: "工单", en: "ticket" });

/** A ticket of this customer, locked. @throws AppError platform.not_found (404) */
async function lockOwn(ctx: Context, customerId: string, id: string): Promise<TicketRow> {
  const row = await findTicketRow(ctx, id, sql`t.customer_id = ${customerId}`, true);
  if (!row || row.state === "merged") throw none();
  return row;
}

/** @throws AppError platform.not_found (404) where this customer has no such ticket */
export async function demandOwn(ctx: Pick<Context, "query">, customerId: string, id: string): Promise<OwnTicket> {
  const ticket = await ownTicket(ctx, customerId, id);
  if (!ticket) throw none();
  return ticket;
}

export async function readOwnTicket(ctx: Pick<Context, "query">, customerId: string, id: string) {
  const ticket = await demandOwn(ctx, customerId, id);
  const files = (await givenFiles(ctx, customerId, id)).map(({ fileId: _, ...file }) => file);
  return { ...ticket, entries: await ownEntries(ctx, customerId, id), files };
}

/** The customer files a ticket; it is a contact too, and is acknowledged. */
export async function fileTicket(
  ctx: Context,
  customerId: string,
  given: {
    readonly kind: Kind;
    readonly categoryKey?: string | undefined;
    readonly subject: string;
    readonly content: string;
    readonly files: readonly string[];
  },
) {
  const { files, ...said } = given;
  const contact = await recordContact(ctx, {
    customerId,
    channel: "portal",
    subject: given.subject,
    content: given.content,
  });
  const made = await createTicket(ctx, { ...said, customerId, source: "portal", contactId: contact.id });
  await giveUploads(ctx, made, { customerId, ticketId: null }, files);
  // Once, where the policy wants it sent anyway.
  if (!(await wasConfirmed(ctx, customerId, made.id)))
    await sendMessage(ctx, {
      customerId,
      template: "ticket-received",
      ticketId: made.id,
      values: { number: made.number, subject: given.subject },
    });
  return readOwnTicket(ctx, customerId, made.id);
}

export type Added = { readonly body?: string | undefined; readonly files: readonly string[] };

/** The customer adds words, files or both to a ticket; on a closed one it opens it again. */
export async function writeOn(ctx: Context, id: string, { body, files }: Added, from: UploadOf): Promise<void> {
  const ticket = await lockOwn(ctx, from.customerId, id);
  const isClosed = ticket.state === "closed";
  if (isClosed) await reopenTicket(ctx, ticket, "客户在门户补充，重新打开。");
  const on: TicketRow = isClosed ? { ...ticket, state: "working" } : ticket;
  const words = body ?? (ctx.language === "zh" ? "（发来文件）" : "(files)");
  const entryId = await addEntry(ctx, on, { kind: "customer", body: words, channel: "portal" });
  await giveUploads(ctx, ticket, from, files, entryId);
}

/** The complainer says whether the result satisfies them (T5.2.4). @throws AppError service.not_told (409) before a result was told */
export async function answerOwn(
  ctx: Context,
  customerId: string,
  id: string,
  given: { satisfied: boolean; words?: string | undefined },
) {
  const ticket = await lockOwn(ctx, customerId, id);
  if (ticket.kind !== "complaint" || ticket.state !== "told")
    throw conflict("service.not_told", {
      zh: "处理结果还没有告知，或您已经答复过。",
      en: "There is no result to answer yet, or you answered it already.",
    });
  await answerResult(ctx, ticket, given);
}

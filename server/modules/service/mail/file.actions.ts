import type { Context } from "../../../platform/context.ts";
import { newId, nobody } from "../../../platform/ids.ts";
import type { ParsedMail } from "../../../platform/mail/index.ts";
import { recordContact } from "../contact/contact.actions.ts";
import { sendMessage } from "../message/message.actions.ts";
import { addEntry, createTicket, findTicketBy, type TicketRow } from "../ticket/ticket.actions.ts";
import { isArchived } from "../ticket/ticket.rules.ts";
import { type LetterFiles, refusalNote } from "./keep-files.ts";
import { newWords, subjectOf } from "./mail.rules.ts";
import { insertAttachment, insertMail, type NewMail, wasConfirmed } from "./mail.store.ts";

type Letter = { readonly parsed: ParsedMail; readonly ticket: TicketRow | undefined; readonly raw: Buffer };
type Row = Pick<NewMail, "id" | "messageId" | "thread" | "sender" | "receivedAt" | "customerId">;

/** Puts a letter where it belongs: the contact, the customer's words on the ticket or a new one, and its files. */
export async function file(ctx: Context, row: Row, { parsed, ticket, raw }: Letter, files: LetterFiles): Promise<void> {
  const { customerId, receivedAt } = row;
  const at = receivedAt.toISOString();
  const contact = await recordContact(ctx, {
    customerId: customerId === nobody ? null : customerId,
    channel: "email",
    state: "done",
    at,
    subject: parsed.subject || null,
    content: parsed.text || null,
    counterpart: parsed.from && { kind: "email", value: parsed.from.address },
    ...(ticket && { ticketId: ticket.id }),
  });
  const note = files.refused.length ? refusalNote(files.refused) : undefined;
  const { on, entryId } = ticket
    ? await answer(ctx, ticket, parsed, contact.id, note)
    : await open(ctx, customerId, parsed, contact.id, at, note);
  for (const { id: fileId, name, mediaType, size, contentId } of files.kept)
    await insertAttachment(ctx, {
      customerId,
      id: newId(),
      ticketId: on.id,
      contactId: contact.id,
      entryId,
      fileId,
      name,
      mediaType,
      size,
      contentId: contentId ?? null,
    });
  await insertMail(ctx, {
    ...row,
    contactId: contact.id,
    ticketId: on.id,
    ...(entryId && { entryId }),
    // What was cut is not lost.
    rawFileId: parsed.cut ? (await files.write("letter.eml", "message/rfc822", raw)).id : null,
    html: parsed.html,
    cut: parsed.cut,
    refused: files.refused,
  });
  // The number in its subject is what answers are known by; once, where the policy wants it sent anyway.
  if (!ticket && parsed.from && !(await wasConfirmed(ctx, customerId, on.id)))
    await sendMessage(ctx, {
      customerId,
      template: "ticket-received",
      ticketId: on.id,
      to: { kind: "email", address: parsed.from.address },
      values: { number: on.number, subject: on.subject },
    });
}

const empty = "（无正文）";

async function answer(
  ctx: Context,
  ticket: TicketRow,
  parsed: ParsedMail,
  contactId: string,
  note: string | undefined,
) {
  const words = newWords(parsed.text) || empty;
  // An archived ticket takes the customer's words and nothing else.
  const archived = isArchived(ticket.state);
  const body = note && archived ? `${words}\n\n${note}` : words;
  const entryId = await addEntry(ctx, ticket, { kind: "customer", body, channel: "email", contactId });
  if (note && !archived) await addEntry(ctx, ticket, { kind: "note", body: note, contactId });
  return { on: ticket, entryId };
}

async function open(
  ctx: Context,
  customerId: string,
  parsed: ParsedMail,
  contactId: string,
  openedAt: string,
  note: string | undefined,
) {
  const subject = subjectOf(parsed);
  const made = await createTicket(ctx, {
    customerId: customerId === nobody ? null : customerId,
    kind: "enquiry",
    source: "email",
    subject,
    content: parsed.text || empty,
    contactId,
    openedAt,
  });
  if (note) await addEntry(ctx, (await findTicketBy(ctx, made.number))!, { kind: "note", body: note, contactId });
  return { on: { ...made, subject }, entryId: null };
}

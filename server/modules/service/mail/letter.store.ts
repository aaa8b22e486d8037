import type { Context, Statement } from "../../../platform/context.ts";
import { nobody } from "../../../platform/ids.ts";

/** Pictures that came with a letter, by the names that its text has for them. */
export type LetterPicture = { contentId: string; attachmentId: string; ticketId: string };
export type StoredLetter = { id: string; contactId: string; html: string; cut: boolean; pictures: LetterPicture[] };

const pictures = `
  coalesce((select jsonb_agg(jsonb_build_object('contentId', a.content_id, 'attachmentId', a.id, 'ticketId', a.ticket_id) order by a.id)
              from service.attachment a
             where a.customer_id = m.customer_id and a.ticket_id = m.ticket_id and a.contact_id = m.contact_id and a.content_id is not null
               and a.media_type in ('image/png', 'image/jpeg', 'image/gif', 'image/webp')), '[]') as pictures`;
// A letter of somebody unknown stays where it was put, also once its contact is known to be somebody's.
const of = "m.customer_id = any($1::uuid[]) and m.ticket_id = $2 and m.html is not null";
const columns = `m.id, m.contact_id as "contactId", m.html, m.cut, ${pictures}`;

const byContact: Statement = {
  name: "service.letter.contact",
  text: `select ${columns} from service.mail m where ${of} and m.contact_id = $3 limit 1`,
};
const byId: Statement = {
  name: "service.letter.one",
  text: `select ${columns} from service.mail m where ${of} and m.id = $3`,
};
const list: Statement = {
  name: "service.letter.list",
  text: `select m.id, m.entry_id as "entryId", m.received_at as "receivedAt" from service.mail m where ${of} order by m.id limit 500`,
};

type Ticket = { readonly customerId: string; readonly ticketId: string };
const places = ({ customerId, ticketId }: Ticket) => [[customerId, nobody], ticketId];

export const letterOfContact = async (ctx: Pick<Context, "query">, ticket: Ticket, contactId: string) =>
  (await ctx.query<StoredLetter>(byContact, [...places(ticket), contactId]))[0];

export const findLetter = async (ctx: Pick<Context, "query">, ticket: Ticket, id: string) =>
  (await ctx.query<StoredLetter>(byId, [...places(ticket), id]))[0];

/** Which letters of a ticket were written with HTML, and whose words in its thread they are. */
export const lettersOf = (ctx: Pick<Context, "query">, ticket: Ticket) =>
  ctx.query<{ id: string; entryId: string | null; receivedAt: string }>(list, places(ticket));

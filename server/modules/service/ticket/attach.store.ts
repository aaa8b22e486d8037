import type { Context, Statement } from "../../../platform/context.ts";
import { newId } from "../../../platform/ids.ts";

/** Whose hand a file came from; null for what colleagues keep among themselves, which the customer never sees. */
export type GivenBy = "customer" | "staff" | null;

export type NewAttachment = {
  readonly fileId: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: bigint | number;
  readonly givenBy: GivenBy;
  readonly entryId?: string | null;
  readonly contactId?: string | null;
};

const insert: Statement = {
  name: "service.attachment.attach",
  text: `
    insert into service.attachment (customer_id, id, ticket_id, contact_id, entry_id, file_id, name, media_type, size, given_by, created_at)
    select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11
     where not exists (select from service.attachment where customer_id = $1 and ticket_id = $3 and file_id = $6)
    returning id`,
};

export async function insertAttachments(
  ctx: Context,
  { customerId, id: ticketId }: { readonly customerId: string; readonly id: string },
  files: readonly NewAttachment[],
): Promise<string[]> {
  const made: string[] = [];
  for (const { fileId, name, mediaType, size, givenBy, entryId = null, contactId = null } of files) {
    const values = [contactId, entryId, fileId, name, mediaType, size, givenBy, ctx.now];
    const [row] = await ctx.query<{ id: string }>(insert, [customerId, newId(), ticketId, ...values]);
    if (row) made.push(row.id);
  }
  return made;
}

export type GivenFile = {
  id: string;
  fileId: string;
  entryId: string | null;
  givenBy: "customer" | "staff";
  name: string;
  mediaType: string;
  size: number;
  at: string;
};

// What came with a letter is the customer's too; what hangs on a note stays inside whatever else is said of it.
const given = `a.customer_id = $1 and a.ticket_id = $2 and (a.given_by is not null or a.contact_id is not null)
  and not exists (select from service.entry e where e.customer_id = a.customer_id and e.id = a.entry_id and e.kind = 'note')`;
const columns = `a.id, a.file_id as "fileId", a.entry_id as "entryId", coalesce(a.given_by, 'customer') as "givenBy", a.name,
  a.media_type as "mediaType", a.size::int as size, a.created_at as at`;

const list: Statement = {
  name: "service.attachment.given",
  text: `select ${columns} from service.attachment a where ${given} order by a.id limit 200`,
};
/** The files of a ticket that went between the customer and us. */
export const givenFiles = (ctx: Pick<Context, "query">, customerId: string, ticketId: string) =>
  ctx.query<GivenFile>(list, [customerId, ticketId]);

const one: Statement = {
  name: "service.attachment.given-one",
  text: `select ${columns} from service.attachment a where ${given} and a.id = $3`,
};
export const givenFile = async (ctx: Pick<Context, "query">, customerId: string, ticketId: string, id: string) =>
  (await ctx.query<GivenFile>(one, [customerId, ticketId, id]))[0];

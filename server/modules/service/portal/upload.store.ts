import type { Context, Statement } from "../../../platform/context.ts";

/** Whose upload it is; under a link, only its one ticket may take it. */
export type UploadOf = { readonly customerId: string; readonly ticketId: string | null };

const insert: Statement = {
  name: "service.portal.upload-insert",
  text: "insert into service.portal_upload (customer_id, id, ticket_id, created_at) values ($1, $2, $3, $4)",
};
export const insertUpload = (ctx: Context, { customerId, ticketId }: UploadOf, id: string) =>
  ctx.query(insert, [customerId, id, ticketId, ctx.now]);

const count: Statement = {
  name: "service.portal.upload-count",
  text: `select count(*)::int as count from service.portal_upload where customer_id = $1 and ticket_id is not distinct from $2 and created_at > $3::timestamptz - interval '1 day'`,
};
/** How many came in a day, used or not. */
export const uploadsOfDay = async (ctx: Pick<Context, "query" | "now">, { customerId, ticketId }: UploadOf) =>
  (await ctx.query<{ count: number }>(count, [customerId, ticketId, ctx.now]))[0]!.count;

export type Upload = { id: string; name: string; mediaType: string; size: number };

// The file is kept for good from now on; what its sweep has begun to take is not there any more.
const take: Statement = {
  name: "service.portal.upload-take",
  text: `
    with taken as (
      update service.portal_upload set used_at = $4
       where customer_id = $1 and ticket_id is not distinct from $2 and id = any($3::uuid[]) and used_at is null returning id
    )
    update platform.file f set expires_at = null from taken where f.id = taken.id and f.expires_at > $4
    returning f.id, f.name, f.media_type as "mediaType", f.size::int as size`,
};
export const takeUploads = (ctx: Context, { customerId, ticketId }: UploadOf, ids: readonly string[]) =>
  ctx.query<Upload>(take, [customerId, ticketId, ids, ctx.now]);

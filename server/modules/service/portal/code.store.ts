import type { Context, Statement } from "../../../platform/context.ts";
import { newId } from "../../../platform/ids.ts";

const sent: Statement = {
  name: "service.portal.codes-sent",
  text: `select created_at as at from service.portal_code where phone = $1 and created_at > $2::timestamptz - interval '1 hour' order by created_at desc`,
};
export const codesSent = async (ctx: Context, phone: Buffer): Promise<string[]> =>
  (await ctx.query<{ at: string }>(sent, [phone, ctx.now])).map((row) => row.at);

const insert: Statement = {
  name: "service.portal.code-insert",
  text: "insert into service.portal_code (id, phone, code_hash, created_at, expires_at) values ($1, $2, $3, $4, $5)",
};
export const insertCode = (ctx: Context, phone: Buffer, codeHash: Buffer, expiresAt: Date) =>
  ctx.query(insert, [newId(), phone, codeHash, ctx.now, expiresAt]);

// Only the newest code holds. A wrong try is counted in the same statement that compares, so that many at once gain nothing.
const attempt: Statement = {
  name: "service.portal.code-try",
  text: `
    update service.portal_code c set tries = c.tries + 1, used_at = case when c.code_hash = $2 and $5 then $3::timestamptz end
     where c.id = (select id from service.portal_code where phone = $1 order by created_at desc limit 1)
       and c.used_at is null and c.expires_at > $3 and c.tries < $4
    returning c.code_hash = $2 as right`,
};

/** Tries a code; with `use` a right one is spent. */
export const tryCode = async (
  ctx: Context,
  phone: Buffer,
  codeHash: Buffer,
  tries: number,
  use: boolean,
): Promise<boolean> =>
  (await ctx.query<{ right: boolean }>(attempt, [phone, codeHash, ctx.now, tries, use]))[0]?.right ?? false;

const sweep: Statement = {
  name: "service.portal.sweep",
  text: `with codes as (delete from service.portal_code where created_at < $1::timestamptz - interval '1 day'), sessions as (delete from service.portal_session where expires_at < $1),
              uploads as (delete from service.portal_upload where created_at < $1::timestamptz - interval '1 day')
         delete from service.ticket_link where expires_at < $1::timestamptz - interval '30 days'`,
};
export const sweepPortal = (ctx: Context) => ctx.query(sweep, [ctx.now]);

import type { Context, Statement } from "../../../platform/context.ts";

const insert: Statement = {
  name: "service.portal.session-insert",
  text: "insert into service.portal_session (token_hash, id, customer_id, agent, created_at, last_seen_at, expires_at) values ($1, $2, $3, $4, $5, $5, $6)",
};
export const insertSession = (
  ctx: Context,
  row: { tokenHash: Buffer; id: string; customerId: string; agent: string | null; expiresAt: Date },
) => ctx.query(insert, [row.tokenHash, row.id, row.customerId, row.agent, ctx.now, row.expiresAt]);

const find: Statement = {
  name: "service.portal.session-find",
  text: `select id, customer_id as "customerId" from service.portal_session where token_hash = $1 and expires_at > $2`,
};
export const findSession = async (ctx: Pick<Context, "query" | "now">, tokenHash: Buffer) =>
  (await ctx.query<{ id: string; customerId: string }>(find, [tokenHash, ctx.now]))[0];

const end: Statement = { name: "service.portal.session-end", text: "delete from service.portal_session where id = $1" };
export const endSession = (ctx: Context, id: string) => ctx.query(end, [id]);

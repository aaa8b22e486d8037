import type { Context } from "../../platform/context.ts";

const columns = ["id", "name", "grants", "expiresAt", "lastUsedAt", "revokedAt", "createdAt"] as const;

export type TokenRow = Awaited<ReturnType<typeof listTokens>>[number];

export const listTokens = (ctx: Context, staffId: string) =>
  ctx.tx
    .selectFrom("identity.apiToken")
    .select(columns)
    .where("staffId", "=", staffId)
    .orderBy("id", "desc")
    .limit(500)
    .execute();

export const findToken = (ctx: Context, id: string) =>
  ctx.tx
    .selectFrom("identity.apiToken")
    .select([...columns, "staffId"])
    .where("id", "=", id)
    .executeTakeFirst();

export const insertToken = (
  ctx: Context,
  row: { id: string; tokenHash: Buffer; staffId: string; name: string; grants: string[]; expiresAt: Date },
) =>
  ctx.tx
    .insertInto("identity.apiToken")
    .values({ ...row, createdAt: ctx.now })
    .execute();

export const endToken = (ctx: Context, id: string) =>
  ctx.tx
    .updateTable("identity.apiToken")
    .set({ revokedAt: ctx.now })
    .where("id", "=", id)
    .where("revokedAt", "is", null)
    .execute();

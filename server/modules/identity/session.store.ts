import type { Context } from "../../platform/context.ts";

const signInColumns = ["id", "email", "name", "passwordHash", "state", "totpSecret", "totpEnabledAt", "totpLastStep", "failedSignIns", "lockedUntil", "mustChangePassword"] as const;

export type SignInRow = NonNullable<Awaited<ReturnType<typeof findForSignIn>>>;

export const findForSignIn = (ctx: Context, email: string) =>
  ctx.tx
    .selectFrom("identity.staff")
    .select(signInColumns)
    .where((eb) => eb(eb.fn<string>("lower", ["email"]), "=", email.trim().toLowerCase()))
    .forUpdate()
    .executeTakeFirst();

export const recordFailure = (ctx: Context, id: string, lockedUntil: Date | null) =>
  ctx.tx
    .updateTable("identity.staff")
    .set((eb) => ({ failedSignIns: lockedUntil ? 0 : eb("failedSignIns", "+", 1), ...(lockedUntil && { lockedUntil }) }))
    .where("id", "=", id)
    .execute();

export const keepSignIn = (ctx: Context, id: string, totpStep?: bigint) =>
  ctx.tx
    .updateTable("identity.staff")
    .set({ failedSignIns: 0, lockedUntil: null, ...(totpStep !== undefined && { totpLastStep: totpStep }) })
    .where("id", "=", id)
    .execute();

export const insertSession = (
  ctx: Context,
  row: { id: string; tokenHash: Buffer; staffId: string; way: string; agent: string | null; expiresAt: Date },
) => ctx.tx.insertInto("identity.session").values({ ...row, createdAt: ctx.now, lastSeenAt: ctx.now }).execute();

export const deleteSession = (ctx: Context, id: string) => ctx.tx.deleteFrom("identity.session").where("id", "=", id).execute();

export const deleteSessionsOf = (ctx: Context, staffId: string, except?: string) =>
  ctx.tx
    .deleteFrom("identity.session")
    .where("staffId", "=", staffId)
    .$if(except !== undefined, (q) => q.where("id", "<>", except!))
    .execute();

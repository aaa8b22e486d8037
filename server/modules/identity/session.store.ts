import type { Context } from "../../platform/context.ts";

const signInColumns = [
  "id",
  "email",
  "name",
  "passwordHash",
  "state",
  "totpSecret",
  "totpEnabledAt",
  "totpLastStep",
  "failedSignIns",
  "lockedUntil",
  "mustChangePassword",
] as const;

export type SignInRow = NonNullable<Awaited<ReturnType<typeof findForSignIn>>>;

export const findForSignIn = (ctx: Context, email: string) =>
  ctx.tx
    .selectFrom("identity.staff")
    .select(signInColumns)
    .where((eb) => eb(eb.fn<string>("lower", ["email"]), "=", email.trim().toLowerCase()))
    .forUpdate()
    .executeTakeFirst();

export const findForSubject = (ctx: Context, oidcSubject: string) =>
  ctx.tx
    .selectFrom("identity.staff")
    .select(signInColumns)
    .where("oidcSubject", "=", oidcSubject)
    .forUpdate()
    .executeTakeFirst();

/** Binds a person to an account of the issuer, once. */
export const keepSubject = (ctx: Context, id: string, oidcSubject: string) =>
  ctx.tx
    .updateTable("identity.staff")
    .set({ oidcSubject })
    .where("id", "=", id)
    .where("oidcSubject", "is", null)
    .returning("id")
    .executeTakeFirst();

/** What signing in needs of somebody known, the row locked. */
export const findSecrets = (ctx: Context, id: string) =>
  ctx.tx.selectFrom("identity.staff").select(signInColumns).where("id", "=", id).forUpdate().executeTakeFirstOrThrow();

export const updatePassword = (ctx: Context, id: string, passwordHash: string, mustChangePassword: boolean) =>
  ctx.tx
    .updateTable("identity.staff")
    .set({ passwordHash, mustChangePassword, passwordChangedAt: ctx.now, failedSignIns: 0, lockedUntil: null })
    .where("id", "=", id)
    .execute();

export const updateTotp = (
  ctx: Context,
  id: string,
  set: { totpSecret?: Buffer | null; totpEnabledAt: Date | null; totpLastStep: bigint | null },
) => ctx.tx.updateTable("identity.staff").set(set).where("id", "=", id).execute();

export const recordFailure = (ctx: Context, id: string, lockedUntil: Date | null) =>
  ctx.tx
    .updateTable("identity.staff")
    .set((eb) => ({
      failedSignIns: lockedUntil ? 0 : eb("failedSignIns", "+", 1),
      ...(lockedUntil && { lockedUntil }),
    }))
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
) =>
  ctx.tx
    .insertInto("identity.session")
    .values({ ...row, createdAt: ctx.now, lastSeenAt: ctx.now })
    .execute();

/** Open sessions of one person, the one used last first. */
export const listSessions = (ctx: Context, staffId: string) =>
  ctx.tx
    .selectFrom("identity.session")
    .select(["id", "way", "agent", "createdAt", "lastSeenAt", "expiresAt"])
    .where("staffId", "=", staffId)
    .where("expiresAt", ">", ctx.now.toISOString())
    .orderBy("lastSeenAt", "desc")
    .limit(500)
    .execute();

export const deleteSessionOf = (ctx: Context, staffId: string, id: string) =>
  ctx.tx
    .deleteFrom("identity.session")
    .where("id", "=", id)
    .where("staffId", "=", staffId)
    .returning("id")
    .executeTakeFirst();

/** Removes what ended by itself. */
export async function deleteExpired(ctx: Context): Promise<void> {
  await ctx.tx.deleteFrom("identity.session").where("expiresAt", "<=", ctx.now.toISOString()).execute();
}

export const deleteSession = (ctx: Context, id: string) =>
  ctx.tx.deleteFrom("identity.session").where("id", "=", id).execute();

export const deleteSessionsOf = (ctx: Context, staffId: string, except?: string) =>
  ctx.tx
    .deleteFrom("identity.session")
    .where("staffId", "=", staffId)
    .$if(except !== undefined, (q) => q.where("id", "<>", except!))
    .execute();

import { sql } from "kysely";
import type { Context } from "../../platform/context.ts";

export type DelegationRow = {
  id: string;
  fromStaffId: string;
  fromName: string;
  toStaffId: string;
  toName: string;
  reason: string;
  startsAt: string;
  endsAt: string;
  revokedAt: string | null;
  createdAt: string;
};

const select = sql`
  select g.id, g.from_staff_id, f.name as from_name, g.to_staff_id, t.name as to_name, g.reason, g.starts_at, g.ends_at, g.revoked_at, g.created_at
    from identity.delegation g join identity.staff f on f.id = g.from_staff_id join identity.staff t on t.id = g.to_staff_id`;

/** `party` keeps to what somebody gave or received; `current` to what holds now or will. The newest first. */
export async function listDelegations(
  ctx: Context,
  {
    party,
    current,
    limit,
    cursor,
  }: { party: string | undefined; current: boolean; limit: number; cursor: string | undefined },
): Promise<DelegationRow[]> {
  const where = [
    ...(party ? [sql`${party}::uuid in (g.from_staff_id, g.to_staff_id)`] : []),
    ...(current ? [sql`g.revoked_at is null and g.ends_at > ${ctx.now}`] : []),
    ...(cursor ? [sql`g.id < ${cursor}::uuid`] : []),
  ];
  const condition = where.length ? sql.join(where, sql` and `) : sql`true`;
  return (await sql<DelegationRow>`${select} where ${condition} order by g.id desc limit ${limit}`.execute(ctx.tx))
    .rows;
}

export const findDelegation = async (ctx: Context, id: string): Promise<DelegationRow | undefined> =>
  (await sql<DelegationRow>`${select} where g.id = ${id}`.execute(ctx.tx)).rows[0];

/** Whose rights somebody works with at this moment, beside their own. */
export const delegationsTo = async (ctx: Context, staffId: string): Promise<DelegationRow[]> =>
  (
    await sql<DelegationRow>`
      ${select} where g.to_staff_id = ${staffId} and g.revoked_at is null and ${ctx.now} between g.starts_at and g.ends_at and f.state = 'active'
      order by g.ends_at`.execute(ctx.tx)
  ).rows;

export const insertDelegation = (
  ctx: Context,
  row: {
    id: string;
    fromStaffId: string;
    toStaffId: string;
    reason: string;
    startsAt: Date;
    endsAt: Date;
    createdBy: string;
  },
) =>
  ctx.tx
    .insertInto("identity.delegation")
    .values({ ...row, createdAt: ctx.now })
    .execute();

export const endDelegation = (ctx: Context, id: string) =>
  ctx.tx
    .updateTable("identity.delegation")
    .set({ revokedAt: ctx.now })
    .where("id", "=", id)
    .where("revokedAt", "is", null)
    .execute();

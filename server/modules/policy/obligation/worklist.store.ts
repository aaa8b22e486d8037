import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Actor } from "../../../platform/actor.ts";
import type { Db } from "../../../platform/db.ts";
import { obligationColumns, type ObligationRow } from "./row.store.ts";

export const scopes = ["mine", "role", "department", "all"] as const;
export type Scope = (typeof scopes)[number];
export const listStates = ["open", "late", "paused", "done"] as const;
export type ListState = (typeof listStates)[number];

export type WorklistFilter = {
  readonly control?: string | undefined;
  readonly clause?: string | undefined;
  readonly dueBefore?: string | undefined;
};
/** The row after which a page begins: its due time (or when it was done) and id. */
export type Place = { readonly at: string | null; readonly id: string };

type Condition = RawBuilder<SqlBool>;

/** `each`: keys (roles, departments) that are looked up one by one, so that each comes in the order of its index. */
type Branch = { readonly each?: RawBuilder<unknown>; readonly where: Condition };

/** The open rows of a scope as separate look-ups, each of which one index answers in order. */
function openBranches(actor: Actor, scope: Scope): Branch[] {
  const person: Branch = { where: sql<SqlBool>`o.assignee_id = ${actor.id}::uuid` };
  const role: Branch = {
    each: sql`unnest(${actor.roles}::text[]) as mine (key)`,
    where: sql<SqlBool>`o.role = mine.key and o.assignee_id is null`,
  };
  const department: Branch = {
    each: sql`unnest(${actor.departments}::uuid[]) as mine (key)`,
    where: sql<SqlBool>`o.department_id = mine.key`,
  };
  return { mine: [person, role], role: [role], department: [department], all: [{ where: sql<SqlBool>`true` }] }[scope];
}

const unsettled = sql<SqlBool>`o.settled_at is null and o.state <> 'waived'`;
const columns = sql.raw(obligationColumns);

/** Union of the branches, each cut to `limit` in its own order. */
function lookUp(
  actor: Actor,
  scope: Scope,
  select: RawBuilder<unknown>,
  where: readonly Condition[],
  order: RawBuilder<unknown>,
  limit: number,
): RawBuilder<unknown> {
  const branches = openBranches(actor, scope).map(({ each, where: own }) => {
    const inner = sql`(select ${select} from policy.obligation o where ${sql.join([own, unsettled, ...where], sql` and `)} ${order} limit ${limit})`;
    return each ? sql`(select part.* from ${each}, lateral ${inner} as part)` : inner;
  });
  return sql.join(branches, sql` union all `);
}

function filters({ control, clause, dueBefore }: WorklistFilter): Condition[] {
  return [
    ...(control ? [sql<SqlBool>`o.control = ${control}`] : []),
    ...(clause ? [sql<SqlBool>`o.clause = ${clause}`] : []),
    ...(dueBefore ? [sql<SqlBool>`o.due_at < ${dueBefore}::timestamptz`] : []),
  ];
}

const byDue = sql`order by o.due_at, o.id`;
const byId = sql`order by o.id`;

/** What is still to be done, the most urgent first; what has no due time (paused) comes last. */
export async function listOpen(
  db: Db,
  actor: Actor,
  scope: Scope,
  state: Exclude<ListState, "done">,
  filter: WorklistFilter,
  now: Date,
  limit: number,
  after?: Place,
): Promise<ObligationRow[]> {
  const common = filters(filter);
  const rows: ObligationRow[] = [];
  if (state !== "paused" && (!after || after.at !== null)) {
    const place = after ? [sql<SqlBool>`(o.due_at, o.id) > (${after.at}::timestamptz, ${after.id}::uuid)`] : [];
    const late = state === "late" ? sql<SqlBool>`o.due_at < ${now}` : sql<SqlBool>`o.due_at is not null`;
    const parts = lookUp(actor, scope, columns, [late, ...common, ...place], byDue, limit);
    rows.push(
      ...(await sql<ObligationRow>`select * from (${parts}) as o order by "dueAt", id limit ${limit}`.execute(db)).rows,
    );
  }
  if (state === "late" || filter.dueBefore || rows.length >= limit) return rows;
  const place = after && after.at === null ? [sql<SqlBool>`o.id > ${after.id}::uuid`] : [];
  const paused = state === "paused" ? [sql<SqlBool>`o.paused_since is not null`] : [];
  const parts = lookUp(
    actor,
    scope,
    columns,
    [sql<SqlBool>`o.due_at is null`, ...paused, ...common, ...place],
    byId,
    limit - rows.length,
  );
  rows.push(
    ...(await sql<ObligationRow>`select * from (${parts}) as o order by id limit ${limit - rows.length}`.execute(db))
      .rows,
  );
  return rows;
}

/** What is done, in time or late, the latest first: by the actor, or by anybody. */
export async function listDone(
  db: Db,
  actor: Actor,
  scope: "mine" | "all",
  filter: WorklistFilter,
  limit: number,
  after?: Place,
): Promise<ObligationRow[]> {
  const where = [
    sql<SqlBool>`o.settled_at is not null`,
    ...(scope === "mine" ? [sql<SqlBool>`o.settled_by = ${actor.id}::uuid`] : []),
    ...filters(filter),
    ...(after ? [sql<SqlBool>`(o.settled_at, o.id) < (${after.at}::timestamptz, ${after.id}::uuid)`] : []),
  ];
  const { rows } = await sql<ObligationRow>`
    select ${columns} from policy.obligation o where ${sql.join(where, sql` and `)} order by o.settled_at desc, o.id desc limit ${limit}`.execute(
    db,
  );
  return rows;
}

/** Counts stop here: a badge shows "1000+", and no badge reads a whole table. */
export const countLimit = 1000;

export type Counts = { open: number; late: number; paused: number };

/** How many there are to do in a scope, each number up to `countLimit`. */
export async function countOpen(db: Db, actor: Actor, scope: Scope, now: Date): Promise<Counts> {
  const one = sql`1 as one`;
  const upTo = (where: readonly Condition[]) =>
    sql`(select count(*)::int from (select 1 from (${lookUp(actor, scope, one, where, sql``, countLimit)}) as found limit ${countLimit}) as few)`;
  const { rows } = await sql<Counts>`
    select ${upTo([])} as open,
           ${upTo([sql`o.due_at < ${now}`])} as late,
           ${upTo([sql`o.due_at is null`, sql`o.paused_since is not null`])} as paused`.execute(db);
  return rows[0]!;
}

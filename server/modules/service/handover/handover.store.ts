import { type RawBuilder, type SqlBool, sql } from "kysely";
import { type Actor, may } from "../../../platform/actor.ts";
import type { Context, Statement } from "../../../platform/context.ts";
import type { Db } from "../../../platform/db.ts";
import { newId } from "../../../platform/ids.ts";

const handovers = (db: Db) =>
  db
    .selectFrom("service.handover as h")
    .select([
      "h.id",
      "h.title",
      "h.state",
      "h.fromStaffId",
      "h.fromName",
      "h.fromDepartmentId",
      "h.toDepartmentId",
      "h.toStaffId",
      "h.toName",
      "h.givenAt",
      "h.dueAt",
      "h.answeredAt",
      "h.answeredByName",
      "h.reason",
      "h.version",
    ])
    .select([
      sql<string>`(select d.name from identity.department_facts d where d.id = h.to_department_id)`.as("toDepartment"),
      sql<string>`(select d.name_en from identity.department_facts d where d.id = h.to_department_id)`.as(
        "toDepartmentEn",
      ),
      sql<number>`(select count(*)::int from service.handover_customer c where c.handover_id = h.id)`.as("customers"),
    ]);
export type HandoverRow = NonNullable<Awaited<ReturnType<typeof findHandover>>>;

/** Given to the actor, or to a department of theirs as a whole; on `service.handover h`. */
export const toActor = (actor: Actor): RawBuilder<SqlBool> =>
  sql`(h.to_staff_id = ${actor.id}::uuid or (h.to_staff_id is null and h.to_department_id = any(${actor.departments}::uuid[])
       and h.from_staff_id is distinct from ${actor.id}::uuid))`;

const fromActor = (actor: Actor): RawBuilder<SqlBool> => sql`h.from_staff_id = ${actor.id}::uuid`;

/** Which handovers an actor sees: given, received, and those between departments that the role looks after. */
export function visibleHandovers(actor: Actor): RawBuilder<SqlBool> {
  if (may(actor, "service.rows:all")) return sql`true`;
  const own = sql<SqlBool>`(${fromActor(actor)} or ${toActor(actor)})`;
  return may(actor, "service.rows:department")
    ? sql`(${own} or h.to_department_id = any(${actor.departments}::uuid[]) or h.from_department_id = any(${actor.departments}::uuid[]))`
    : own;
}

export const findHandover = (db: Db, id: string, visible: RawBuilder<SqlBool>) =>
  handovers(db).where("h.id", "=", id).where(visible).executeTakeFirst();
export const lockHandover = (ctx: Context, id: string) =>
  handovers(ctx.tx).where("h.id", "=", id).where(visibleHandovers(ctx.actor)).forUpdate("h").executeTakeFirst();

export const handoverViews = ["to_answer", "received", "given", "all"] as const;
export type HandoverView = (typeof handoverViews)[number];

function wanted(actor: Actor, view: HandoverView): RawBuilder<SqlBool> {
  if (view === "all") return visibleHandovers(actor);
  if (view === "given") return fromActor(actor);
  return view === "received" ? toActor(actor) : sql`(${toActor(actor)} and h.state = 'open')`;
}

/** The newest first. */
export const listHandovers = (
  ctx: Context,
  { view, customerIds }: { view: HandoverView; customerIds?: readonly string[] | undefined },
  { cursor, limit }: { cursor: string | undefined; limit: number },
) =>
  handovers(ctx.tx)
    .where(wanted(ctx.actor, view))
    .$if(customerIds !== undefined, (query) =>
      query.where(
        sql<SqlBool>`exists (select from service.handover_customer c where c.customer_id = any(${customerIds ?? []}::uuid[]) and c.handover_id = h.id)`,
      ),
    )
    .$if(cursor !== undefined, (query) => query.where("h.id", "<", cursor!))
    .orderBy("h.id", "desc")
    .limit(limit + 1)
    .execute();

export async function countToAnswer(ctx: Context): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from service.handover h where ${wanted(ctx.actor, "to_answer")}`.execute(ctx.tx);
  return rows[0]!.count;
}

export const customersOf = (db: Db, handoverId: string) =>
  db
    .selectFrom("service.handoverCustomer")
    .select(["customerId", "situation", "openMatters", "promised"])
    .where("handoverId", "=", handoverId)
    .orderBy("place")
    .execute();

export type HandedOver = {
  readonly customerId: string;
  readonly situation: string;
  readonly openMatters: string | null;
  readonly promised: string | null;
};

export type NewHandover = {
  readonly title: string;
  readonly fromDepartmentId: string | null;
  readonly toDepartmentId: string;
  readonly to: { readonly id: string; readonly name: string } | undefined;
  readonly dueAt: string | null;
  readonly customers: readonly HandedOver[];
};

export async function insertHandover(ctx: Context, given: NewHandover): Promise<string> {
  const id = newId();
  await ctx.tx
    .insertInto("service.handover")
    .values({
      id,
      title: given.title,
      fromStaffId: ctx.actor.id!,
      fromName: ctx.actor.name,
      fromDepartmentId: given.fromDepartmentId,
      toDepartmentId: given.toDepartmentId,
      toStaffId: given.to?.id ?? null,
      toName: given.to?.name ?? null,
      givenAt: ctx.now,
      dueAt: given.dueAt,
    })
    .execute();
  await ctx.tx
    .insertInto("service.handoverCustomer")
    .values(given.customers.map((one, place) => ({ ...one, handoverId: id, place })))
    .execute();
  return id;
}

export const answerHandover = (
  ctx: Context,
  id: string,
  state: "acknowledged" | "returned" | "withdrawn",
  reason: string | null,
) =>
  ctx.tx
    .updateTable("service.handover")
    .set((eb) => ({
      state,
      reason,
      answeredAt: ctx.now,
      answeredBy: ctx.actor.id,
      answeredByName: ctx.actor.name,
      version: eb("version", "+", 1),
    }))
    .where("id", "=", id)
    .execute();

const departments: Statement = {
  name: "service.handover.departments",
  text: `select id, name, name_en as "nameEn" from identity.department_facts order by name`,
};
const people: Statement = {
  name: "service.handover.people",
  text: `select distinct staff_id as id, name, department_id as "departmentId" from identity.right_facts
          where 'service.handovers' = any(grants) and staff_id is distinct from $1 order by 2, 1 limit 2000`,
};

/** To whom customers can be handed over. */
export async function receiversFor(ctx: Context) {
  return {
    departments: await ctx.query<{ id: string; name: string; nameEn: string }>(departments, []),
    people: await ctx.query<{ id: string; name: string; departmentId: string }>(people, [ctx.actor.id]),
  };
}

import { sql } from "kysely";
import type { Context } from "../../platform/context.ts";

type DepartmentRow = {
  id: string;
  parentId: string | null;
  code: string;
  name: string;
  nameEn: string | null;
  depth: number;
  staffCount: number;
};

/** The whole tree, each department after its parent. Companies have hundreds, not millions. */
export async function listDepartments(ctx: Context): Promise<DepartmentRow[]> {
  const { rows } = await sql<DepartmentRow>`
    with recursive tree as (
      select d.id, 0 as depth, array[d.code] as path from identity.department d where d.parent_id is null
      union all
      select d.id, t.depth + 1, t.path || d.code from identity.department d join tree t on d.parent_id = t.id
    )
    select d.id, d.parent_id, d.code, d.name, d.name_en, t.depth,
           (select count(*)::int from identity.staff s where s.department_id = d.id and s.state = 'active') as staff_count
      from tree t join identity.department d using (id)
     order by t.path`.execute(ctx.tx);
  return rows;
}

export const findDepartment = (ctx: Context, by: { id: string } | { code: string }) =>
  ctx.tx
    .selectFrom("identity.department")
    .select(["id", "parentId", "code", "name", "nameEn"])
    .$if("id" in by, (q) => q.where("id", "=", (by as { id: string }).id))
    .$if("code" in by, (q) => q.where("code", "=", (by as { code: string }).code))
    .executeTakeFirst();

export const insertDepartment = (
  ctx: Context,
  row: { id: string; parentId: string | null; code: string; name: string; nameEn: string | null },
) =>
  ctx.tx
    .insertInto("identity.department")
    .values({ ...row, createdAt: ctx.now })
    .onConflict((conflict) => conflict.column("code").doNothing())
    .returning("id")
    .executeTakeFirst();

export const updateDepartment = (
  ctx: Context,
  id: string,
  set: { name?: string | undefined; nameEn?: string | null | undefined; parentId?: string | null },
) => ctx.tx.updateTable("identity.department").set(set).where("id", "=", id).execute();

/** Two moves at once could make a ring that neither sees: moves wait for each other. */
export const lockDepartments = (ctx: Context) =>
  sql`select id from identity.department order by id for update`.execute(ctx.tx);

/** Whether `id` is `above` or lies anywhere below it. */
export async function liesWithin(ctx: Context, id: string, above: string): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    with recursive up as (
      select id, parent_id from identity.department where id = ${id}
      union
      select d.id, d.parent_id from identity.department d join up on up.parent_id = d.id
    ) select id from up where id = ${above}`.execute(ctx.tx);
  return rows.length > 0;
}

import type { Context, Statement } from "../../../platform/context.ts";
import { newId } from "../../../platform/ids.ts";

export type NoticeRow = {
  id: string;
  departmentId: string;
  departmentName: string;
  fields: string[];
  changedByName: string;
  changedAt: string;
  acknowledgedByName: string | null;
  acknowledgedAt: string | null;
};

const columns = `n.id, n.department_id as "departmentId", (select d.name from identity.department d where d.id = n.department_id) as "departmentName",
  n.fields, n.changed_by_name as "changedByName", n.changed_at as "changedAt", n.acknowledged_by_name as "acknowledgedByName", n.acknowledged_at as "acknowledgedAt"`;

const put: Statement = {
  name: "customers.notice.put",
  text: `
    insert into customers.change_notice as n (customer_id, id, department_id, fields, changed_by_name, changed_at)
    select $1, x.id, d.id, array(select distinct f.name from unnest($4::text[], $5::text[]) f (code, name) where f.code = x.code order by 1), $6, $7
      from unnest($2::uuid[], $3::text[]) x (id, code) join identity.department d on d.code = x.code
    on conflict (customer_id, department_id) where acknowledged_at is null do update
       set fields = array(select distinct f from unnest(n.fields || excluded.fields) f order by 1),
           changed_by_name = excluded.changed_by_name, changed_at = excluded.changed_at
    returning id, department_id as "departmentId"`,
};

/** One open notice a department: a further change adds its fields to it. */
export function putNotices(ctx: Context, customerId: string, told: ReadonlyMap<string, readonly string[]>) {
  const codes = [...told.keys()];
  const pairs = codes.flatMap((code) => told.get(code)!.map((field) => [code, field] as const));
  return ctx.query<{ id: string; departmentId: string }>(put, [
    customerId,
    codes.map(() => newId()),
    codes,
    pairs.map(([code]) => code),
    pairs.map(([, field]) => field),
    ctx.actor.name,
    ctx.now,
  ]);
}

const list: Statement = {
  name: "customers.notice.list",
  text: `select ${columns} from customers.change_notice n where n.customer_id = $1 order by n.acknowledged_at nulls first, n.id desc limit 100`,
};
export const listNotices = (ctx: Pick<Context, "query">, customerId: string) =>
  ctx.query<NoticeRow>(list, [customerId]);

const acknowledge: Statement = {
  name: "customers.notice.acknowledge",
  text: `update customers.change_notice n set acknowledged_by = $3, acknowledged_by_name = $4, acknowledged_at = $5
          where n.customer_id = $1 and n.id = $2 and n.acknowledged_at is null returning ${columns}`,
};
export const acknowledgeRow = async (ctx: Context, customerId: string, id: string): Promise<NoticeRow | undefined> =>
  (await ctx.query<NoticeRow>(acknowledge, [customerId, id, ctx.actor.id, ctx.actor.name, ctx.now]))[0];

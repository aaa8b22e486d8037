import { type RawBuilder, type SqlBool, sql } from "kysely";
import { type Actor, may, type Permission } from "../../platform/actor.ts";

export const permissions: readonly Permission[] = [
  { key: "customers.read", label: { zh: "查看客户", en: "See customers" } },
  { key: "customers.create", label: { zh: "新增客户", en: "Add customers" } },
  { key: "customers.update", label: { zh: "修改客户", en: "Change customers" } },
  { key: "customers.assign", label: { zh: "分配客户经理", en: "Assign account managers" } },
  { key: "customers.close", label: { zh: "客户销户", en: "Close customers" } },
  { key: "customers.erase", label: { zh: "删除客户个人信息", en: "Erase customers" } },
  { key: "customers.merge", label: { zh: "合并客户", en: "Merge customers" } },
  { key: "customers.import", label: { zh: "批量导入", en: "Import files" } },
  { key: "customers.export", label: { zh: "批量导出", en: "Export lists" } },
  { key: "customers.check", label: { zh: "复核客户信息", en: "Check entries of others" } },
  { key: "customers.grade.read", label: { zh: "查看等级评定", en: "See grade reviews" } },
  { key: "customers.grade.run", label: { zh: "发起等级评定", en: "Start grade reviews" } },
  { key: "customers.grade.approve", label: { zh: "批准等级调整", en: "Approve grade changes" } },
  { key: "customers.grade.override", label: { zh: "人工改定等级", en: "Override a grade" } },
  { key: "customers.cleanse", label: { zh: "清理客户数据", en: "Cleanse customer data" } },
  { key: "customers.rows:all", label: { zh: "范围：全部客户", en: "Scope: all customers" } },
  { key: "customers.rows:department", label: { zh: "范围：本部门客户", en: "Scope: own department's customers" } },
  { key: "customers.rows:own", label: { zh: "范围：本人负责的客户", en: "Scope: own customers" } },
];

/** Which customers this actor has: a condition on `customers.customer c`. Nobody's scope is nobody's customers. */
export function visibleRows(actor: Actor): RawBuilder<SqlBool> {
  if (may(actor, "customers.rows:all")) return sql`true`;
  const scopes: RawBuilder<SqlBool>[] = [];
  if (may(actor, "customers.rows:department")) scopes.push(sql`c.department_id = any(${actor.departments}::uuid[])`);
  if (may(actor, "customers.rows:own")) scopes.push(sql`c.owner_id = ${actor.id}::uuid`);
  return scopes.length ? sql`(${sql.join(scopes, sql` or `)})` : sql`false`;
}

/** The same for one row that is already read. */
export function sees(actor: Actor, row: { ownerId: string | null; departmentId: string | null }): boolean {
  if (may(actor, "customers.rows:all")) return true;
  if (may(actor, "customers.rows:department") && row.departmentId && actor.departments.includes(row.departmentId))
    return true;
  return may(actor, "customers.rows:own") && row.ownerId !== null && row.ownerId === actor.id;
}

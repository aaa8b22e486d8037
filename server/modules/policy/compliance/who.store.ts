import { sql } from "kysely";
import type { Db } from "../../../platform/db.ts";

/** A department and all below it; what a table or filter 'by department' means. */
export async function departmentsBelow(db: Db, id: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive below as (
      select ${id}::uuid as id union select d.id from identity.department_facts d join below b on d.parent_id = b.id
    ) select id from below`.execute(db);
  return rows.map((row) => row.id);
}

export type Names = ReadonlyMap<string, { readonly zh: string; readonly en: string }>;

/** Names of departments and persons by id, for tables. */
export async function namesOf(db: Db, ids: readonly (string | null)[]): Promise<Names> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  if (!wanted.length) return new Map();
  const { rows } = await sql<{ id: string; zh: string; en: string }>`
    select id, name as zh, name_en as en from identity.department_facts where id = any(${wanted}::uuid[])
    union all select id, name, name from identity.staff_facts where id = any(${wanted}::uuid[])`.execute(db);
  return new Map(rows.map(({ id, zh, en }) => [id, { zh, en }]));
}

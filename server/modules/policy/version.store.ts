import { sql } from "kysely";
import type { Db } from "../../platform/db.ts";
import type { Content } from "./document/content.ts";

export type ForceRow = {
  id: string;
  code: string;
  kind: "company" | "norm";
  number: number;
  effectiveFrom: string;
  effectiveTo: string | null;
  /** Null for a version that the caller knows already. */
  content: Content | null;
};

/** Versions that are, were or will be in force (approved for a later day), newest first; the texts of those in `known` stay in the database. */
export async function listForce(db: Db, known: readonly string[]): Promise<ForceRow[]> {
  const { rows } = await sql<ForceRow>`
    select v.id, d.code, d.kind, v.number, v.effective_from as "effectiveFrom", v.effective_to as "effectiveTo",
           case when v.id = any(${known}::uuid[]) then null else v.content end as content
      from policy.version v join policy.document d on d.id = v.document_id
     where v.state in ('approved', 'in_force', 'replaced')
     order by v.effective_from desc, v.number desc`.execute(db);
  return rows;
}

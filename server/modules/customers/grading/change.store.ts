import { sql } from "kysely";
import type { Actor } from "../../../platform/actor.ts";
import type { Db } from "../../../platform/db.ts";
import { visibleRows } from "../customer.access.ts";
import type { Move } from "./figures.ts";
import type { JudgedFacts } from "./grounds.ts";

export type ChangeRow = {
  fromGrade: string | null;
  grade: string;
  row: number | null;
  facts: JudgedFacts;
  customerId: string;
  name: string;
  class: string;
  kind: string;
  memberNumber: string | null;
  division: string | null;
  ownerId: string | null;
  departmentId: string | null;
};

/**
 * One page of who moves, by customer. Each move has its own stretch of the index, of which only the page's length is
 * read, so that a page costs the same with any filter.
 */
export async function listChanges(
  db: Db,
  actor: Actor,
  gradingId: string,
  moves: readonly Pick<Move, "from" | "to">[],
  asked: { limit: number; after?: string | undefined },
): Promise<ChangeRow[]> {
  if (!moves.length) return [];
  const stretches = moves.map(
    ({ from, to }) => sql`(
      select m.from_grade, m.to_grade as grade, m.row_no as row, m.facts, c.customer_id, c.name, c.class, c.kind, c.member_number, c.division, c.owner_id, c.department_id
        from customers.grading_change m join customers.customer c on c.customer_id = m.customer_id
       where m.grading_id = ${gradingId} and ${from === null ? sql`m.from_grade is null` : sql`m.from_grade = ${from}`} and m.to_grade = ${to}
         ${asked.after ? sql`and m.customer_id > ${asked.after}::uuid` : sql``} and ${visibleRows(actor)}
       order by m.customer_id limit ${asked.limit})`,
  );
  const page =
    await sql<ChangeRow>`select * from (${sql.join(stretches, sql` union all `)}) any_move order by customer_id limit ${asked.limit}`.execute(
      db,
    );
  return page.rows;
}

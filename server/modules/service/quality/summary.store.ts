import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Db } from "../../../platform/db.ts";
import type { SheetKind } from "./sheet.store.ts";

export type PersonSummary = {
  staffId: string;
  staffName: string;
  checks: number;
  average: number | null;
  passed: number;
  judged: number;
  breaches: number;
};

/** How each person did in the checks scored in a span, by kind of sheet. */
export async function summaryOf(
  db: Db,
  visible: RawBuilder<SqlBool>,
  { from, to, kind }: { from: string; to: string; kind: SheetKind },
): Promise<PersonSummary[]> {
  const { rows } = await sql<PersonSummary>`
    select c.staff_id as "staffId", max(c.staff_name) as "staffName", count(*)::int as checks, round(avg(c.score), 1)::float8 as average,
           count(*) filter (where c.passed)::int as passed, count(c.passed)::int as judged, count(*) filter (where c.breaches > 0)::int as breaches
      from service.quality_check c
     where c.scored_at >= ${from} and c.scored_at < ${to} and c.kind = ${kind} and ${visible}
     group by c.staff_id order by 4 nulls last, 2 limit 500`.execute(db);
  return rows;
}

export type ItemSummary = { key: string; answered: number; reached: number };

/** How each item of a sheet did, as a mean share: which to train. */
export async function itemsOf(
  db: Db,
  visible: RawBuilder<SqlBool>,
  { from, to, kind }: { from: string; to: string; kind: SheetKind },
): Promise<ItemSummary[]> {
  const { rows } = await sql<ItemSummary>`
    select i.value ->> 'key' as key, count(*)::int as answered,
           round(avg(case jsonb_typeof(a.value -> 'value')
                       when 'boolean' then case when (a.value ->> 'value')::boolean then 1 else 0 end
                       else (a.value ->> 'value')::numeric / (i.value ->> 'steps')::numeric end), 4)::float8 as reached
      from service.quality_check c
      join service.quality_sheet s on s.id = c.sheet_id
      cross join lateral jsonb_array_elements(s.items) i
      cross join lateral (select c.answers -> (i.value ->> 'key') as value) a
     where c.scored_at >= ${from} and c.scored_at < ${to} and c.kind = ${kind} and ${visible}
       and a.value is not null and jsonb_typeof(a.value -> 'value') <> 'null'
     group by 1 order by 3, 1 limit 200`.execute(db);
  return rows;
}

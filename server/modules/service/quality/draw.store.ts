import { sql } from "kysely";
import type { Context, Statement } from "../../../platform/context.ts";
import type { Period } from "../../../platform/calendar/index.ts";
import { newId } from "../../../platform/ids.ts";
import type { Scorer } from "./draw.rules.ts";
import type { SheetRow } from "./sheet.store.ts";

export type NewDraw = {
  readonly control: string;
  readonly clause: string;
  readonly versionId: string;
  readonly period: Period;
  readonly sheet: SheetRow;
  readonly seed: string;
  readonly parameters: object;
};

/** Opens the draw of a period, if nobody did before. */
export async function insertDraw(ctx: Context, draw: NewDraw): Promise<string | undefined> {
  const row = await ctx.tx
    .insertInto("service.qualityDraw")
    .values({
      id: newId(),
      control: draw.control,
      clause: draw.clause,
      versionId: draw.versionId,
      periodKey: draw.period.key,
      periodFrom: draw.period.from,
      periodTo: draw.period.to,
      sheetId: draw.sheet.id,
      seed: draw.seed,
      parameters: JSON.stringify(draw.parameters),
      drawnAt: ctx.now,
    })
    .onConflict((conflict) => conflict.columns(["control", "clause", "periodKey"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  return row?.id;
}

export type Drawn = {
  readonly customerId: string;
  readonly subjectType: "contact" | "ticket";
  readonly subjectId: string;
  readonly subjectLabel: string;
  readonly subjectAt: string;
  readonly staffId: string;
  readonly staffName: string;
  readonly departmentId: string | null;
};

/** Contacts that were handled and tickets that were closed in a period, with who did it. */
const handled = `
  select c.customer_id, 'contact' as subject_type, c.id as subject_id, c.channel as subject_label, c.at as subject_at, c.staff_id, c.department_id
    from service.contact c
   where 'contact' = any($1::text[]) and c.state = 'done' and c.staff_id is not null and c.at >= $2 and c.at < $3
  union all
  select t.customer_id, 'ticket', t.id, t.number, t.closed_at, t.assignee_id, t.department_id
    from service.ticket t
   where 'ticket' = any($1::text[]) and t.state = 'closed' and t.assignee_id is not null and t.closed_at >= $2 and t.closed_at < $3`;

// The seed alone says the order, so that the same draw can be made again.
const draw: Statement = {
  name: "service.quality.draw",
  text: `
    with handled as (${handled}),
    shuffled as (
      select h.*, row_number() over (partition by h.staff_id order by md5($4 || h.subject_id::text), h.subject_id) as place,
             count(*) over (partition by h.staff_id) as many
        from handled h
    )
    select h.customer_id as "customerId", h.subject_type as "subjectType", h.subject_id as "subjectId", h.subject_label as "subjectLabel",
           h.subject_at as "subjectAt", h.staff_id as "staffId", s.name as "staffName", coalesce(h.department_id, s.department_id) as "departmentId"
      from shuffled h join identity.staff_facts s on s.id = h.staff_id
     where h.place <= greatest(ceil(h.many * $5::numeric), $6::int)
     order by md5($4 || h.subject_id::text), h.subject_id`,
};

export type Sampling = {
  readonly subjects: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly seed: string;
  /** As a fraction: 0.02. */
  readonly share: string;
  readonly perAgent: number;
};

/** So many of each person's handled contacts and closed tickets, at random by the seed. */
export const drawSamples = (ctx: Context, { subjects, from, to, seed, share, perAgent }: Sampling) =>
  ctx.query<Drawn>(draw, [subjects, from, to, seed, share, perAgent]);

const count: Statement = { name: "service.quality.handled", text: `select count(*)::int as count from (${handled}) h` };

export const countHandled = async (ctx: Context, { subjects, from, to }: Sampling): Promise<number> =>
  (await ctx.query<{ count: number }>(count, [subjects, from, to]))[0]!.count;

export const keepCounts = (ctx: Context, id: string, counts: { handled: number; drawn: number }) =>
  ctx.tx.updateTable("service.qualityDraw").set(counts).where("id", "=", id).execute();

const scorers: Statement = {
  name: "service.quality.scorers",
  text: `
    select r.staff_id as id, r.name, r.department_id as "departmentId",
           (select count(*)::int from service.quality_check c where c.scorer_id = r.staff_id and c.state = 'open') as open
      from identity.right_facts r
     where 'service.quality.score' = any(r.grants) and ($1::text is null or r.role = $1)
     group by 1, 2, 3 order by 1`,
};

/** Who may score, of one role or of all, with what each has in hand. */
export const scorersOf = (ctx: Context, role: string | undefined) => ctx.query<Scorer>(scorers, [role ?? null]);

export const listDraws = (ctx: Context, cursor: string | undefined, limit: number) =>
  ctx.tx
    .selectFrom("service.qualityDraw as d")
    .innerJoin("service.qualitySheet as s", "s.id", "d.sheetId")
    .select([
      "d.id",
      "d.control",
      "d.clause",
      "d.periodKey",
      "d.periodFrom",
      "d.periodTo",
      "d.seed",
      "d.parameters",
      "d.handled",
      "d.drawn",
      "d.drawnAt",
      "s.title as sheetTitle",
    ])
    .select(
      sql<number>`(select count(*)::int from service.quality_check c where c.draw_id = d.id and c.state <> 'open')`.as(
        "scored",
      ),
    )
    .$if(cursor !== undefined, (query) => query.where("d.id", "<", cursor!))
    .orderBy("d.id", "desc")
    .limit(limit + 1)
    .execute();

import { sql } from "kysely";
import type { Context, Statement } from "../../../platform/context.ts";
import { camel, snake } from "../../../platform/case.ts";
import type { ListSource } from "../../../platform/lists/index.ts";
import type { Actor } from "../../../platform/actor.ts";
import { newId } from "../../../platform/ids.ts";
import { visibleCallbacks, waitsFor } from "./callback.access.ts";
import { callback } from "./callback.fields.ts";
import type { Reason, State, Way } from "./choices.ts";

const columns = Object.keys(callback.fields)
  .filter((key) => key !== "assigneeName")
  .map((key) => `c.${snake(key)} as "${camel(snake(key))}"`)
  .join(", ");
const beside = `(select s.name from identity.staff s where s.id = c.assignee_id) as "assigneeName"`;

export type CallbackRow = {
  customerId: string;
  id: string;
  reason: Reason;
  planId: string | null;
  subjectId: string | null;
  severity: string | null;
  formId: string | null;
  way: Way;
  assigneeId: string | null;
  departmentId: string | null;
  role: string | null;
  state: State;
  openedAt: string;
  dueAt: string;
  attempts: number;
  calledBy: string | null;
  satisfaction: number | null;
  opinion: string | null;
  version: number;
  handledBy: string[];
  aboutDepartmentId: string | null;
  aboutStaffId: string | null;
} & Record<string, unknown>;

/** One callback that the actor has. */
export async function findCallback(ctx: Context, id: string): Promise<CallbackRow | undefined> {
  const { rows } = await sql<CallbackRow>`
    select ${sql.raw(columns)}, ${sql.raw(beside)}, c.handled_by as "handledBy", c.about_department_id as "aboutDepartmentId", c.about_staff_id as "aboutStaffId"
      from service.callback c where c.id = ${id} and ${visibleCallbacks(ctx.actor)}`.execute(ctx.tx);
  return rows[0];
}

/** The same for the program itself, and for whoever holds the link. */
export async function readCallback(ctx: Context, customerId: string, id: string): Promise<CallbackRow | undefined> {
  const { rows } = await sql<CallbackRow>`
    select ${sql.raw(columns)}, ${sql.raw(beside)}, c.handled_by as "handledBy", c.about_department_id as "aboutDepartmentId", c.about_staff_id as "aboutStaffId"
      from service.callback c where c.customer_id = ${customerId} and c.id = ${id}`.execute(ctx.tx);
  return rows[0];
}

export type Narrowed = {
  /** Those that wait for this person. */
  readonly mine?: boolean;
  readonly late?: boolean;
  readonly unreviewed?: boolean;
  readonly dissatisfied?: boolean;
  /** Those whose opinion holds this: only for whoever may read opinions. */
  readonly said?: string | undefined;
  /** Those that gave an answer: form, question, score or option. */
  readonly answer?: { readonly formId: string; readonly question: string; readonly value: string } | undefined;
};

/** How lists of callbacks are read: the actor's rows, narrowed. */
export const callbackList = (actor: Actor, now: Date, narrowed: Narrowed = {}): ListSource => ({
  noun: callback,
  columns: sql.raw(`${columns}, ${beside}`),
  from: sql`from service.callback c`,
  field: (key) => sql.ref(`c.${snake(key)}`),
  id: sql`c.id`,
  where: [
    visibleCallbacks(actor),
    ...(narrowed.mine ? [waitsFor(actor)] : []),
    ...(narrowed.late ? [sql<boolean>`(c.due_at < ${now} and c.state = 'due')`] : []),
    ...(narrowed.unreviewed ? [sql<boolean>`(c.state = 'done' and c.reviewed_at is null)`] : []),
    ...(narrowed.dissatisfied ? [sql<boolean>`c.satisfaction <= 2`] : []),
    ...(narrowed.said ? [sql<boolean>`c.opinion ilike ${`%${narrowed.said.replace(/[\\%_]/g, "\\$&")}%`}`] : []),
    ...(narrowed.answer
      ? [
          sql<boolean>`exists (select from service.callback_answer a
             where a.customer_id = c.customer_id and a.callback_id = c.id and a.form_id = ${narrowed.answer.formId} and a.question = ${narrowed.answer.question}
               and (a.score::text = ${narrowed.answer.value} or ${narrowed.answer.value} = any(a.choices)))`,
        ]
      : []),
  ],
});

/** How many wait for this person, of these how many are late, and how many wait to be reviewed by anybody. */
export async function countCallbacks(ctx: Context) {
  const { rows } = await sql<{ mine: number; late: number; unreviewed: number }>`
    select (select count(*)::int from (select 1 from service.callback c where c.state = 'due' and ${waitsFor(ctx.actor)} limit 1000) x) as mine,
           (select count(*)::int from (select 1 from service.callback c where c.state = 'due' and c.due_at < ${ctx.now} and ${waitsFor(ctx.actor)} limit 1000) x) as late,
           (select count(*)::int from (select 1 from service.callback c where c.state = 'done' and c.reviewed_at is null and ${visibleCallbacks(ctx.actor)} limit 1000) x) as unreviewed`.execute(
    ctx.tx,
  );
  return rows[0]!;
}

export type NewCallback = {
  readonly customerId: string;
  readonly reason: Reason;
  readonly planId?: string | null;
  readonly periodKey?: string | null;
  readonly subjectId?: string | null;
  readonly severity?: string | null;
  readonly handledBy?: readonly string[];
  readonly aboutDepartmentId?: string | null;
  readonly aboutStaffId?: string | null;
  readonly formId?: string | null;
  readonly way: Way;
  readonly assigneeId?: string | null;
  readonly departmentId?: string | null;
  readonly role?: string | null;
  readonly openedAt: string;
  readonly calendar: string;
  readonly term: string;
};

export type Opened = Pick<NewCallback, "customerId" | "openedAt" | "calendar" | "term"> & {
  id: string;
  assigneeId: string | null;
  departmentId: string | null;
  role: string | null;
};

// Work of a person belongs to that person's department.
const insert: Statement = {
  name: "service.callback.insert",
  text: `
    insert into service.callback (customer_id, id, reason, plan_id, period_key, subject_id, severity, handled_by, about_department_id, about_staff_id,
                                  form_id, way, assignee_id, department_id, role, opened_at, due_at)
    select n.customer_id, n.id, n.reason, n.plan_id, n.period_key, n.subject_id, n.severity, n.handled_by::uuid[], n.about_department_id, n.about_staff_id,
           n.form_id, n.way, n.assignee_id, coalesce(s.department_id, n.department_id), n.role, n.opened_at, platform.due_at(n.calendar, n.opened_at, n.term)
      from unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::uuid[], $7::text[], $8::text[], $9::uuid[], $10::uuid[],
                  $11::uuid[], $12::text[], $13::uuid[], $14::uuid[], $15::text[], $16::timestamptz[], $17::text[], $18::text[])
           as n (customer_id, id, reason, plan_id, period_key, subject_id, severity, handled_by, about_department_id, about_staff_id,
                 form_id, way, assignee_id, department_id, role, opened_at, calendar, term)
      left join identity.staff s on s.id = n.assignee_id
    on conflict do nothing
    returning customer_id as "customerId", id, assignee_id as "assigneeId", department_id as "departmentId", role`,
};

/** Makes callbacks, all at once; what is there already for this turn or subject stays. Answers the new ones. */
export async function insertCallbacks(ctx: Context, given: readonly NewCallback[]): Promise<Opened[]> {
  if (!given.length) return [];
  const ids = given.map(() => newId());
  const each = <T>(pick: (one: NewCallback) => T) => given.map(pick);
  const made = await ctx.query<Omit<Opened, "openedAt" | "calendar" | "term">>(insert, [
    each((one) => one.customerId),
    ids,
    each((one) => one.reason),
    each((one) => one.planId ?? null),
    each((one) => one.periodKey ?? null),
    each((one) => one.subjectId ?? null),
    each((one) => one.severity ?? null),
    each((one) => `{${(one.handledBy ?? []).join(",")}}`),
    each((one) => one.aboutDepartmentId ?? null),
    each((one) => one.aboutStaffId ?? null),
    each((one) => one.formId ?? null),
    each((one) => one.way),
    each((one) => one.assigneeId ?? null),
    each((one) => one.departmentId ?? null),
    each((one) => one.role ?? null),
    each((one) => one.openedAt),
    each((one) => one.calendar),
    each((one) => one.term),
  ]);
  const asked = new Map(ids.map((id, at) => [id, given[at]!]));
  return made.map((one) => {
    const { openedAt, calendar, term } = asked.get(one.id)!;
    return { ...one, openedAt, calendar, term };
  });
}

/** Gives a callback to somebody; undefined where it is over. */
export const assignCallback = (ctx: Context, customerId: string, id: string, staffId: string, departmentId: string) =>
  ctx.tx
    .updateTable("service.callback")
    .set((eb) => ({ assigneeId: staffId, departmentId, version: eb("version", "+", 1) }))
    .where("customerId", "=", customerId)
    .where("id", "=", id)
    .where("state", "=", "due")
    .returning("id")
    .executeTakeFirst();

/** Ends callbacks of customers whom one may no longer call: gone, or their consent taken back. Answers them. */
export async function cancelUncallable(ctx: Context): Promise<{ customerId: string; id: string }[]> {
  const { rows } = await sql<{ customerId: string; id: string }>`
    update service.callback c set state = 'cancelled', version = c.version + 1
     where c.state = 'due' and not exists (select from customers.standing_facts() s where s.customer_id = c.customer_id and s.callable)
    returning c.customer_id as "customerId", c.id`.execute(ctx.tx);
  return rows;
}

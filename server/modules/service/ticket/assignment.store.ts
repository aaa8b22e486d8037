import type { Context, Statement } from "../../../platform/context.ts";
import { newId } from "../../../platform/ids.ts";

export type Load = {
  readonly staffId: string;
  readonly skills: string[];
  readonly capacity: number;
  readonly chatLimit: number;
  readonly open: number;
  readonly last: string | null;
};

// Open tickets are few beside all: the partial index of the queue counts them.
const loads: Statement = {
  name: "service.assignment.loads",
  text: `
    select s.id as "staffId", coalesce(p.skills, '{}') as skills, coalesce(p.capacity, 20) as capacity, coalesce(p.chat_limit, 3) as "chatLimit",
           (select count(*)::int from service.ticket t where t.assignee_id = s.id and t.state not in ('closed', 'merged', 'waiting')) as open,
           (select max(t.opened_at) from service.ticket t where t.assignee_id = s.id and t.state not in ('closed', 'merged')) as last
      from unnest($1::uuid[]) s (id) left join service.staff_profile p on p.staff_id = s.id`,
};

/** What each of these people can do and has in hand. */
export const loadsOf = (ctx: Context, staff: readonly string[]) => ctx.query<Load>(loads, [staff]);

export type NewAssignment = {
  readonly customerId: string;
  readonly ticketId: string;
  readonly departmentId: string | null;
  readonly assigneeId: string | null;
  readonly assigneeName: string | null;
  readonly reasons: object;
  readonly byHand: boolean;
  readonly reason?: string | null;
};

const insert: Statement = {
  name: "service.assignment.insert",
  text: `insert into service.assignment (customer_id, id, ticket_id, department_id, assignee_id, assignee_name, reasons, by_hand, reason, by_id, by_name, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
};

export const insertAssignment = (ctx: Context, row: NewAssignment) =>
  ctx.query(insert, [
    row.customerId,
    newId(),
    row.ticketId,
    row.departmentId,
    row.assigneeId,
    row.assigneeName,
    JSON.stringify(row.reasons),
    row.byHand,
    row.reason ?? null,
    ctx.actor.id,
    ctx.actor.name,
    ctx.now,
  ]);

const giver: Statement = {
  name: "service.assignment.giver",
  text: `select by_id as "byId", by_hand as "byHand" from service.assignment where customer_id = $1 and ticket_id = $2 order by id desc limit 1`,
};

/** The colleague who gave a ticket to where it lies; undefined where the policy did. */
export const lastGiver = async (ctx: Context, customerId: string, ticketId: string): Promise<string | undefined> => {
  const [row] = await ctx.query<{ byId: string | null; byHand: boolean }>(giver, [customerId, ticketId]);
  return (row?.byHand && row.byId) || undefined;
};

export type AssignmentRow = NewAssignment & { id: string; byName: string; at: string };

export const assignmentsOf = (ctx: Context, customerId: string, ticketId: string) =>
  ctx.tx
    .selectFrom("service.assignment")
    .select(["id", "departmentId", "assigneeId", "assigneeName", "reasons", "byHand", "reason", "byName", "at"])
    .where("customerId", "=", customerId)
    .where("ticketId", "=", ticketId)
    .orderBy("id", "desc")
    .limit(100)
    .execute();

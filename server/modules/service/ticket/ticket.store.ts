import { type RawBuilder, type SqlBool, sql } from "kysely";
import { z } from "zod";
import type { Context, Statement } from "../../../platform/context.ts";
import { notFound } from "../../../platform/errors.ts";
import { charactersOf, pairsOf } from "../../../platform/pairs.ts";
import type { Kind, Severity, State, Urgency } from "./choices.ts";
import { visibleTickets } from "./ticket.access.ts";

export type TicketRow = {
  customerId: string;
  id: string;
  number: string;
  kind: Kind;
  categoryId: string | null;
  categoryKey: string | null;
  source: string;
  severity: Severity;
  urgency: Urgency;
  grade: string | null;
  priority: number;
  subject: string;
  content: string;
  state: State;
  outcome: string | null;
  departmentId: string | null;
  departmentName: string | null;
  assigneeId: string | null;
  assigneeName: string | null;
  waitingFor: string | null;
  openedBy: string | null;
  openedByName: string;
  openedAt: string;
  firstContactAt: string | null;
  promisedAt: string | null;
  solvedAt: string | null;
  toldAt: string | null;
  closedAt: string | null;
  satisfied: boolean | null;
  reopened: number;
  updatedAt: string;
  version: number;
  dueAt: string | null;
};

const plain = `
  t.customer_id as "customerId", t.id, t.number, t.kind, t.category_id as "categoryId", t.source, t.severity, t.urgency, t.grade, t.priority, t.subject, t.content,
  t.state, t.outcome, t.department_id as "departmentId", t.assignee_id as "assigneeId", t.waiting_for as "waitingFor", t.opened_by as "openedBy",
  t.opened_by_name as "openedByName", t.opened_at as "openedAt", t.first_contact_at as "firstContactAt", t.promised_at as "promisedAt", t.solved_at as "solvedAt",
  t.told_at as "toldAt", t.closed_at as "closedAt", t.satisfied, t.reopened, t.updated_at as "updatedAt", t.version`;
const beside = `
  (select k.key from service.category k where k.id = t.category_id) as "categoryKey",
  (select s.name from identity.staff_facts s where s.id = t.assignee_id) as "assigneeName",
  (select d.name from identity.department_facts d where d.id = t.department_id) as "departmentName",
  (select min(o.due_at) from policy.open_promises o where o.customer_id = t.customer_id and o.subject_id = t.id) as "dueAt"`;
/** SQL columns of ticket `t` under the names of `TicketRow`. */
export const ticketColumns = `${plain}, ${beside}`;

/** The ticket, where the condition lets the actor see it. */
export async function findTicketRow(
  ctx: Pick<Context, "tx">,
  id: string,
  visible: RawBuilder<SqlBool>,
  lock = false,
): Promise<TicketRow | undefined> {
  const { rows } = await sql<TicketRow>`
    select ${sql.raw(ticketColumns)} from service.ticket t where t.id = ${id} and ${visible} ${lock ? sql`for update of t` : sql``}`.execute(
    ctx.tx,
  );
  return rows[0];
}

/** The ticket, if this actor may know of it. @throws AppError platform.not_found (404) */
export async function loadTicket(ctx: Context, id: string, lock = false): Promise<TicketRow> {
  const row = await findTicketRow(ctx, id, visibleTickets(ctx.actor), lock);
  if (!row) throw notFound({ zh: "工单", en: "ticket" });
  return row;
}

/** Whether the actor may know of it; of what is no id either. */
export const maySee = async (ctx: Context, id: string): Promise<boolean> =>
  z.uuid().safeParse(id).success && Boolean(await findTicketRow(ctx, id, visibleTickets(ctx.actor)));

const insert: Statement = {
  name: "service.ticket.insert",
  text: `
    insert into service.ticket (customer_id, id, number, kind, category_id, source, severity, urgency, grade, priority, subject, content, tokens,
                                department_id, assignee_id, opened_by, opened_by_name, opened_at, promised_at, split_from, updated_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)`,
};

export type TicketValues = Pick<
  TicketRow,
  | "customerId"
  | "id"
  | "number"
  | "kind"
  | "categoryId"
  | "source"
  | "severity"
  | "urgency"
  | "grade"
  | "priority"
  | "subject"
  | "content"
  | "departmentId"
  | "assigneeId"
  | "openedAt"
  | "promisedAt"
> & { readonly splitFrom: string | null };

export const insertTicket = (ctx: Context, row: TicketValues) =>
  ctx.query(insert, [
    row.customerId,
    row.id,
    row.number,
    row.kind,
    row.categoryId,
    row.source,
    row.severity,
    row.urgency,
    row.grade,
    row.priority,
    row.subject,
    row.content,
    tokensOf(row),
    row.departmentId,
    row.assigneeId,
    ctx.actor.id,
    ctx.actor.name,
    row.openedAt,
    row.promisedAt,
    row.splitFrom,
    ctx.now,
  ]);

/** What a ticket is found by, beside its number: pairs of neighbouring characters of its subject and the beginning of its content. */
export const tokensOf = (row: Pick<TicketRow, "subject" | "content">): string[] =>
  pairsOf(charactersOf(`${row.subject} ${row.content.slice(0, 1_000)}`), 600);

export type TicketChange = Partial<{
  state: State;
  outcome: string | null;
  categoryId: string | null;
  severity: Severity;
  urgency: Urgency;
  priority: number;
  subject: string;
  content: string;
  tokens: string[];
  departmentId: string | null;
  assigneeId: string | null;
  waitingFor: string | null;
  firstContactAt: Date | string;
  promisedAt: string | null;
  solvedAt: Date | null;
  toldAt: Date | null;
  closedAt: Date | null;
  satisfied: boolean | null;
  reopened: number;
  mergedInto: string;
}>;

/** Writes a change of a ticket that was just loaded under its lock; its version goes up. */
export const updateTicket = (
  ctx: Context,
  { customerId, id }: Pick<TicketRow, "customerId" | "id">,
  change: TicketChange,
) =>
  ctx.tx
    .updateTable("service.ticket")
    .set((eb) => ({ ...change, version: eb("version", "+", 1), updatedAt: ctx.now }))
    .where("customerId", "=", customerId)
    .where("id", "=", id)
    .execute();

import { sql } from "kysely";
import type { Context, Statement } from "../../../platform/context.ts";
import type { Loss, Way } from "./choices.ts";
import type { CompensationRow } from "./complaint.rows.ts";

type Ticket = { readonly customerId: string; readonly id: string };

export type NewCompensation = {
  readonly id: string;
  readonly lossKind: Loss;
  readonly outageDays: number | null;
  readonly lossAmount: bigint | null;
  readonly way: Way;
  readonly worth: bigint;
  readonly amount: bigint;
  readonly basis: object;
  readonly handReason: string | null;
};

export const insertCompensation = (ctx: Context, ticket: Ticket, given: NewCompensation) =>
  ctx.tx
    .insertInto("service.compensationInstruction")
    .values({
      ...given,
      basis: JSON.stringify(given.basis, (_, value) => (typeof value === "bigint" ? value.toString() : value)),
      customerId: ticket.customerId,
      ticketId: ticket.id,
      byId: ctx.actor.id,
      byName: ctx.actor.name,
      at: ctx.now,
    })
    .execute();

const columns = `
  i.id, i.customer_id as "customerId", i.ticket_id as "ticketId",
  (select t.number from service.ticket t where t.customer_id = i.customer_id and t.id = i.ticket_id) as "ticketNumber",
  i.loss_kind as "lossKind", i.outage_days as "outageDays", i.loss_amount as "lossAmount", i.way, i.worth, i.amount, i.basis, i.hand_reason as "handReason",
  i.state, i.by_id as "byId", i.by_name as "byName", i.at, i.instructed_at as "instructedAt", i.settled_at as "settledAt",
  i.settled_by_name as "settledByName", i.settled_note as "settledNote"`;

const ofTicket: Statement = {
  name: "service.compensation.of-ticket",
  text: `select ${columns} from service.compensation_instruction i where i.customer_id = $1 and i.ticket_id = $2 order by i.id desc limit 100`,
};
export const compensationsOf = (ctx: Pick<Context, "query">, ticket: Ticket) =>
  ctx.query<CompensationRow>(ofTicket, [ticket.customerId, ticket.id]);

const lock: Statement = {
  name: "service.compensation.lock",
  text: `select ${columns} from service.compensation_instruction i where i.id = $1 for update of i`,
};
/** For a change of its state. */
export const findCompensation = async (ctx: Context, id: string): Promise<CompensationRow | undefined> =>
  (await ctx.query<CompensationRow>(lock, [id]))[0];

export const setCompensation = (
  ctx: Context,
  { customerId, id }: Pick<CompensationRow, "customerId" | "id">,
  change: { state: "instructed" } | { state: "carried_out" | "cancelled"; note: string },
) =>
  ctx.tx
    .updateTable("service.compensationInstruction")
    .set(
      "note" in change
        ? { state: change.state, settledAt: ctx.now, settledByName: ctx.actor.name, settledNote: change.note }
        : { state: change.state, instructedAt: ctx.now },
    )
    .where("customerId", "=", customerId)
    .where("id", "=", id)
    .execute();

export type CompensationFilter = {
  readonly state?: string | undefined;
  readonly way?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
};

/** Instructions of all customers, the newest first. */
export async function listCompensations(ctx: Context, filter: CompensationFilter): Promise<CompensationRow[]> {
  const { state, way, from, to, cursor, limit } = filter;
  const { rows } = await sql<CompensationRow>`
    select ${sql.raw(columns)} from service.compensation_instruction i
     where (${state ?? null}::text is null or i.state = ${state ?? null}) and (${way ?? null}::text is null or i.way = ${way ?? null})
       and (${from ?? null}::timestamptz is null or i.at >= ${from ?? null}) and (${to ?? null}::timestamptz is null or i.at < ${to ?? null})
       and (${cursor ?? null}::uuid is null or i.id < ${cursor ?? null})
     order by i.id desc limit ${limit + 1}`.execute(ctx.tx);
  return rows;
}

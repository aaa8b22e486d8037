import type { Context, Statement } from "../../../platform/context.ts";
import { newId } from "../../../platform/ids.ts";
import type { Fault } from "./choices.ts";
import type { FoundRow, InvestigationRow, MeasureRow, ReviewRow, SolutionRow } from "./complaint.rows.ts";

type Ticket = { readonly customerId: string; readonly id: string };

const found: Statement = {
  name: "service.complaint.found",
  text: `select cause_id as "causeId", our_fault as "ourFault", department_id as "departmentId", person_id as "personId"
           from service.complaint where customer_id = $1 and ticket_id = $2`,
};

/** What stands found; undefined where nobody looked into it yet. */
export const foundOf = async (ctx: Pick<Context, "query">, ticket: Ticket): Promise<FoundRow | undefined> =>
  (await ctx.query<FoundRow>(found, [ticket.customerId, ticket.id]))[0];

export type NewInvestigation = {
  readonly causeId: string;
  readonly finding: string;
  readonly departmentId: string;
  readonly personId: string | null;
  readonly personName: string | null;
  readonly ourFault: Fault;
};

const stand: Statement = {
  name: "service.complaint.stand",
  text: `insert into service.complaint (customer_id, ticket_id, cause_id, our_fault, department_id, person_id, found_at)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (customer_id, ticket_id) do update
            set cause_id = excluded.cause_id, our_fault = excluded.our_fault, department_id = excluded.department_id,
                person_id = excluded.person_id, found_at = excluded.found_at`,
};

/** Keeps an investigation; what it found stands from now. */
export async function insertInvestigation(ctx: Context, ticket: Ticket, given: NewInvestigation): Promise<void> {
  const { customerId, id: ticketId } = ticket;
  await ctx.tx
    .insertInto("service.investigation")
    .values({ ...given, customerId, ticketId, id: newId(), ...by(ctx) })
    .execute();
  const { causeId, ourFault, departmentId, personId } = given;
  await ctx.query(stand, [customerId, ticketId, causeId, ourFault, departmentId, personId, ctx.now]);
}

const by = (ctx: Context) => ({ byId: ctx.actor.id, byName: ctx.actor.name, at: ctx.now });

export type NewMeasure = {
  readonly what: string;
  readonly ownerId: string;
  readonly ownerName: string;
  readonly dueOn: string;
};

/** Keeps a solution; answers the ids of its measures in their order. */
export async function insertSolution(
  ctx: Context,
  ticket: Ticket,
  given: { readonly body: string; readonly apology: boolean; readonly measures: readonly NewMeasure[] },
): Promise<string[]> {
  const { customerId, id: ticketId } = ticket;
  const { measures, ...said } = given;
  const id = newId();
  await ctx.tx
    .insertInto("service.solution")
    .values({ ...said, customerId, ticketId, id, ...by(ctx) })
    .execute();
  const rows = measures.map((one) => ({ ...one, customerId, ticketId, solutionId: id, id: newId() }));
  await ctx.tx.insertInto("service.solutionMeasure").values(rows).execute();
  return rows.map((row) => row.id);
}

const latest: Statement = {
  name: "service.solution.latest",
  text: `select id from service.solution where customer_id = $1 and ticket_id = $2 order by id desc limit 1`,
};
export const latestSolution = async (ctx: Context, ticket: Ticket): Promise<string | undefined> =>
  (await ctx.query<{ id: string }>(latest, [ticket.customerId, ticket.id]))[0]?.id;

export const insertReview = (
  ctx: Context,
  ticket: Ticket,
  given: { solutionId: string; passed: boolean; checklist: object; notes: string },
) =>
  ctx.tx
    .insertInto("service.closingReview")
    .values({
      ...given,
      checklist: JSON.stringify(given.checklist),
      customerId: ticket.customerId,
      ticketId: ticket.id,
      id: newId(),
      ...by(ctx),
    })
    .execute();

const done: Statement = {
  name: "service.measure.done",
  text: `update service.solution_measure set done_at = $4, done_by_name = $5, done_note = $6
          where customer_id = $1 and ticket_id = $2 and id = $3 and done_at is null returning id`,
};
/** False where it was done already, or there is no such measure on this ticket. */
export const markMeasureDone = async (ctx: Context, ticket: Ticket, id: string, note: string): Promise<boolean> =>
  (await ctx.query(done, [ticket.customerId, ticket.id, id, ctx.now, ctx.actor.name, note])).length > 0;

const ofTicket = (name: string, columns: string, table: string, order = "desc"): Statement => ({
  name: `service.complaint.${name}`,
  text: `select ${columns} from ${table} where customer_id = $1 and ticket_id = $2 order by id ${order} limit 200`,
});
const investigations = ofTicket(
  "investigations",
  `id, cause_id as "causeId", finding, department_id as "departmentId", person_id as "personId", person_name as "personName", our_fault as "ourFault",
   by_name as "byName", at`,
  "service.investigation",
);
const solutions = ofTicket("solutions", `id, body, apology, by_name as "byName", at`, "service.solution");
const measures = ofTicket(
  "measures",
  `id, solution_id as "solutionId", what, owner_id as "ownerId", owner_name as "ownerName", due_on as "dueOn", done_at as "doneAt",
   done_by_name as "doneByName", done_note as "doneNote"`,
  "service.solution_measure",
  "asc",
);
const reviews = ofTicket("reviews", `id, passed, checklist, notes, by_name as "byName", at`, "service.closing_review");

type Reading = Pick<Context, "query">;
const keys = (ticket: Ticket) => [ticket.customerId, ticket.id];
export const investigationsOf = (ctx: Reading, ticket: Ticket) =>
  ctx.query<InvestigationRow>(investigations, keys(ticket));
export const solutionsOf = (ctx: Reading, ticket: Ticket) => ctx.query<SolutionRow>(solutions, keys(ticket));
export const measuresOf = (ctx: Reading, ticket: Ticket) => ctx.query<MeasureRow>(measures, keys(ticket));
export const reviewsOf = (ctx: Reading, ticket: Ticket) => ctx.query<ReviewRow>(reviews, keys(ticket));

import type { Context } from "../../../platform/context.ts";
import { invalid } from "../../../platform/errors.ts";
import { publish } from "../../../platform/live/index.ts";
import { colleaguesWith, departmentByCode, isActiveStaff, staffOf } from "../../identity/index.ts";
import { bindingsOf, decideFor, handPromises } from "../../policy/index.ts";
import { keepAssigned } from "./arrival.ts";
import { type Choice, choose, type Team } from "./assignment.rules.ts";
import { insertAssignment, loadsOf } from "./assignment.store.ts";
import { demandOpen } from "./archive.ts";
import type { CategoryRow } from "./category.store.ts";
import { demandRegistration } from "./registration.ts";
import { assignmentDecision } from "./ticket.controls.ts";
import { tellOfHands, tellOfTicket } from "./ticket.notices.ts";
import { type TicketRow, updateTicket } from "./ticket.store.ts";

/** Who works on tickets at all. */
const worksOnTickets = "service.tickets.work";

export type Judged = Pick<TicketRow, "customerId" | "id" | "kind" | "severity" | "urgency" | "grade">;

export type Given = {
  readonly departmentId: string | null;
  readonly assigneeId: string | null;
  readonly assigneeName: string | null;
  readonly reasons: object;
};

/**
 * Whom the policy gives a ticket to (T5.2.2): the table names departments in order, the people of the first that can
 * take it are weighed by skill and free capacity. Without a clause it stays where it was registered.
 */
export async function decideAssignment(
  ctx: Context,
  ticket: Judged,
  category: CategoryRow | undefined,
): Promise<Given> {
  const nobodyYet = { departmentId: ctx.actor.departments[0] ?? null, assigneeId: null, assigneeName: null };
  if (!(await bindingsOf(ctx.services, assignmentDecision.key, ctx.now)).length)
    return { ...nobodyYet, reasons: { undecided: true } };
  const { kind, severity, urgency, grade } = ticket;
  const facts = { kind, severity, urgency, grade, category: category?.key ?? null };
  const decided = await decideFor(ctx, assignmentDecision, facts, {
    customerId: ticket.customerId,
    subjectId: ticket.id,
  });
  const codes = [decided.value]
    .flat()
    .filter((one) => one !== null)
    .map(String);
  const teams = await teamsOf(ctx, codes);
  const choice = choose(teams, category?.skill ?? null);
  return {
    departmentId: choice.team?.departmentId ?? nobodyYet.departmentId,
    assigneeId: choice.person?.staffId ?? null,
    assigneeName: choice.person?.name ?? null,
    reasons: {
      ...reasonsOf(choice, category?.skill ?? null),
      departments: codes,
      clause: decided.binding.clause,
      row: decided.row,
    },
  };
}

async function teamsOf(ctx: Context, codes: readonly string[]): Promise<Team[]> {
  const found: { code: string; departmentId: string }[] = [];
  for (const code of codes) {
    const departmentId = await departmentByCode(ctx, code);
    if (departmentId) found.push({ code, departmentId });
  }
  if (!found.length) return [];
  const people = await colleaguesWith(
    ctx,
    worksOnTickets,
    found.map((one) => one.departmentId),
  );
  const loads = new Map(
    (
      await loadsOf(
        ctx,
        people.map((one) => one.id),
      )
    ).map((load) => [load.staffId, load]),
  );
  return found.map((team) => ({
    ...team,
    candidates: people
      .filter((one) => one.departmentId === team.departmentId)
      .map((one) => ({ ...loads.get(one.id)!, name: one.name })),
  }));
}

const reasonsOf = ({ team, person, passed }: Choice, skill: string | null) => ({
  skill,
  passed,
  candidates: (team?.candidates ?? []).map(({ name, open, capacity, skills }) => ({
    name,
    open,
    capacity,
    skilled: !skill || skills.includes(skill),
  })),
  chosen: person?.name ?? null,
});

/** Gives a new ticket to whom it was decided for, and tells them. */
export async function keepAssignment(ctx: Context, ticket: Judged, given: Given): Promise<void> {
  await insertAssignment(ctx, { ...given, customerId: ticket.customerId, ticketId: ticket.id, byHand: false });
  await tellOfTicket(ctx, ticket, [given.assigneeId], "assigned");
}

export type Hand = {
  readonly departmentId?: string | undefined;
  readonly assigneeId?: string | null | undefined;
  readonly reason?: string | undefined;
};

/**
 * A person gives a ticket to somebody else than the policy did; the reason is kept, the promises go along.
 * @throws AppError platform.invalid (400) for a person who does not work here
 */
export async function assignByHand(ctx: Context, ticket: TicketRow, to: Hand): Promise<void> {
  await demandOpen(ctx, ticket);
  if (to.assigneeId !== ctx.actor.id) await demandRegistration(ctx, ticket, "hand");
  const person = to.assigneeId ? await staffOf(ctx, to.assigneeId) : undefined;
  if (to.assigneeId && (!person || !(await isActiveStaff(ctx, to.assigneeId))))
    throw invalid([{ field: "assigneeId", text: { zh: "没有这名在职员工", en: "there is no such active colleague" } }]);
  const departmentId = to.departmentId ?? person?.departmentId ?? ticket.departmentId;
  const assigneeId = to.assigneeId ?? null;
  await updateTicket(ctx, ticket, {
    departmentId,
    assigneeId,
    ...(ticket.state === "new" && assigneeId && { state: "working" }),
  });
  await insertAssignment(ctx, {
    customerId: ticket.customerId,
    ticketId: ticket.id,
    departmentId,
    assigneeId,
    assigneeName: person?.name ?? null,
    reasons: {},
    byHand: true,
    reason: to.reason ?? null,
  });
  if (assigneeId) {
    await keepAssigned(ctx, ticket);
    await handPromises(ctx, { customerId: ticket.customerId, subjectId: ticket.id }, { assigneeId });
  }
  await tellOfHands(ctx, ticket, assigneeId);
  await ctx.emit({
    kind: "service.ticket.assigned",
    customerId: ticket.customerId,
    subjectType: "ticket",
    subjectId: ticket.id,
    data: { assigneeId, departmentId },
  });
  await publish(ctx, "tickets", { type: "changed", id: ticket.id });
  await publish(ctx, `ticket:${ticket.id}`, { type: "changed", id: ticket.id });
}

import type { Context } from "../../../platform/context.ts";
import { conflict, invalid } from "../../../platform/errors.ts";
import { departmentNames } from "../../identity/index.ts";
import { fulfil } from "../../policy/index.ts";
import { states } from "../ticket/choices.ts";
import { complaintInvestigation } from "../ticket/ticket.controls.ts";
import type { TicketRow } from "../ticket/ticket.store.ts";
import { findCause } from "./cause.store.ts";
import type { Fault } from "./choices.ts";
import { insertInvestigation } from "./complaint.store.ts";
import { atWork, demandComplaint, demandStaff, subjectOf, told } from "./step.ts";

export type Investigation = {
  readonly cause: string;
  readonly finding: string;
  readonly responsibleDepartmentId: string;
  readonly responsiblePersonId?: string | undefined;
  readonly ourFault: Fault;
};

/**
 * Keeps what an investigation found: cause, who is responsible, whether the fault is ours (E4.3.3). It may be found anew
 * as long as there is no solution; the latest finding stands.
 * @throws AppError service.step (409), platform.invalid (400) for an unknown cause, department or person
 */
export async function investigate(ctx: Context, ticket: TicketRow, given: Investigation): Promise<void> {
  await demandComplaint(ctx, ticket);
  const open = await atWork(ctx, ticket);
  if (open.state !== "working")
    throw conflict(
      "service.step",
      {
        zh: `投诉现在是「${states[open.state].zh}」，调查在作出方案之前进行。`,
        en: `This complaint is "${states[open.state].en}"; it is investigated before there is a solution.`,
      },
      { state: open.state },
    );
  const cause = await findCause(ctx, given.cause);
  if (!cause?.active) throw invalid([{ field: "cause", text: { zh: "没有这个原因", en: "there is no such cause" } }]);
  const departments = await departmentNames(ctx);
  if (!departments.some((one) => one.id === given.responsibleDepartmentId))
    throw invalid([
      { field: "responsibleDepartmentId", text: { zh: "没有这个部门", en: "there is no such department" } },
    ]);
  const personName = given.responsiblePersonId
    ? await demandStaff(ctx, given.responsiblePersonId, "responsiblePersonId")
    : null;
  await insertInvestigation(ctx, ticket, {
    causeId: cause.id,
    finding: given.finding,
    departmentId: given.responsibleDepartmentId,
    personId: given.responsiblePersonId ?? null,
    personName,
    ourFault: given.ourFault,
  });
  await fulfil(ctx, complaintInvestigation.key, [subjectOf(ticket)]);
  await told(ctx, ticket, "complaint.investigated", { cause: cause.key, ourFault: given.ourFault });
}

import type { Context } from "../../../platform/context.ts";
import { conflict } from "../../../platform/errors.ts";
import { fulfil } from "../../policy/index.ts";
import { addEntry } from "../ticket/entry.actions.ts";
import type { TicketRow } from "../ticket/ticket.store.ts";
import { reopeningDuty } from "./complaint.controls.ts";
import { awaitsSupervisor, demandComplaint, subjectOf, told } from "./step.ts";

/**
 * A supervisor looks at a complaint whose author was not satisfied, and says what is done otherwise this time (T5.2.4).
 * @throws AppError service.nothing_to_supervise (409) where none is awaited
 */
export async function superviseReopened(ctx: Context, ticket: TicketRow, notes: string): Promise<void> {
  await demandComplaint(ctx, ticket);
  if (!(await awaitsSupervisor(ctx, ticket)))
    throw conflict("service.nothing_to_supervise", {
      zh: "这件投诉没有待主管复核的重新打开。",
      en: "This complaint awaits no supervisor's word.",
    });
  await addEntry(ctx, ticket, { kind: "note", body: notes });
  await fulfil(ctx, reopeningDuty.key, [subjectOf(ticket)]);
  await told(ctx, ticket, "complaint.supervised");
}

import type { Context } from "../../../platform/context.ts";
import { conflict } from "../../../platform/errors.ts";
import { askGuard } from "../../policy/index.ts";
import { archive } from "./ticket.controls.ts";
import { isArchived } from "./ticket.rules.ts";
import type { TicketRow } from "./ticket.store.ts";

/**
 * Closed tickets are changed by nobody (T5.2.5); the clause is named where one says so.
 * @throws AppError policy.guarded (403) with the clause, service.archived (409)
 */
export async function demandOpen(
  ctx: Context,
  ticket: Pick<TicketRow, "customerId" | "id" | "state" | "departmentId">,
): Promise<void> {
  if (!isArchived(ticket.state)) return;
  const { customerId, id, state, departmentId } = ticket;
  await askGuard(ctx, archive, { customerId, subjectType: "ticket", subjectId: id, departmentId, facts: { state } });
  throw conflict("service.archived", {
    zh: "工单已归档，不能修改；如需继续处理请重新打开。",
    en: "This ticket is archived and cannot be changed; reopen it to go on.",
  });
}

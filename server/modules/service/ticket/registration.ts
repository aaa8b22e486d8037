import type { Context } from "../../../platform/context.ts";
import { nobody } from "../../../platform/ids.ts";
import { askGuard } from "../../policy/index.ts";
import { registration } from "./ticket.controls.ts";
import type { TicketRow } from "./ticket.store.ts";

/**
 * A complaint is handed on once it is complete, and stays as it was registered (T5.2.1, R8.1.2). A paper in the opinion
 * box need not say who wrote it.
 * @throws AppError policy.guarded (403) with the clause
 */
export async function demandRegistration(
  ctx: Context,
  ticket: Pick<TicketRow, "customerId" | "id" | "kind" | "departmentId" | "categoryId" | "source">,
  act: "hand" | "alter",
): Promise<void> {
  if (ticket.kind !== "complaint") return;
  const { customerId, id, departmentId, categoryId, source } = ticket;
  await askGuard(ctx, registration, {
    customerId,
    subjectType: "ticket",
    subjectId: id,
    departmentId,
    facts: { act, complete: categoryId !== null && (customerId !== nobody || source === "opinion_box") },
  });
}

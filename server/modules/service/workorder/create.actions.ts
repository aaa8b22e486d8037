import { may } from "../../../platform/actor.ts";
import type { Context } from "../../../platform/context.ts";
import { conflict, invalid } from "../../../platform/errors.ts";
import { demandWritable } from "../../../platform/fields/index.ts";
import { newId } from "../../../platform/ids.ts";
import { loadCustomer, placeKey, placesOf } from "../../customers/index.ts";
import { bindingsOf, openObligations } from "../../policy/index.ts";
import { claimNumber } from "../number.ts";
import { addEntry, loadTicket } from "../ticket/ticket.actions.ts";
import { aboutOrder, tell } from "./move.ts";
import { type OrderKind, orderKinds } from "./workorder.choices.ts";
import { dutiesOf } from "./workorder.controls.ts";
import { workOrder } from "./workorder.fields.ts";
import { localityOf } from "./workorder.rules.ts";
import { insertOrder, loadOrder, type NewOrderRow, type OrderRow, updateOrder } from "./workorder.store.ts";

export type NewOrder = {
  readonly customerId?: string | undefined;
  readonly ticketId?: string | undefined;
  readonly kind: OrderKind;
  readonly addressId?: string | null | undefined;
  readonly area?: string | null | undefined;
  readonly locality?: "town" | "country" | undefined;
  readonly skill?: string | null | undefined;
  readonly urgency?: string | undefined;
  readonly description: string;
  readonly departmentId?: string | undefined;
};

/**
 * Opens a work order for a customer or from a ticket, and with it the promise of its kind: an installation within its
 * term, a repair within its term from the report (B5.2.1).
 * @throws AppError platform.invalid (400) naming what is missing or is not the customer's
 */
export async function createOrder(ctx: Context, given: NewOrder): Promise<OrderRow> {
  const { ticketId, customerId: _, departmentId: __, ...inputs } = given;
  demandWritable(ctx.actor, workOrder, inputs);
  const ticket = ticketId ? await loadTicket(ctx, ticketId) : undefined;
  const customerId = ticket && !given.customerId ? ticket.customerId : given.customerId;
  if (!customerId || (ticket && ticket.customerId !== customerId))
    throw invalid([
      { field: "customerId", text: { zh: "请选择工单所属的客户", en: "name the customer whom the ticket is of" } },
    ]);
  if (!ticket) await loadCustomer(ctx, customerId);
  const place = await placeFor(ctx, customerId, given.addressId ?? null);
  const area = given.area ?? place.address?.division ?? null;
  const id = newId();
  const row: NewOrderRow = {
    customerId,
    id,
    number: await claimNumber(ctx, "workorder", "W", { customerId, id }),
    kind: given.kind,
    ticketId: ticketId ?? null,
    addressId: given.addressId ?? null,
    area,
    locality: given.locality ?? localityOf(area),
    skill: given.skill ?? null,
    urgency: given.urgency ?? "normal",
    description: given.description,
    departmentId: given.departmentId ?? ticket?.departmentId ?? ctx.actor.departments[0] ?? null,
    // A fault runs from the customer's report, not from when somebody got round to writing the order.
    openedAt: given.kind === "repair" && ticket ? ticket.openedAt : ctx.now.toISOString(),
  };
  await insertOrder(ctx, row);
  await promise(ctx, row);
  if (ticket && may(ctx.actor, "service.tickets.work") && ticket.state !== "closed" && ticket.state !== "merged")
    await addEntry(ctx, ticket, { kind: "note", body: `已开上门工单 ${row.number}（${orderKinds[given.kind].zh}）` });
  await tell(ctx, { ...row, installerId: null }, "opened", { kind: row.kind, ...(ticketId && { ticketId }) });
  return loadOrder(ctx, id);
}

async function placeFor(ctx: Context, customerId: string, addressId: string | null) {
  const key = { customerId, addressId };
  const place = (await placesOf(ctx, [key])).get(placeKey(key));
  if (place?.state !== "active")
    throw conflict("service.customer_not_active", {
      zh: "该客户已销户或已并入另一位客户，不能开上门工单。",
      en: "This customer is closed or was merged into another; no work order can be opened.",
    });
  if (addressId && !place.address)
    throw invalid([{ field: "addressId", text: { zh: "该客户没有这个地址", en: "the customer has no such address" } }]);
  return place;
}

async function promise(ctx: Context, row: NewOrderRow): Promise<void> {
  const subject = {
    ...aboutOrder(row),
    subjectName: row.number,
    departmentId: row.departmentId,
    openedAt: row.openedAt,
  };
  for (const duty of dutiesOf(row.kind, row.locality)) {
    if (!(await bindingsOf(ctx.services, duty.key, ctx.now)).length) continue;
    const made = await openObligations(ctx, duty.key, [subject]);
    const due = made.flatMap((one) => one.dueAt ?? []).sort((a, b) => Date.parse(a) - Date.parse(b))[0];
    if (due) await updateOrder(ctx, row, { promisedBy: due });
    return;
  }
}

import type { Context } from "../../../platform/context.ts";
import { bindingsOf, fulfil, openObligations, releaseSubject } from "../../policy/index.ts";
import { channels } from "../channels.ts";
import { endOfDuty } from "../rota/index.ts";
import { needAnalysis, shiftClose } from "./contact.controls.ts";
import type { ContactRow } from "./contact.store.ts";

type Received = Pick<ContactRow, "customerId" | "id" | "channel" | "at" | "staffId" | "departmentId">;

const subjectOf = (contact: Received) => ({
  customerId: contact.customerId,
  subjectType: "service_contact",
  subjectId: contact.id,
  subjectName: channels[contact.channel as keyof typeof channels].zh,
  departmentId: contact.departmentId,
  assigneeId: contact.staffId,
});

/** Somebody received a contact: its need is to be analysed (T2.3), and it is to be finished in the shift (S2.1). */
export async function promiseContact(ctx: Context, contact: Received, at: string = contact.at): Promise<void> {
  if (!contact.staffId) return;
  await openObligations(ctx, needAnalysis.key, [{ ...subjectOf(contact), openedAt: at }]);
  await promiseShift(ctx, contact, at);
}

export async function promiseShift(ctx: Context, contact: Received, at: string): Promise<void> {
  if (!contact.staffId || !(await bindingsOf(ctx.services, shiftClose.key, ctx.now)).length) return;
  const end = await endOfDuty(ctx, contact.staffId, new Date(at));
  const minutes = end && Math.max(1, Math.ceil((end.getTime() - Date.parse(at)) / 60_000));
  await openObligations(ctx, shiftClose.key, [
    { ...subjectOf(contact), openedAt: at, ...(minutes && { term: `${minutes}m`, calendar: "24x7" }) },
  ]);
}

/** The contact is finished, by word or by a ticket. */
export async function keepShift(ctx: Context, contact: Pick<ContactRow, "customerId" | "id">): Promise<void> {
  await fulfil(ctx, shiftClose.key, [{ customerId: contact.customerId, subjectId: contact.id }]);
}

/** It turned out that there is no need to analyse: a complaint, a fault. */
export const releaseNeed = (ctx: Context, contact: Pick<ContactRow, "customerId" | "id">, reason: string) =>
  releaseSubject(ctx, { customerId: contact.customerId, subjectId: contact.id }, reason, [needAnalysis.key]);

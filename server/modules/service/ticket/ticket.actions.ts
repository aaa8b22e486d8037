import type { Context } from "../../../platform/context.ts";
import { invalid } from "../../../platform/errors.ts";
import { newId, nobody } from "../../../platform/ids.ts";
import { publish } from "../../../platform/live/index.ts";
import { demandRemembered, loadCustomer, standingOf } from "../../customers/index.ts";
import { bindingsOf, decideFor, openObligations } from "../../policy/index.ts";
import type { Channel } from "../channels.ts";
import { becameTicket } from "../contact/handle.actions.ts";
import { findClaim } from "../claim.store.ts";
import { claimNumber } from "../number.ts";
import { acknowledge, openFirstPromises } from "./arrival.ts";
import { decideAssignment, keepAssignment } from "./assign.actions.ts";
import { type CategoryRow, findCategory } from "./category.store.ts";
import type { Kind, Severity, Urgency } from "./choices.ts";
import { promisesOf } from "./promises.ts";
import { demandSorted } from "./sorting.ts";
import { promise, queuePriority } from "./ticket.controls.ts";
import { findTicketRow, insertTicket, type TicketRow } from "./ticket.store.ts";
import { sql } from "kysely";

export { loadTicket, type TicketRow } from "./ticket.store.ts";
export { addEntry } from "./entry.actions.ts";

export type NewTicket = {
  /** Null where nobody knows who it was, as with a paper in the opinion box. */
  readonly customerId: string | null;
  readonly kind: Kind;
  readonly categoryKey?: string | undefined;
  readonly categoryId?: string | undefined;
  readonly source: Channel;
  readonly severity?: Severity | undefined;
  readonly urgency?: Urgency | undefined;
  readonly subject: string;
  readonly content: string;
  /** The contact by which it came; it then names the ticket. */
  readonly contactId?: string | undefined;
  /** Set by hand; else the policy decides. */
  readonly departmentId?: string | undefined;
  readonly assigneeId?: string | undefined;
  /** When the customer was told to expect the result. */
  readonly promisedAt?: string | undefined;
  /** When the customer spoke; now, where it is not said. */
  readonly openedAt?: string | undefined;
  readonly splitFrom?: string | undefined;
};

/**
 * Registers an enquiry, complaint, suggestion or fault with its place in the queue, its department and person, and the
 * clocks that its kind starts (T5.2.1, T5.2.2, B5.3.3).
 * @throws AppError platform.invalid (400) for an unknown category or one of another kind, or a time ahead
 */
export async function createTicket(
  ctx: Context,
  given: NewTicket,
): Promise<{ customerId: string; id: string; number: string }> {
  const customerId = given.customerId ?? nobody;
  const id = newId();
  const category = await categoryOf(ctx, given);
  const openedAt = given.openedAt ?? ctx.now.toISOString();
  if (new Date(openedAt) > ctx.now)
    throw invalid([
      { field: "openedAt", text: { zh: "登记时间不能晚于现在", en: "it cannot have come in the future" } },
    ]);
  if (given.promisedAt && new Date(given.promisedAt) <= ctx.now)
    throw invalid([{ field: "promisedAt", text: { zh: "约定时间应晚于现在", en: "a time agreed lies ahead" } }]);
  // Channels and the portal know whose it is; people may only name customers whom they see.
  if (given.customerId && (ctx.actor.kind === "staff" || ctx.actor.kind === "token"))
    await loadCustomer(ctx, given.customerId);
  const standing = given.customerId ? await standingOf(ctx, given.customerId) : undefined;
  if (standing) demandRemembered(standing);
  const judged = {
    customerId,
    id,
    kind: given.kind,
    severity: given.severity ?? "minor",
    urgency: given.urgency ?? "normal",
    grade: standing?.grade ?? null,
  } as const;
  if (given.kind === "complaint")
    await demandSorted(
      ctx,
      {
        ...judged,
        departmentId: given.departmentId ?? ctx.actor.departments[0] ?? null,
        categoryId: category?.id ?? null,
      },
      "register",
    );
  const priority = await placeInQueue(ctx, judged);
  const placed =
    given.departmentId || given.assigneeId
      ? {
          departmentId: given.departmentId ?? ctx.actor.departments[0] ?? null,
          assigneeId: given.assigneeId ?? null,
          assigneeName: null,
          reasons: { byHand: true },
        }
      : await decideAssignment(ctx, judged, category);
  const number = await claimNumber(ctx, "ticket", "T", { customerId, id });
  await insertTicket(ctx, {
    ...judged,
    number,
    categoryId: category?.id ?? null,
    source: given.source,
    priority,
    subject: given.subject,
    content: given.content,
    departmentId: placed.departmentId,
    assigneeId: placed.assigneeId,
    openedAt,
    promisedAt: given.promisedAt ?? null,
    splitFrom: given.splitFrom ?? null,
  });
  await keepAssignment(ctx, judged, placed);
  await openPromises(ctx, judged, { ...placed, number, openedAt, promisedAt: given.promisedAt });
  await openFirstPromises(ctx, judged, { ...placed, number, openedAt });
  if (given.contactId) await becameTicket(ctx, given.contactId, { customerId, id, kind: given.kind });
  const { subject, contactId } = given;
  await acknowledge(ctx, judged, { ...placed, number, openedAt, subject, contactId });
  await ctx.emit({
    kind: "service.ticket.registered",
    customerId,
    subjectType: "ticket",
    subjectId: id,
    data: { number, kind: given.kind },
  });
  await publish(ctx, "tickets", { type: "registered", id });
  return { customerId, id, number };
}

async function categoryOf(ctx: Context, given: NewTicket): Promise<CategoryRow | undefined> {
  const wanted = given.categoryId ?? given.categoryKey;
  if (!wanted) return undefined;
  const found = await findCategory(ctx, wanted);
  if (!found?.active) throw wrongCategory({ zh: "没有这个类别", en: "there is no such category" });
  if (found.kind !== given.kind)
    throw wrongCategory({ zh: "该类别不属于这种工单", en: "this category belongs to another kind of ticket" });
  return found;
}

const wrongCategory = (text: { zh: string; en: string }) => invalid([{ field: "categoryId", text }]);

/** B4.2.1, kept as evidence; without a clause all wait in the order in which they came. */
export async function placeInQueue(
  ctx: Context,
  ticket: Pick<TicketRow, "customerId" | "id" | "kind" | "severity" | "urgency" | "grade">,
) {
  if (!(await bindingsOf(ctx.services, queuePriority.key, ctx.now)).length) return 100;
  const { kind, severity, urgency, grade } = ticket;
  const { value } = await decideFor(
    ctx,
    queuePriority,
    { kind, severity, urgency, grade },
    { customerId: ticket.customerId, subjectId: ticket.id },
  );
  return Number(value ?? 100);
}

/** Starts the clocks that a ticket of its kind has. */
export async function openPromises(
  ctx: Context,
  ticket: { customerId: string; id: string; kind: Kind },
  given: {
    departmentId: string | null;
    assigneeId: string | null;
    number: string;
    openedAt: string;
    promisedAt?: string | undefined;
  },
): Promise<void> {
  const subject = {
    customerId: ticket.customerId,
    subjectType: "ticket",
    subjectId: ticket.id,
    subjectName: given.number,
    departmentId: given.departmentId,
    assigneeId: given.assigneeId,
  };
  for (const control of promisesOf(ticket.kind))
    await openObligations(ctx, control.key, [{ ...subject, openedAt: given.openedAt }]);
  if (given.promisedAt)
    await openObligations(ctx, promise.key, [
      { ...subject, term: minutesUntil(ctx.now, given.promisedAt), calendar: "24x7" },
    ]);
}

/** A time agreed, as a term of the wall clock from now. */
export const minutesUntil = (now: Date, at: string): string => {
  const minutes = Math.max(1, Math.round((Date.parse(at) - now.getTime()) / 60_000));
  return minutes < 100_000 ? `${minutes}m` : `${Math.ceil(minutes / 60)}h`;
};

/** By its number, without asking who looks: for channels on which the customer names it. */
export async function findTicketBy(ctx: Context, number: string): Promise<TicketRow | undefined> {
  const claim = await findClaim(ctx, "ticket", number.trim().toUpperCase());
  return claim && findTicketRow(ctx, claim.id, sql`t.customer_id = ${claim.customerId}`);
}

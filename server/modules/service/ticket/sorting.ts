import type { Context } from "../../../platform/context.ts";
import { askGuard, bindingsOf } from "../../policy/index.ts";
import { type CategoryAct, complaintCategory } from "./category.controls.ts";
import { findCategory } from "./category.store.ts";
import { addEntry } from "./entry.actions.ts";
import type { TicketRow } from "./ticket.store.ts";

type Sorted = Pick<TicketRow, "customerId" | "id" | "kind" | "departmentId" | "categoryId">;

/**
 * A complaint has a category, and changing it has a reason (T5.1.2).
 * @throws AppError policy.guarded (403) with the clause
 */
export async function demandSorted(
  ctx: Context,
  ticket: Sorted,
  act: Exclude<CategoryAct["act"], "define">,
  reason?: string,
): Promise<void> {
  const { customerId, id, departmentId, kind, categoryId } = ticket;
  await askGuard(ctx, complaintCategory, {
    customerId,
    subjectType: "ticket",
    subjectId: id,
    departmentId,
    facts: {
      act,
      // What is no complaint any more needs none.
      sorted: categoryId !== null || kind !== "complaint",
      explained: Boolean(reason),
      byStaff: ctx.actor.kind === "staff" || ctx.actor.kind === "token",
    } satisfies CategoryAct,
  });
}

/** The same when a ticket becomes, is, or stops being a complaint. Answers whether a registered one was sorted anew. */
export async function demandResorted(
  ctx: Context,
  before: TicketRow,
  after: TicketRow,
  reason: string | undefined,
): Promise<boolean> {
  if (before.kind === after.kind && before.categoryId === after.categoryId) return false;
  if (before.kind === "complaint") {
    const anew = after.kind !== before.kind || before.categoryId !== null;
    await demandSorted(ctx, after, anew ? "change" : "sort", reason);
    return anew;
  }
  if (after.kind === "complaint") await demandSorted(ctx, after, "register");
  return false;
}

/** From which category to which, in the ticket's history, and why, where colleagues read. */
export async function keepResorting(
  ctx: Context,
  before: TicketRow,
  after: TicketRow,
  reason: string | undefined,
): Promise<void> {
  const from = await nameOf(ctx, before);
  const to = await nameOf(ctx, after);
  await ctx.emit({
    kind: "service.ticket.resorted",
    customerId: before.customerId,
    subjectType: "ticket",
    subjectId: before.id,
    data: {
      number: before.number,
      fromKind: before.kind,
      toKind: after.kind,
      fromId: before.categoryId,
      toId: after.categoryId,
    },
  });
  if (reason) {
    const body =
      ctx.language === "en" ? `Category changed, ${from} → ${to}: ${reason}` : `类别变更（${from} → ${to}）：${reason}`;
    await addEntry(ctx, before, { kind: "note", body });
  }
}

async function nameOf(ctx: Context, { categoryId }: TicketRow): Promise<string> {
  const found = categoryId ? await findCategory(ctx, categoryId) : undefined;
  return found?.label[ctx.language] ?? "—";
}

/** What the clauses in force ask of complaints' categories, so that forms ask for it too. */
export async function sortingRules(ctx: Pick<Context, "services" | "now">) {
  const bindings = await bindingsOf(ctx.services, complaintCategory.key, ctx.now);
  const asks = (key: "required" | "reason" | "definition") => bindings.some((one) => one.parameters[key] === true);
  return { required: asks("required"), reason: asks("reason"), definition: asks("definition") };
}

/** @throws AppError policy.guarded (403) with the clause */
export const demandDefined = (ctx: Context, id: string, defined: boolean) =>
  askGuard(ctx, complaintCategory, {
    subjectType: "category",
    subjectId: id,
    facts: { act: "define", sorted: defined, explained: false, byStaff: true } satisfies CategoryAct,
  });

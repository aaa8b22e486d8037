import { demand } from "../../../platform/actor.ts";
import type { Context } from "../../../platform/context.ts";
import { invalid } from "../../../platform/errors.ts";
import { demandWritable, fieldGrant } from "../../../platform/fields/index.ts";
import { eventText } from "../../../platform/event-texts.ts";
import { encodeCursor } from "../../../platform/lists/index.ts";
import { divisionName } from "../../../platform/divisions/divisions.ts";
import { customerObligations, registryIn } from "../../policy/index.ts";
import { readChecks } from "../check/check.actions.ts";
import { readConsents } from "../consent/consent.actions.ts";
import { loadChangeable, loadCustomer } from "../customer.load.ts";
import { readRecords } from "../record/record.actions.ts";
import { recordKinds } from "../record/kinds.ts";
import { purchase } from "../record/record.fields.ts";
import { insertPurchase, type NewPurchase, purchasePage, purchaseSums } from "./purchase.store.ts";
import { timelinePage } from "./timeline.store.ts";

/** The facts of one customer with the names that codes stand for. */
export async function readCustomer(ctx: Context, id: string) {
  const row = await loadCustomer(ctx, id);
  return { ...row, divisionName: divisionName(row.division) };
}

export async function readTimeline(ctx: Context, customerId: string, cursor: string | undefined, limit: number) {
  await loadCustomer(ctx, customerId);
  const { items, next } = await timelinePage(ctx, customerId, cursor, limit);
  return { items: items.map((row) => ({ ...row, text: eventText(ctx.services, row.kind) })), next };
}

export async function readObligations(ctx: Context, customerId: string) {
  await loadCustomer(ctx, customerId);
  const registry = registryIn(ctx.services);
  return (await customerObligations(ctx, customerId)).map((row) => ({
    ...row,
    label: registry.get(row.control)?.label ?? { zh: row.control, en: row.control },
  }));
}

/** One page of what the customer bought and the sums of all. */
export async function readPurchases(
  ctx: Context,
  customerId: string,
  after: readonly unknown[] | undefined,
  limit: number,
) {
  await loadCustomer(ctx, customerId);
  // Sums tell the amounts: whoever may not read these gets neither.
  demand(ctx.actor, fieldGrant(purchase, "money", "read"));
  if (after && (after.length !== 2 || after.some((part) => typeof part !== "string")))
    throw invalid([
      { field: "cursor", text: { zh: "翻页位置已失效", en: "this cursor does not belong to this list" } },
    ]);
  const rows = await purchasePage(ctx, customerId, after as [string, string] | undefined, limit);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return {
    items,
    next: rows.length > limit && last ? encodeCursor("purchases", [last.at, last.id]) : null,
    sums: await purchaseSums(ctx, customerId),
  };
}

export async function addPurchase(ctx: Context, customerId: string, given: NewPurchase) {
  await loadChangeable(ctx, customerId);
  demandWritable(ctx.actor, purchase, given);
  if (new Date(given.at) > ctx.now)
    throw invalid([{ field: "at", text: { zh: "消费时间不能晚于现在", en: "a purchase cannot lie in the future" } }]);
  const row = await insertPurchase(ctx, customerId, given);
  await ctx.emit({ kind: "customers.purchase.added", customerId, subjectType: "purchase", subjectId: row.id });
  return row;
}

/** All that this actor may see of a customer in one piece: the paper copy of the file (E3.3.1). Its making is audited. */
export async function readFile(ctx: Context, customerId: string) {
  const customer = await readCustomer(ctx, customerId);
  const { contacts, addresses, identifiers, keyPersons, communications, services } = recordKinds;
  const records = {
    contacts: await readRecords(ctx, contacts, customerId),
    addresses: await readRecords(ctx, addresses, customerId),
    identifiers: await readRecords(ctx, identifiers, customerId),
    keyPersons: await readRecords(ctx, keyPersons, customerId),
    communications: await readRecords(ctx, communications, customerId),
    services: await readRecords(ctx, services, customerId),
  };
  const mayMoney = ctx.actor.grants.has(fieldGrant(purchase, "money", "read"));
  const { items: purchases, sums } = mayMoney
    ? await readPurchases(ctx, customerId, undefined, 200)
    : { items: [], sums: [] };
  const consents = await readConsents(ctx, customerId);
  const checks = await readChecks(ctx, customerId);
  const obligations = await readObligations(ctx, customerId);
  const { items: events } = await readTimeline(ctx, customerId, undefined, 200);
  await ctx.emit({ kind: "customers.file.printed", customerId, subjectType: "customer", subjectId: customerId });
  return {
    printedAt: ctx.now.toISOString(),
    printedBy: ctx.actor.name,
    customer,
    ...records,
    consents,
    checks,
    obligations,
    purchases,
    sums,
    events,
  };
}

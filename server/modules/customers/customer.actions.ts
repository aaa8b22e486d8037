import { may } from "../../platform/actor.ts";
import type { Context } from "../../platform/context.ts";
import { conflict, invalid, notFound } from "../../platform/errors.ts";
import { demandWritable } from "../../platform/fields/index.ts";
import { newId } from "../../platform/ids.ts";
import { decide, fulfil, openObligations } from "../policy/index.ts";
import { sees } from "./customer.access.ts";
import { classDecision, entry, secondCheck } from "./customer.controls.ts";
import { customer } from "./customer.fields.ts";
import { findCustomer } from "./customer.store.ts";
import { insertCustomer, type NewAddress, type NewContact } from "./customer.write.ts";

export type NewCustomer = {
  facts: Record<string, unknown> & { name: string; kind: string; receivedAt?: string | undefined };
  contacts: NewContact[];
  addresses: NewAddress[];
};

export const noCustomer = () => notFound({ zh: "客户", en: "customer" });

/** The customer, if this actor may know of it. @throws AppError platform.not_found (404) else, so that nobody can probe */
export async function loadCustomer(ctx: Context, id: string) {
  const row = await findCustomer(ctx, id);
  if (!row || !sees(ctx.actor, row)) throw noCustomer();
  return row;
}

/**
 * Enters a customer (B3.1.1): the class follows by decision (B4.1), entry and second check are promised (B3.2.1).
 * @throws AppError customers.duplicate (409) when the member number or external key is taken
 */
export async function createCustomer(ctx: Context, given: NewCustomer): Promise<string> {
  demandWritable(ctx.actor, customer, given.facts);
  const receivedAt = given.facts.receivedAt ?? ctx.now.toISOString();
  if (new Date(receivedAt) > ctx.now)
    throw invalid([{ field: "facts.receivedAt", text: { zh: "收到时间不能晚于现在", en: "facts cannot be received in the future" } }]);
  const customerId = newId();
  const { value } = await decide(ctx, classDecision, { kind: given.facts.kind, organisationType: given.facts.organisationType as string | null });
  const mine = may(ctx.actor, "customers.rows:all") ? {} : { ownerId: ctx.actor.id, departmentId: ctx.actor.departments[0] ?? null };
  const taken = await insertCustomer(ctx, {
    customerId,
    facts: { ...mine, ...given.facts, class: String(value), receivedAt },
    contacts: given.contacts,
    addresses: given.addresses,
    identifiers: [],
    consents: [],
  });
  if (taken.length)
    throw conflict(
      "customers.duplicate",
      { zh: "会员号或外部编号已属于另一位客户。", en: "The member number or external key belongs to another customer." },
      { taken },
    );
  const subject = { customerId, subjectType: "customer", subjectId: customerId };
  await openObligations(ctx, entry.key, [{ ...subject, openedAt: receivedAt, assigneeId: ctx.actor.id }]);
  await fulfil(ctx, entry.key, [subject]);
  await openObligations(ctx, secondCheck.key, [subject]);
  await ctx.emit({ kind: "customers.customer.created", customerId, subjectType: "customer", subjectId: customerId });
  return customerId;
}

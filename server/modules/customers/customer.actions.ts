import { may } from "../../platform/actor.ts";
import type { Context } from "../../platform/context.ts";
import { conflict, invalid } from "../../platform/errors.ts";
import { demandWritable } from "../../platform/fields/index.ts";
import { newId } from "../../platform/ids.ts";
import { fulfil, openObligations } from "../policy/index.ts";
import { decideClass } from "./class.ts";
import { askConsent, demandPast } from "./consent/consent.actions.ts";
import { childAge, evidencedOf } from "./consent/consent.rules.ts";
import type { GivenConsent } from "./consent/consent.store.ts";
import { address, contact, identifier } from "./contact.fields.ts";
import { entry, secondCheck } from "./customer.controls.ts";
import { customer } from "./customer.fields.ts";
import { consent } from "./record/record.fields.ts";
import { contactProblem, identifierProblem } from "./record/values.ts";
import { insertCustomer, type NewAddress, type NewContact } from "./customer.write.ts";

export type NewCustomer = {
  facts: Record<string, unknown> & { name: string; kind: string; receivedAt?: string | undefined };
  contacts: NewContact[];
  addresses: NewAddress[];
  identifiers: { kind: string; value: string }[];
  consents: GivenConsent[];
};

/**
 * Enters a customer (B3.1.1): the class follows by decision (B4.1), entry and second check are promised (B3.2.1).
 * @throws AppError customers.duplicate (409) when the member number or external key is taken
 */
export async function createCustomer(ctx: Context, given: NewCustomer): Promise<string> {
  demandWritable(ctx.actor, customer, given.facts);
  const receivedAt = given.facts.receivedAt ?? ctx.now.toISOString();
  if (new Date(receivedAt) > ctx.now)
    throw invalid([
      { field: "facts.receivedAt", text: { zh: "收到时间不能晚于现在", en: "facts cannot be received in the future" } },
    ]);
  demandGood(ctx, given);
  const customerId = newId();
  await askConsent(ctx, customerId, {
    opens: true,
    needs: given.identifiers.length ? ["identity"] : [],
    consents: given.consents.map(evidencedOf),
    childAge: childAge(given.facts.birthDate as string | null | undefined, ctx.now),
  });
  const consents = given.consents.map((one) => ({
    ...one,
    id: newId(),
    givenBy: one.givenBy ?? "customer",
    givenAt: one.givenAt ?? ctx.now.toISOString(),
  }));
  const consentId =
    (consents.find((one) => one.purpose === "identity") ?? consents.find((one) => one.purpose === "service"))?.id ??
    null;
  const decided = await decideClass(ctx, customerId, given.facts);
  const mine = may(ctx.actor, "customers.rows:all")
    ? {}
    : { ownerId: ctx.actor.id, departmentId: ctx.actor.departments[0] ?? null };
  const taken = await insertCustomer(ctx, {
    customerId,
    facts: { ...mine, ...given.facts, class: decided, receivedAt },
    contacts: given.contacts,
    addresses: given.addresses,
    identifiers: given.identifiers.map((one) => ({ ...one, consentId })),
    consents,
  });
  if (taken.length) throw duplicate(taken);
  const subject = { customerId, subjectType: "customer", subjectId: customerId };
  await openObligations(ctx, entry.key, [{ ...subject, openedAt: receivedAt, assigneeId: ctx.actor.id }]);
  await fulfil(ctx, entry.key, [subject]);
  await openObligations(ctx, secondCheck.key, [subject]);
  await ctx.emit({ kind: "customers.customer.created", customerId, subjectType: "customer", subjectId: customerId });
  return customerId;
}

/** Every wrong number is named at once, so that a form is mended in one go. */
function demandGood(ctx: Context, given: NewCustomer): void {
  demandEach(ctx, given);
  const problems = [
    ...given.contacts.map((one, i) => ({ field: `contacts.${i}.value`, text: contactProblem(one.kind, one.value) })),
    ...given.identifiers.map((one, i) => ({
      field: `identifiers.${i}.value`,
      text: identifierProblem(one.kind, one.value),
    })),
    ...given.consents.map((one, i) => ({
      field: `consents.${i}.purpose`,
      text:
        given.consents.findIndex((other) => other.purpose === one.purpose) < i
          ? { zh: "同一目的只能有一份同意", en: "this purpose stands twice" }
          : undefined,
    })),
  ].flatMap(({ field, text }) => (text ? [{ field, text }] : []));
  if (problems.length) throw invalid(problems);
  given.consents.forEach((one, i) => demandPast(ctx, one, `consents.${i}.givenAt`));
}

function demandEach(ctx: Context, given: NewCustomer): void {
  for (const [noun, rows] of [
    [contact, given.contacts],
    [address, given.addresses],
    [identifier, given.identifiers],
    [consent, given.consents],
  ] as const)
    for (const row of rows) demandWritable(ctx.actor, noun, row);
}

/** Says that a customer with this number exists, not which one. */
export const duplicate = (taken: readonly string[]) =>
  conflict(
    "customers.duplicate",
    { zh: "会员号或外部编号已属于另一位客户。", en: "The member number or external key belongs to another customer." },
    { taken },
  );

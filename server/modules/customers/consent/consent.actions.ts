import type { Context } from "../../../platform/context.ts";
import { AppError, conflict, invalid, notFound } from "../../../platform/errors.ts";
import { demandWritable } from "../../../platform/fields/index.ts";
import { askGuard, bindingsOf } from "../../policy/index.ts";
import { loadChangeable, loadCustomer } from "../customer.load.ts";
import { consent } from "../record/record.fields.ts";
import { collectionConsent } from "./consent.controls.ts";
import { childAge, type ConsentFacts, evidencedOf } from "./consent.rules.ts";
import {
  type ConsentRow,
  type GivenConsent,
  insertConsent,
  listConsents,
  withdrawConsentRow,
} from "./consent.store.ts";

export async function readConsents(ctx: Context, customerId: string): Promise<ConsentRow[]> {
  await loadCustomer(ctx, customerId);
  return listConsents(ctx, customerId);
}

/** Keeps a consent for one purpose (B3.1.2). One in force for that purpose is renewed by it. */
export async function giveConsent(ctx: Context, customerId: string, given: GivenConsent): Promise<ConsentRow> {
  const customer = await loadChangeable(ctx, customerId);
  demandWritable(ctx.actor, consent, given);
  demandPast(ctx, given, "givenAt");
  await askConsent(ctx, customerId, {
    opens: false,
    needs: [given.purpose],
    consents: [evidencedOf(given)],
    childAge: childAge(customer.birthDate, ctx.now),
  });
  const row = await insertConsent(ctx, customerId, given);
  await ctx.emit({
    kind: "customers.consent.given",
    customerId,
    subjectType: "consent",
    subjectId: row.id,
    data: { purpose: given.purpose, notice: given.notice },
  });
  return row;
}

export function demandPast(ctx: Context, given: Pick<GivenConsent, "givenAt">, field: string): void {
  if (given.givenAt && new Date(given.givenAt) > ctx.now)
    throw invalid([{ field, text: { zh: "同意时间不能晚于现在", en: "a consent cannot be given in the future" } }]);
}

/** The customer takes a consent back: that use stops at once, the record stays. */
export async function withdrawConsent(ctx: Context, customerId: string, id: string): Promise<ConsentRow> {
  await loadCustomer(ctx, customerId);
  demandWritable(ctx.actor, consent, { purpose: "" });
  return withdrawOwn(ctx, customerId, id);
}

/** The same asked for by the customer, whose own it is. */
export async function withdrawOwn(ctx: Context, customerId: string, id: string): Promise<ConsentRow> {
  const [binding] = await bindingsOf(ctx.services, collectionConsent.key, ctx.now);
  if (binding && binding.parameters.withdrawable === false)
    throw new AppError("customers.consent_not_withdrawable", 403, {
      text: { zh: "现行条款不允许撤回同意。", en: "The clause in force does not let consent be withdrawn." },
      clause: { document: binding.document, clause: binding.clause, title: binding.title },
    });
  const row = await withdrawConsentRow(ctx, customerId, id);
  if (!row) {
    const known = (await listConsents(ctx, customerId)).some((one) => one.id === id);
    if (!known) throw notFound(consent.label);
    throw conflict("customers.consent_ended", {
      zh: "该同意已经撤回或已被更新的同意取代。",
      en: "This consent was withdrawn already, or a newer one stands in its place.",
    });
  }
  await ctx.emit({
    kind: "customers.consent.withdrawn",
    customerId,
    subjectType: "consent",
    subjectId: id,
    data: { purpose: row.purpose },
  });
  return row;
}

/** Refuses where no consent carries this purpose; answers the consent that does, null where no clause asks for one. */
export async function demandConsent(ctx: Context, customerId: string, purpose: string): Promise<string | null> {
  const customer = await loadCustomer(ctx, customerId);
  const inForce = (await listConsents(ctx, customerId)).filter((one) => one.withdrawnAt === null);
  await askConsent(ctx, customerId, {
    opens: false,
    needs: [purpose],
    consents: inForce.map(evidencedOf),
    childAge: childAge(customer.birthDate, ctx.now),
  });
  return (
    (inForce.find((one) => one.purpose === purpose) ?? inForce.find((one) => one.purpose === "service"))?.id ?? null
  );
}

/** Asks the clauses on notice and consent (B3.1.2); their answer is kept. @throws AppError policy.guarded (403) with the clause */
export const askConsent = (ctx: Context, customerId: string, facts: ConsentFacts): Promise<void> =>
  askGuard(ctx, collectionConsent, { customerId, subjectType: "customer", subjectId: customerId, facts });

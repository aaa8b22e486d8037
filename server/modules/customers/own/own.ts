import type { Context, Statement } from "../../../platform/context.ts";
import { divisionName } from "../../../platform/divisions/divisions.ts";
import { notFound } from "../../../platform/errors.ts";
import { withdrawOwn } from "../consent/consent.actions.ts";
import { listConsents } from "../consent/consent.store.ts";
import { findCustomer } from "../customer.store.ts";

/** The customer who acts, in the portal: no other customer's file can be named here. */
function self(ctx: Context): string {
  const { customerId } = ctx.actor;
  if (ctx.actor.kind !== "customer" || !customerId) throw notFound({ zh: "客户", en: "customer" });
  return customerId;
}

const contacts: Statement = {
  name: "customers.own.contacts",
  text: `select kind, value, label, is_primary as "isPrimary" from customers.contact where customer_id = $1 order by is_primary desc, id limit 50`,
};
const addresses: Statement = {
  name: "customers.own.addresses",
  text: `select label, division, detail from customers.address where customer_id = $1 order by is_primary desc, id limit 20`,
};
const services: Statement = {
  name: "customers.own.services",
  text: `select name, started_on as "startedOn", ended_on as "endedOn" from customers.service_held where customer_id = $1 order by ended_on nulls first, started_on desc limit 100`,
};

/**
 * What the company keeps of the customer who asks (PIPL 45): facts, ways to reach them, services, consents. In clear,
 * since it is their own; identity numbers stay out, a portal needs none.
 */
export async function ownFile(ctx: Context) {
  const customerId = self(ctx);
  const { vault } = ctx.services;
  const row = await findCustomer(ctx, customerId);
  if (!row) throw notFound({ zh: "客户", en: "customer" });
  const reached = await ctx.query<{ kind: string; value: Buffer; label: string | null; isPrimary: boolean }>(contacts, [
    customerId,
  ]);
  const lives = await ctx.query<{ label: string | null; division: string | null; detail: Buffer }>(addresses, [
    customerId,
  ]);
  return {
    name: row.name,
    kind: row.kind,
    memberNumber: (row.memberNumber ?? null) as string | null,
    grade: (row.grade ?? null) as string | null,
    joinedOn: (row.joinedOn ?? null) as string | null,
    contacts: reached.map(({ value, ...rest }) => ({ ...rest, value: vault.open(value, "contact.value") })),
    addresses: lives.map(({ label, division, detail }) => ({
      label,
      region: divisionName(division),
      detail: vault.open(detail, "address.detail"),
    })),
    services: await ctx.query<{ name: string; startedOn: string | null; endedOn: string | null }>(services, [
      customerId,
    ]),
    consents: (await listConsents(ctx, customerId)).map(({ id, purpose, notice, givenAt, withdrawnAt }) => ({
      id,
      purpose,
      notice,
      givenAt,
      withdrawnAt,
    })),
  };
}

/** The customer takes back a consent of their own (PIPL 15). */
export const withdrawOwnConsent = (ctx: Context, id: string): Promise<unknown> => withdrawOwn(ctx, self(ctx), id);

const names: Statement = {
  name: "customers.own.names",
  text: "select customer_id as \"customerId\", name, kind from customers.customer where customer_id = any($1::uuid[]) and state in ('active', 'idle') order by customer_id",
};

/** Who may sign in under a phone that several customers share: each by the first character of the name. */
export const signInChoices = async (ctx: Pick<Context, "query">, ids: readonly string[]) =>
  (await ctx.query<{ customerId: string; name: string; kind: string }>(names, [ids])).map(
    ({ customerId, name, kind }) => ({
      customerId,
      kind,
      hint: `${[...name][0]}${"*".repeat(Math.min(3, [...name].length - 1))}`,
    }),
  );

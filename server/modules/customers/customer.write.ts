import { camel } from "../../platform/case.ts";
import type { Context, Statement } from "../../platform/context.ts";
import { newId } from "../../platform/ids.ts";
import { contactIndex, identifierIndex } from "./blind-keys.ts";
import { enteredColumns } from "./customer.columns.ts";
import { searchKeys } from "./search-keys.ts";

export type NewContact = {
  kind: "phone" | "email" | "social";
  value: string;
  label?: string | null | undefined;
  isPrimary?: boolean | undefined;
};
export type NewAddress = {
  label?: string | null | undefined;
  division?: string | null | undefined;
  detail: string;
  isPrimary?: boolean | undefined;
};
export type NewIdentifier = { kind: string; value: string; consentId: string | null };
export type NewConsent = {
  id: string;
  purpose: string;
  notice: string;
  evidenceKind: string;
  evidence: string;
  givenBy: string;
  givenAt: string;
};

export type CompleteCustomer = {
  customerId: string;
  facts: Record<string, unknown> & { name: string; kind: string; class: string; receivedAt: string };
  contacts: readonly NewContact[];
  addresses: readonly NewAddress[];
  identifiers: readonly NewIdentifier[];
  consents: readonly NewConsent[];
};

const columns = enteredColumns;
const n = columns.length;
// One statement for a customer with everything that came with it: a round trip each would cost more than the work.
const insert: Statement = {
  name: "customers.insert",
  text: `
    with customer as (
      insert into customers.customer (${columns.join(", ")}, customer_id, name_pinyin, name_initials, name_tokens, created_at, created_by, updated_at)
      values (${columns.map((_, i) => `$${i + 1}`).join(", ")}, $${n + 1}, $${n + 2}, $${n + 3}, $${n + 4}, $${n + 5}, $${n + 6}, $${n + 5})
    ), contact as (
      insert into customers.contact (customer_id, id, kind, value, exact, tail, label, is_primary, created_at)
      select $${n + 1}, x.*, $${n + 5} from unnest($${n + 7}::uuid[], $${n + 8}::text[], $${n + 9}::bytea[], $${n + 10}::bytea[], $${n + 11}::bytea[], $${n + 12}::text[], $${n + 13}::boolean[]) x
    ), address as (
      insert into customers.address (customer_id, id, label, division, detail, is_primary, created_at)
      select $${n + 1}, x.*, $${n + 5} from unnest($${n + 14}::uuid[], $${n + 15}::text[], $${n + 16}::text[], $${n + 17}::bytea[], $${n + 18}::boolean[]) x
    ), consent as (
      insert into customers.consent (customer_id, id, purpose, notice, evidence_kind, evidence, given_at, given_by, recorded_by)
      select $${n + 1}, x.*, $${n + 6} from unnest($${n + 19}::uuid[], $${n + 20}::text[], $${n + 21}::text[], $${n + 22}::text[], $${n + 23}::text[], $${n + 24}::timestamptz[], $${n + 32}::text[]) x
    ), identifier as (
      insert into customers.identifier (customer_id, id, kind, value, exact, consent_id, created_at)
      select $${n + 1}, x.*, $${n + 5} from unnest($${n + 25}::uuid[], $${n + 26}::text[], $${n + 27}::bytea[], $${n + 28}::bytea[], $${n + 29}::uuid[]) x
    )
    insert into customers.claim (kind, value, customer_id)
    select x.kind, x.value, $${n + 1} from unnest($${n + 30}::text[], $${n + 31}::bytea[]) x (kind, value)
    on conflict do nothing returning kind`,
};

/** Writes one customer. Answers the kinds of claim that somebody else already holds: then the caller must refuse. */
export async function insertCustomer(ctx: Context, given: CompleteCustomer): Promise<string[]> {
  const { vault } = ctx.services;
  const { facts, contacts, addresses, identifiers, consents } = given;
  const keys = searchKeys(facts.name);
  const indexes = contacts.map((one) => contactIndex(vault, one.kind, one.value));
  const claims = claimsOf(facts as { memberNumber?: unknown });
  const values = columns.map((column) => {
    const value = facts[camel(column)];
    if (column === "extra") return JSON.stringify(value ?? {});
    return column === "interests" ? (value ?? []) : (value ?? null);
  });
  const won = await ctx.query<{ kind: string }>(insert, [
    ...values,
    given.customerId,
    keys.namePinyin,
    keys.nameInitials,
    keys.nameTokens,
    ctx.now,
    ctx.actor.id,
    contacts.map(() => newId()),
    contacts.map((one) => one.kind),
    contacts.map((one) => vault.seal(one.value, "contact.value")),
    indexes.map((one) => one.exact),
    indexes.map((one) => one.tail),
    contacts.map((one) => one.label ?? null),
    contacts.map((one, i) => one.isPrimary ?? i === 0),
    addresses.map(() => newId()),
    addresses.map((one) => one.label ?? null),
    addresses.map((one) => one.division ?? null),
    addresses.map((one) => vault.seal(one.detail, "address.detail")),
    addresses.map((one, i) => one.isPrimary ?? i === 0),
    consents.map((one) => one.id),
    consents.map((one) => one.purpose),
    consents.map((one) => one.notice),
    consents.map((one) => one.evidenceKind),
    consents.map((one) => one.evidence),
    consents.map((one) => one.givenAt),
    identifiers.map(() => newId()),
    identifiers.map((one) => one.kind),
    identifiers.map((one) => vault.seal(one.value, "identifier.value")),
    identifiers.map((one) => identifierIndex(vault, one.value)),
    identifiers.map((one) => one.consentId),
    claims.map(([kind]) => kind),
    claims.map(([, value]) => value),
    consents.map((one) => one.givenBy),
  ]);
  const kept = new Set(won.map((row) => row.kind));
  return claims.map(([kind]) => kind).filter((kind) => !kept.has(kind));
}

/** What only one customer may have. */
const claimsOf = (facts: { memberNumber?: unknown; externalKey?: unknown }): [string, Buffer][] =>
  (
    [
      ["member", facts.memberNumber],
      ["external", facts.externalKey],
    ] as const
  ).flatMap(([kind, value]) => (typeof value === "string" ? [[kind, Buffer.from(value)] as [string, Buffer]] : []));

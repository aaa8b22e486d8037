import type { ConsentValue } from "./ConsentPart.tsx";
import type { ContactValue } from "./ContactRows.tsx";
import type { IdentifierValue } from "./IdentifierRows.tsx";
import type { KeyPersonValue } from "./KeyPersonRows.tsx";

/** What the form holds. */
export type Entered = {
  facts: { kind: string } & Record<string, unknown>;
  contacts: Partial<ContactValue>[];
  address?: string;
  identifiers?: Partial<IdentifierValue>[];
  keyPersons?: Partial<KeyPersonValue>[];
  consent?: ConsentValue;
};

/** What the API takes: without what was left empty; the first contact and address are the preferred ones. */
export function newCustomerOf({ facts, contacts, address, identifiers = [], consent }: Entered) {
  const given = Object.fromEntries(
    Object.entries(facts).filter(
      ([, value]) => value !== undefined && value !== null && value !== "" && !(Array.isArray(value) && !value.length),
    ),
  );
  const reach = contacts
    .filter((one): one is ContactValue => Boolean(one.value?.trim()))
    .map((one, at) => ({
      kind: one.kind,
      value: one.value.trim(),
      label: one.label?.trim() || null,
      isPrimary: at === 0,
    }));
  const lives = address?.trim()
    ? [{ detail: address.trim(), division: (given.division as string | undefined) ?? null, isPrimary: true }]
    : [];
  const consents = (consent?.purposes ?? []).map((purpose) => ({
    purpose,
    evidenceKind: consent?.evidenceKind ?? "",
    evidence: consent?.evidence?.trim() ?? "",
    notice: consent?.notice?.trim() ?? "",
  }));
  const numbers = identifiers
    .filter((one): one is IdentifierValue => Boolean(one.kind && one.value?.trim()))
    .map((one) => ({ kind: one.kind, value: one.value.trim() }));
  return { facts: given, contacts: reach, addresses: lives, identifiers: numbers, consents };
}

/** Key persons of an organisation, each to be kept once the customer is there. */
export function keyPersonsOf({ facts, keyPersons = [] }: Entered) {
  if (facts.kind !== "organisation") return [];
  return keyPersons
    .filter((one): one is KeyPersonValue => Boolean(one.name?.trim()))
    .map((one) => ({
      name: one.name.trim(),
      title: one.title?.trim() || null,
      isDecider: one.isDecider ?? false,
      preferences: null,
    }));
}

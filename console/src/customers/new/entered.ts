import type { ConsentValue } from "./ConsentPart.tsx";
import type { ContactValue } from "./ContactRows.tsx";

/** What the form holds. */
export type Entered = {
  facts: { kind: string } & Record<string, unknown>;
  contacts: Partial<ContactValue>[];
  address?: string;
  consent?: ConsentValue;
};

/** What the API takes: without what was left empty; the first contact and address are the preferred ones. */
export function newCustomerOf({ facts, contacts, address, consent }: Entered) {
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
  return { facts: given, contacts: reach, addresses: lives, consents };
}

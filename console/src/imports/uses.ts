import type { Schema } from "../api.ts";

export type What = Schema<"Import">["what"];
export type ImportPreview = Schema<"ImportPreview">;
/** A mapping as the server takes it; its finer parts (transforms, services) pass through untouched. */
export type Mapping = Record<string, unknown>;

type Source = { column?: string | string[] } | undefined;
type Contact = { kind: string; label?: string; from: Source };
type Address = { detail: Source; division?: Source };

const columnsOf = (source: Source): string[] => (source?.column === undefined ? [] : [source.column].flat());
const holds = (source: unknown, column: string): boolean => columnsOf(source as Source).includes(column);
const record = (value: unknown): Record<string, Source> => (value ?? {}) as Record<string, Source>;
const list = <T>(value: unknown): T[] => (value ?? []) as T[];

const purchaseParts = ["customer", "date", "amount", "quantity", "item"] as const;

/** What a column becomes: `field:name`, `contact:phone`, `address`, `ignore`, `rest`, or `else` where a finer part of the mapping uses it. */
export function purposeOf(mapping: Mapping, column: string): string {
  if (mapping.what === "purchases") {
    const part = purchaseParts.find((one) => holds(mapping[one], column));
    return part
      ? `field:${part}`
      : JSON.stringify(mapping).includes(JSON.stringify(column)) && !list<string>(mapping.ignore).includes(column)
        ? "else"
        : "ignore";
  }
  const field = Object.entries(record(mapping.fields)).find(([, source]) => holds(source, column));
  if (field) return `field:${field[0]}`;
  const contact = list<Contact>(mapping.contacts).find((one) => holds(one.from, column));
  if (contact) return `contact:${contact.kind}`;
  if (list<Address>(mapping.addresses).some((one) => holds(one.detail, column))) return "address";
  if (list<string>(mapping.ignore).includes(column)) return "ignore";
  const { ignore: _, fields: __, contacts: ___, ...finer } = mapping;
  if (JSON.stringify(finer).includes(JSON.stringify(column))) return "else";
  return mapping.extra === "none" ? "ignore" : "rest";
}

/** The mapping with a column put to another use; a field is fed by one column only. */
export function withUse(mapping: Mapping, column: string, use: string): Mapping {
  const [way, name = ""] = use.split(":");
  if (mapping.what === "purchases") {
    const kept = Object.fromEntries(
      Object.entries(mapping).filter(
        ([key, value]) =>
          !((purchaseParts as readonly string[]).includes(key) && (holds(value, column) || key === name)),
      ),
    );
    return way === "field" ? { ...kept, [name]: { column } } : kept;
  }
  const fields = Object.fromEntries(
    Object.entries(record(mapping.fields)).filter(
      ([key, source]) => !holds(source, column) && !(way === "field" && key === name),
    ),
  );
  const contacts = list<Contact>(mapping.contacts).filter((one) => !holds(one.from, column));
  const addresses = list<Address>(mapping.addresses).filter((one) => !holds(one.detail, column));
  const ignore = list<string>(mapping.ignore).filter((one) => one !== column);
  return {
    ...mapping,
    fields: way === "field" ? { ...fields, [name]: { column } } : fields,
    contacts: way === "contact" ? [...contacts, { kind: name, from: { column } }] : contacts,
    addresses: way === "address" ? [...addresses, { detail: { column } }] : addresses,
    ignore: way === "ignore" ? [...ignore, column] : ignore,
  };
}

/** Parts without which the server cannot begin. */
export const requiredIn = (mapping: Mapping): string[] =>
  mapping.what === "purchases" ? ["customer", "date", "amount"] : ["name", String(mapping.key ?? "externalKey")];

/** The column that gives a part, or what else does; undefined where nothing does. */
export function feederOf(mapping: Mapping, part: string): string | undefined {
  const source = mapping.what === "purchases" ? (mapping[part] as Source) : record(mapping.fields)[part];
  return source && (columnsOf(source).join(" + ") || "=");
}

export const missingIn = (mapping: Mapping): string[] =>
  requiredIn(mapping).filter((part) => feederOf(mapping, part) === undefined);

const groundParts = ["evidenceKind", "evidence", "notice"] as const;
export type Ground = Record<(typeof groundParts)[number], string>;

/** The evidence of consent that is said for the whole file; what a column gives is not in it. */
export function consentGround(mapping: Mapping): Ground {
  const given = (mapping.consent ?? {}) as Record<string, { value?: unknown } | undefined>;
  const said = (part: string) => (typeof given[part]?.value === "string" ? given[part].value : "");
  return { evidenceKind: said("evidenceKind"), evidence: said("evidence"), notice: said("notice") };
}

/** The mapping with what was said about consent; without it where nothing was. */
export function withConsent(mapping: Mapping, ground: Ground): Mapping {
  const { consent, ...rest } = mapping;
  const said = groundParts.filter((part) => ground[part].trim() !== "");
  if (!said.length) return rest;
  const before = (consent ?? {}) as Record<string, unknown>;
  const values = Object.fromEntries(groundParts.map((part) => [part, { value: ground[part] }]));
  return { ...rest, consent: { ...before, ...values } };
}

/** True where consent was begun to be told and is not complete. */
export const isConsentHalf = (mapping: Mapping): boolean => {
  const said = groundParts.filter((part) => {
    const source = (mapping.consent as Record<string, Source & { value?: string }> | undefined)?.[part];
    return columnsOf(source).length > 0 || Boolean(source?.value?.trim());
  });
  return said.length > 0 && said.length < groundParts.length;
};

import { z } from "zod";
import { contactKinds } from "../choices.ts";
import { purposes } from "../consent/purposes.ts";
import { customer } from "../customer.fields.ts";

/** Named ways to turn a cell into a value; what a field understands by itself (dates, money, labels) needs none. */
const Transform = z.discriminatedUnion("use", [
  z.strictObject({ use: z.literal("trim") }),
  z
    .strictObject({
      use: z.literal("values"),
      map: z.record(z.string(), z.string()),
      /** What becomes of a value that the map does not name. */
      others: z.enum(["keep", "none", "refuse"]).default("refuse"),
    })
    .describe("Value by value"),
  z.strictObject({
    use: z.literal("date"),
    format: z
      .string()
      .regex(/^[YMDHms\W]+$/u)
      .max(30)
      .optional()
      .describe("e.g. DD/MM/YYYY"),
  }),
  z.strictObject({ use: z.literal("money") }),
  z.strictObject({ use: z.literal("phone") }),
  z.strictObject({ use: z.literal("gender") }),
  z.strictObject({ use: z.literal("division") }).describe("Name of a division to its GB/T 2260 code"),
  z.strictObject({ use: z.literal("months-before") }).describe("A number of months before `asOf`, as a date"),
]);
export type Transform = z.infer<typeof Transform>;

const column = z.string().min(1).max(200);
const Source = z
  .union([
    z.strictObject({
      column: z.union([column, z.array(column).min(1).max(5)]),
      join: z.string().max(5).default(""),
      as: z.array(Transform).max(5).default([]),
    }),
    z.strictObject({ value: z.string().max(200) }).describe("The same for every row"),
  ])
  .meta({ id: "MappingSource" });
export type Source = z.infer<typeof Source>;

/** The fields that a file may bring. */
export const targets: readonly string[] = Object.entries(customer.fields)
  .filter(([, field]) => field.origin === "input" && "file" in field && field.file)
  .map(([key]) => key);

const keys = ["externalKey", "memberNumber"] as const;
const When = { column, is: z.array(z.string().max(100)).min(1).max(50) };
const currency = z.string().regex(/^[A-Z]{3}$/);
const asOf = z.iso
  .date()
  .optional()
  .describe("The day that the file describes; the day of its first import where it is not said");

/**
 * On what ground the file's customers are kept (B3.1.2): said once for the whole file, or read from its columns row by row.
 * It counts for customers that are new; who is there already keeps the consents that they gave.
 */
const Consent = z
  .strictObject({
    purposes: z
      .array(z.enum(Object.keys(purposes) as [keyof typeof purposes, ...(keyof typeof purposes)[]]))
      .min(1)
      .max(6)
      .optional()
      .describe("Those that the clause in force requires, where none are named"),
    evidenceKind: Source.describe("signature, recording, electronic or contract"),
    evidence: Source.describe("Where the evidence lies, e.g. the number of the contract"),
    notice: Source.describe("The version of the notice that the customers were told"),
    givenBy: Source.default({ value: "customer" }).describe("customer or guardian"),
    givenAt: Source.optional().describe("The day of the import where it is not said"),
  })
  .meta({ id: "ImportConsent" });
export type Consent = z.infer<typeof Consent>;

const CustomersMapping = z.strictObject({
  what: z.literal("customers"),
  asOf,
  /** The field that tells whether a customer is there already: a file that comes again changes only what changed. */
  key: z.enum(keys).default("externalKey"),
  fields: z.partialRecord(z.enum(targets as [string, ...string[]]), Source),
  contacts: z
    .array(
      z.strictObject({
        kind: z.enum(Object.keys(contactKinds) as ["phone", "email", "social"]),
        label: z.string().max(50).optional(),
        from: Source,
      }),
    )
    .max(10)
    .default([]),
  addresses: z
    .array(z.strictObject({ label: z.string().max(50).optional(), division: Source.optional(), detail: Source }))
    .max(5)
    .default([]),
  /** Columns that each stand for one service; the monthly fee belongs to the first of them that is held. */
  services: z
    .strictObject({
      held: z
        .array(
          z.strictObject({
            kind: z.string().max(50),
            name: z.string().max(100),
            names: z.record(z.string(), z.string()).default({}),
            ...When,
          }),
        )
        .min(1)
        .max(50),
      startedOn: Source.optional(),
      fee: Source.optional(),
    })
    .optional(),
  /** A total over a tenure, laid out as one purchase a month that ends at `asOf`; the last one takes the rest of the division. */
  purchases: z
    .strictObject({
      total: Source,
      months: Source,
      currency: currency.default("CNY"),
      item: z.string().max(100).optional(),
    })
    .optional(),
  /** Rows of customers that left: closed, their services ended at `asOf`. */
  closed: z.strictObject(When).optional(),
  consent: Consent.optional(),
  /** Whether the columns that nothing else takes are kept by their names. */
  extra: z.enum(["rest", "none"]).default("rest"),
  ignore: z.array(column).max(500).default([]),
});

const PurchasesMapping = z.strictObject({
  what: z.literal("purchases"),
  customer: Source,
  match: z.enum(keys).default("externalKey"),
  /** Whether a customer that is not there is made, named by the key. */
  create: z.boolean().default(false),
  consent: Consent.optional(),
  date: Source,
  amount: Source,
  quantity: Source.optional(),
  currency: Source.default({ value: "CNY" }),
  item: Source.optional(),
  /** The columns that tell one row from another (all, where none are named); equal rows are told apart by their order. */
  identity: z.array(column).max(50).default([]),
});

export const Mapping = z.discriminatedUnion("what", [CustomersMapping, PurchasesMapping]).meta({ id: "ImportMapping" });
export type Mapping = z.infer<typeof Mapping>;
export type CustomersMapping = z.infer<typeof CustomersMapping>;
export type PurchasesMapping = z.infer<typeof PurchasesMapping>;
export type What = Mapping["what"];

/** A mapping as people pick it: with a name, and how its files are read. */
export const ShippedMapping = z.strictObject({
  title: z.strictObject({ zh: z.string(), en: z.string() }),
  mapping: Mapping,
});

const columnsIn = (source: Source | undefined): string[] =>
  source && "column" in source ? [source.column].flat() : [];

/** The columns that a declaration of consent reads; none where it speaks for the whole file. */
export const consentColumns = ({ consent }: Pick<Mapping, "consent">): string[] =>
  consent
    ? [consent.evidenceKind, consent.evidence, consent.notice, consent.givenBy, consent.givenAt].flatMap(columnsIn)
    : [];

/** Every column that a mapping reads. */
export function columnsOf(mapping: Mapping): string[] {
  if (mapping.what === "purchases") {
    const { customer: key, date, amount, quantity, currency: money, item, identity } = mapping;
    return [
      ...[key, date, amount, quantity, money, item].flatMap(columnsIn),
      ...identity,
      ...(mapping.create ? consentColumns(mapping) : []),
    ];
  }
  return [
    ...Object.values(mapping.fields).flatMap(columnsIn),
    ...mapping.contacts.flatMap((one) => columnsIn(one.from)),
    ...mapping.addresses.flatMap((one) => [...columnsIn(one.detail), ...columnsIn(one.division)]),
    ...(mapping.services?.held ?? []).map((one) => one.column),
    ...columnsIn(mapping.services?.startedOn),
    ...columnsIn(mapping.services?.fee),
    ...columnsIn(mapping.purchases?.total),
    ...columnsIn(mapping.purchases?.months),
    ...(mapping.closed ? [mapping.closed.column] : []),
    ...consentColumns(mapping),
  ];
}

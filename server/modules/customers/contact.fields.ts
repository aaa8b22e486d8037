import type { Selectable } from "kysely";
import { z } from "zod";
import type { DB } from "../../platform/db.ts";
import { noun, replySchema } from "../../platform/fields/index.ts";
import { contactKinds, identifierKinds } from "./choices.ts";

const label = {
  schema: z.string().max(50).nullable(),
  label: { zh: "备注", en: "Note" },
  group: "contact",
  origin: "input",
} as const;
const id = { schema: z.uuid(), label: { zh: "编号", en: "Id" }, group: "contact", origin: "system" } as const;
const primary = {
  schema: z.boolean(),
  label: { zh: "首选", en: "Preferred" },
  group: "contact",
  origin: "input",
  kind: "flag",
} as const;
const oneOf = (choices: object) => z.enum(Object.keys(choices) as [string, ...string[]]) as z.ZodType<string>;

type ContactRow = Pick<
  Selectable<DB["customers.contact"]>,
  "id" | "kind" | "value" | "label" | "isPrimary" | "reachable"
>;
export const contact = noun<ContactRow>()(
  "contact",
  { zh: "联系方式", en: "contact" },
  {
    id,
    kind: {
      schema: oneOf(contactKinds),
      label: { zh: "方式", en: "Way" },
      group: "contact",
      origin: "input",
      choices: contactKinds,
    },
    value: {
      schema: z.string().trim().min(3).max(200),
      label: { zh: "号码或地址", en: "Number or address" },
      group: "contact",
      origin: "input",
      sealed: "contact.value",
      mask: "contact",
    },
    label,
    isPrimary: primary,
    reachable: {
      schema: z.boolean().nullable(),
      label: { zh: "能否联系上", en: "Reachable" },
      group: "contact",
      origin: "system",
      kind: "flag",
    },
  },
);

type AddressRow = Pick<Selectable<DB["customers.address"]>, "id" | "label" | "division" | "detail" | "isPrimary">;
export const address = noun<AddressRow>()(
  "address",
  { zh: "地址", en: "address" },
  {
    id,
    label,
    division: {
      schema: z
        .string()
        .regex(/^\d{6}$/)
        .nullable(),
      label: { zh: "地区", en: "Region" },
      group: "contact",
      origin: "input",
      kind: "division",
    },
    detail: {
      schema: z.string().trim().min(2).max(300),
      label: { zh: "详细地址", en: "Street address" },
      group: "address",
      origin: "input",
      sealed: "address.detail",
      mask: "hidden",
    },
    isPrimary: primary,
  },
);

type IdentifierRow = Pick<Selectable<DB["customers.identifier"]>, "id" | "kind" | "value">;
export const identifier = noun<IdentifierRow>()(
  "identifier",
  { zh: "证件与账号", en: "identifier" },
  {
    id: { ...id, group: "identity" },
    kind: {
      schema: oneOf(identifierKinds),
      label: { zh: "种类", en: "Kind" },
      group: "identity",
      origin: "input",
      choices: identifierKinds,
    },
    value: {
      schema: z.string().trim().min(5).max(40),
      label: { zh: "号码", en: "Number" },
      group: "identity",
      origin: "input",
      sealed: "identifier.value",
      mask: "idNumber",
    },
  },
);

export const Contact = replySchema(contact, "Contact");
export const Address = replySchema(address, "Address");
export const Identifier = replySchema(identifier, "Identifier");

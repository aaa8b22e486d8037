import { z } from "zod";
import type { Context } from "../../../platform/context.ts";
import { invalid } from "../../../platform/errors.ts";
import { createSchema, type Noun } from "../../../platform/fields/index.ts";
import type { Text } from "../../../platform/text.ts";
import { contactIndex, identifierIndex } from "../blind-keys.ts";
import { Address, address, Contact, contact, Identifier, identifier } from "../contact.fields.ts";
import { Communication, communication, KeyPerson, keyPerson, Service, service } from "./record.fields.ts";
import { contactProblem, identifierProblem } from "./values.ts";

/** A kind of record that a customer's file holds many of: added, replaced and removed one by one. */
export type RecordKind = {
  /** Last part of its address: `/customers/:id/contacts`. */
  readonly path: string;
  readonly noun: Noun;
  readonly table: string;
  /** What is read, snake_case. */
  readonly columns: readonly string[];
  readonly order: string;
  readonly input: z.ZodType<Record<string, any>>;
  readonly reply: z.ZodType;
  /** What is written for an input, snake_case; sealed and indexed. Throws AppError naming a wrong field. */
  readonly prepare: (ctx: Context, given: Record<string, any>) => Record<string, unknown>;
  /** Only one of a customer's may be preferred (among those of one kind, where it has kinds). */
  readonly preferred?: "all" | "kind";
  /** Set once, when it is added. */
  readonly onlyAtFirst?: (ctx: Context) => Record<string, unknown>;
};

const wrong = (field: string, text: Text) => invalid([{ field, text }]);
const optional = (value: unknown) => value ?? null;

const contacts: RecordKind = {
  path: "contacts",
  noun: contact,
  table: "customers.contact",
  columns: ["id", "kind", "value", "label", "is_primary", "reachable"],
  order: "is_primary desc, id",
  input: createSchema(contact, "NewContact").partial({ isPrimary: true }),
  reply: Contact,
  preferred: "kind",
  prepare: ({ services: { vault } }, { kind, value, label, isPrimary }) => {
    const problem = contactProblem(kind, value);
    if (problem) throw wrong("value", problem);
    return {
      kind,
      value: vault.seal(value, "contact.value"),
      ...contactIndex(vault, kind, value),
      label: optional(label),
      is_primary: isPrimary ?? false,
      reachable: null,
    };
  },
};

const addresses: RecordKind = {
  path: "addresses",
  noun: address,
  table: "customers.address",
  columns: ["id", "label", "division", "detail", "is_primary"],
  order: "is_primary desc, id",
  input: createSchema(address, "NewAddress").partial({ isPrimary: true }),
  reply: Address,
  preferred: "all",
  prepare: ({ services: { vault } }, { label, division, detail, isPrimary }) => ({
    label: optional(label),
    division: optional(division),
    detail: vault.seal(detail, "address.detail"),
    is_primary: isPrimary ?? false,
  }),
};

const identifiers: RecordKind = {
  path: "identifiers",
  noun: identifier,
  table: "customers.identifier",
  columns: ["id", "kind", "value"],
  order: "id",
  input: createSchema(identifier, "NewIdentifier"),
  reply: Identifier,
  prepare: ({ services: { vault } }, { kind, value, consentId }) => {
    const problem = identifierProblem(kind, value);
    if (problem) throw wrong("value", problem);
    return {
      kind,
      value: vault.seal(value, "identifier.value"),
      exact: identifierIndex(vault, value),
      consent_id: optional(consentId),
    };
  },
};

const keyPersons: RecordKind = {
  path: "key-persons",
  noun: keyPerson,
  table: "customers.key_person",
  columns: ["id", "name", "title", "is_decider", "preferences"],
  order: "is_decider desc, id",
  input: createSchema(keyPerson, "NewKeyPerson").partial({ isDecider: true }),
  reply: KeyPerson,
  prepare: (_, { name, title, isDecider, preferences }) => ({
    name,
    title: optional(title),
    is_decider: isDecider ?? false,
    preferences: optional(preferences),
  }),
};

const communications: RecordKind = {
  path: "communications",
  noun: communication,
  table: "customers.communication",
  columns: ["id", "at", "way", "place", "content", "opinion", "need", "next_step", "staff_id", "staff_name"],
  order: "at desc, id desc",
  input: createSchema(communication, "NewCommunication"),
  reply: Communication,
  prepare: (ctx, { at, way, place, content, opinion, need, nextStep }) => {
    if (new Date(at) > ctx.now)
      throw wrong("at", { zh: "沟通时间不能晚于现在", en: "a communication cannot lie in the future" });
    return {
      at,
      way,
      place: optional(place),
      content,
      opinion: optional(opinion),
      need: optional(need),
      next_step: optional(nextStep),
    };
  },
  onlyAtFirst: ({ actor }) => ({ staff_id: actor.id, staff_name: actor.name }),
};

const services: RecordKind = {
  path: "services",
  noun: service,
  table: "customers.service_held",
  columns: ["id", "kind", "name", "started_on", "ended_on", "monthly_fee"],
  order: "ended_on nulls first, started_on desc, id",
  input: createSchema(service, "NewServiceHeld"),
  reply: Service,
  prepare: (_, { kind, name, startedOn, endedOn, monthlyFee }) => {
    if (startedOn && endedOn && endedOn < startedOn)
      throw wrong("endedOn", { zh: "终止日期不能早于开通日期", en: "a service cannot end before it starts" });
    return {
      kind,
      name,
      started_on: optional(startedOn),
      ended_on: optional(endedOn),
      monthly_fee: optional(monthlyFee),
    };
  },
};

export const recordKinds = { contacts, addresses, identifiers, keyPersons, communications, services } as const;

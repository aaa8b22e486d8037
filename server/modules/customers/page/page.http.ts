import { z } from "zod";
import { createSchema } from "../../../platform/fields/index.ts";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { decodeCursor } from "../../../platform/lists/index.ts";
import { Money } from "../../../platform/money.ts";
import { Text } from "../../../platform/text.schema.ts";
import { Check } from "../check/checks.http.ts";
import { Address, Contact, Identifier } from "../contact.fields.ts";
import { Customer } from "../customer.fields.ts";
import { Communication, Consent, KeyPerson, Purchase, purchase, Service } from "../record/record.fields.ts";
import { addPurchase, readCustomer, readFile, readObligations, readPurchases, readTimeline } from "./page.actions.ts";

const Id = z.strictObject({ id: z.uuid() });
const paging = { limit: z.coerce.number().int().min(1).max(200).default(50) };

const TimelineEvent = z
  .object({
    id: z.uuid(),
    kind: z.string(),
    text: Text,
    subjectType: z.string(),
    subjectId: z.uuid(),
    actorName: z.string(),
    at: z.iso.datetime(),
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: "TimelineEvent" });

const CustomerObligation = z
  .object({
    id: z.uuid(),
    control: z.string(),
    label: Text,
    clause: z.string(),
    state: z.enum(["open", "met", "breached", "waived"]),
    subjectType: z.string(),
    subjectId: z.uuid(),
    assigneeId: z.uuid().nullable(),
    role: z.string().nullable(),
    departmentId: z.uuid().nullable(),
    openedAt: z.iso.datetime(),
    dueAt: z.iso.datetime().nullable(),
    pausedSince: z.iso.datetime().nullable(),
    settledAt: z.iso.datetime().nullable(),
    settledByName: z.string().nullable(),
  })
  .meta({ id: "CustomerObligation" });

const Sums = z.array(z.object({ currency: z.string(), count: z.number(), total: Money, lastYear: Money }));
const NewPurchase = createSchema(purchase, "NewPurchase").partial({ quantity: true, currency: true });

const CustomerFile = z
  .object({
    printedAt: z.iso.datetime(),
    printedBy: z.string(),
    customer: Customer,
    contacts: z.array(Contact),
    addresses: z.array(Address),
    identifiers: z.array(Identifier),
    keyPersons: z.array(KeyPerson),
    communications: z.array(Communication),
    services: z.array(Service),
    consents: z.array(Consent),
    checks: z.array(Check),
    obligations: z.array(CustomerObligation),
    purchases: z.array(Purchase),
    sums: Sums,
    events: z.array(TimelineEvent),
  })
  .meta({ id: "CustomerFile" });

/** What a customer's page shows beside its records. */
export const pageRoutes: Routes = (app) => {
  const tags = ["customers"];
  const read = grant("customers.read");

  app.get(
    "/api/v1/customers/:id",
    { config: read, schema: { tags, params: Id, response: { 200: Customer } } },
    (request) => readCustomer(request.reading(), request.params.id),
  );

  app.get(
    "/api/v1/customers/:id/events",
    {
      config: read,
      schema: {
        tags,
        params: Id,
        querystring: z.strictObject({ ...paging, cursor: z.uuid().optional() }),
        response: { 200: z.object({ items: z.array(TimelineEvent), next: z.string().nullable() }) },
      },
    },
    (request) => readTimeline(request.reading(), request.params.id, request.query.cursor, request.query.limit),
  );

  app.get(
    "/api/v1/customers/:id/obligations",
    { config: read, schema: { tags, params: Id, response: { 200: z.object({ items: z.array(CustomerObligation) }) } } },
    async (request) => ({
      items: await readObligations(request.reading(), request.params.id),
    }),
  );

  app.get(
    "/api/v1/customers/:id/purchases",
    {
      config: read,
      schema: {
        tags,
        params: Id,
        querystring: z.strictObject({ ...paging, cursor: z.string().max(500).optional() }),
        response: { 200: z.object({ items: z.array(Purchase), next: z.string().nullable(), sums: Sums }) },
      },
    },
    (request) =>
      readPurchases(
        request.reading(),
        request.params.id,
        request.query.cursor ? decodeCursor(request.query.cursor, "purchases") : undefined,
        request.query.limit,
      ),
  );

  app.post(
    "/api/v1/customers/:id/purchases",
    { config: grant("customers.update"), schema: { tags, params: Id, body: NewPurchase, response: { 201: Purchase } } },
    async (request, reply) =>
      reply.code(201).send(await request.write((ctx) => addPurchase(ctx, request.params.id, request.body))),
  );

  app.get(
    "/api/v1/customers/:id/file",
    { config: read, schema: { tags, params: Id, response: { 200: CustomerFile } } },
    (request) => request.write((ctx) => readFile(ctx, request.params.id)),
  );
};

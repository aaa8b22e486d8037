import { z } from "zod";
import { divisionName } from "../../platform/divisions/divisions.ts";
import { grant, type Routes } from "../../platform/http/route.ts";
import { countRows, listQuerySchema, pageSchema, readListRequest, readPage } from "../../platform/lists/index.ts";
import { createCustomer } from "./customer.actions.ts";
import { customer, Customer, NewCustomerFacts } from "./customer.fields.ts";
import { customerList } from "./customer.store.ts";
import { NewConsent } from "./consent/consents.http.ts";
import { recordKinds } from "./record/kinds.ts";
import { readCustomer } from "./page/page.actions.ts";

const NewCustomer = z
  .strictObject({
    facts: NewCustomerFacts,
    contacts: z.array(recordKinds.contacts.input).max(20).default([]),
    addresses: z.array(recordKinds.addresses.input).max(10).default([]),
    identifiers: z.array(recordKinds.identifiers.input).max(10).default([]),
    consents: z.array(NewConsent).max(10).default([]),
  })
  .meta({ id: "NewCustomer" });
const Query = listQuerySchema(customer);

export const customerRoutes: Routes = (app) => {
  const tags = ["customers"];

  app.get(
    "/api/v1/customers",
    { config: grant("customers.read"), schema: { tags, querystring: Query, response: { 200: pageSchema(Customer) } } },
    async (request) => {
      const ctx = request.reading();
      const asked = readListRequest(customer, request.query, request.actor, "-createdAt");
      const { items, next } = await readPage<{ division: string | null }>(
        ctx.services.search,
        customerList(ctx, request.actor, asked),
        asked,
      );
      return { items: items.map((row) => ({ ...row, divisionName: divisionName(row.division) })), next };
    },
  );

  app.get(
    "/api/v1/customers/count",
    {
      config: grant("customers.read"),
      schema: { tags, querystring: Query, response: { 200: z.object({ count: z.number(), estimated: z.boolean() }) } },
    },
    (request) => {
      const ctx = request.reading();
      const asked = readListRequest(customer, request.query, request.actor, "-createdAt");
      return countRows(ctx.services.search, customerList(ctx, request.actor, asked), asked);
    },
  );

  app.post(
    "/api/v1/customers",
    { config: grant("customers.create"), schema: { tags, body: NewCustomer, response: { 201: Customer } } },
    async (request, reply) => {
      const row = await request.write(async (ctx) => {
        const id = await createCustomer(ctx, request.body as never);
        return readCustomer(ctx, id);
      });
      return reply.code(201).send(row!);
    },
  );
};

import { z } from "zod";
import { grant, type Routes } from "../../platform/http/route.ts";
import { countRows, listQuerySchema, pageSchema, readListRequest, readPage } from "../../platform/lists/index.ts";
import { createCustomer, loadCustomer } from "./customer.actions.ts";
import { customer, Customer, NewCustomerFacts } from "./customer.fields.ts";
import { customerList, findCustomer } from "./customer.store.ts";

const Id = z.strictObject({ id: z.uuid() });
const NewCustomer = z
  .strictObject({
    facts: NewCustomerFacts,
    contacts: z
      .array(z.strictObject({ kind: z.enum(["phone", "email", "social"]), value: z.string().trim().min(3).max(200), label: z.string().max(50).nullish(), isPrimary: z.boolean().optional() }))
      .max(20)
      .default([]),
    addresses: z
      .array(z.strictObject({ label: z.string().max(50).nullish(), division: z.string().regex(/^\d{6}$/).nullish(), detail: z.string().trim().min(2).max(300), isPrimary: z.boolean().optional() }))
      .max(10)
      .default([]),
  })
  .meta({ id: "NewCustomer" });
const Query = listQuerySchema(customer);

export const customerRoutes: Routes = (app) => {
  const tags = ["customers"];

  app.get("/api/v1/customers", { config: grant("customers.read"), schema: { tags, querystring: Query, response: { 200: pageSchema(Customer) } } }, (request) => {
    const ctx = request.reading();
    const asked = readListRequest(customer, request.query, request.actor, "-createdAt");
    return readPage(ctx.services.search, customerList(ctx, request.actor, asked), asked);
  });

  app.get(
    "/api/v1/customers/count",
    { config: grant("customers.read"), schema: { tags, querystring: Query, response: { 200: z.object({ count: z.number(), estimated: z.boolean() }) } } },
    (request) => {
      const ctx = request.reading();
      const asked = readListRequest(customer, request.query, request.actor, "-createdAt");
      return countRows(ctx.services.search, customerList(ctx, request.actor, asked), asked);
    },
  );

  app.get("/api/v1/customers/:id", { config: grant("customers.read"), schema: { tags, params: Id, response: { 200: Customer } } }, (request) =>
    loadCustomer(request.reading(), request.params.id),
  );

  app.post("/api/v1/customers", { config: grant("customers.create"), schema: { tags, body: NewCustomer, response: { 201: Customer } } }, async (request, reply) => {
    const row = await request.write(async (ctx) => {
      const id = await createCustomer(ctx, request.body as never);
      return findCustomer(ctx, id);
    });
    return reply.code(201).send(row!);
  });
};

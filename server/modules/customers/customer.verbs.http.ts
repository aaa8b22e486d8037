import { z } from "zod";
import { grant, type Routes } from "../../platform/http/route.ts";
import { changeCustomer, closeCustomer } from "./customer.change.ts";
import { Customer, CustomerPatch } from "./customer.fields.ts";
import { eraseCustomer, type Ground, grounds } from "./erasure/erasure.actions.ts";
import { loadCustomer } from "./customer.load.ts";
import { mergeCustomers } from "./merge/merge.actions.ts";
import { readCustomer } from "./page/page.actions.ts";
import { revealField } from "./reveal/reveal.actions.ts";

const Id = z.strictObject({ id: z.uuid() });
const reason = z.string().trim().min(4).max(500);
const Change = z
  .strictObject({ version: z.number().int().min(1), facts: CustomerPatch })
  .meta({ id: "CustomerChange" });
const Owner = z.strictObject({ ownerId: z.uuid().nullable() }).meta({ id: "OwnerAssignment" });
const Closure = z.strictObject({ reason }).meta({ id: "CustomerClosure" });
const Erasure = z
  .strictObject({ ground: z.enum(Object.keys(grounds) as [Ground, ...Ground[]]) })
  .meta({ id: "CustomerErasure" });
const Merge = z.strictObject({ otherId: z.uuid(), reason }).meta({ id: "CustomerMerge" });
const Merged = z
  .object({
    customer: Customer,
    moved: z.record(z.string(), z.number()),
    ended: z.object({ consents: z.number(), services: z.number() }),
    filled: z.array(z.string()),
  })
  .meta({ id: "MergedCustomer" });
const Reveal = z
  .strictObject({ noun: z.string().max(40), id: z.uuid().optional(), field: z.string().max(40), reason })
  .meta({ id: "Reveal" });

/** What people do with one customer. */
export const verbRoutes: Routes = (app) => {
  const tags = ["customers"];

  app.patch(
    "/api/v1/customers/:id",
    { config: grant("customers.update"), schema: { tags, params: Id, body: Change, response: { 200: Customer } } },
    (request) =>
      request.write(async (ctx) => {
        await changeCustomer(ctx, request.params.id, request.body.version, request.body.facts);
        return readCustomer(ctx, request.params.id);
      }),
  );

  app.put(
    "/api/v1/customers/:id/owner",
    { config: grant("customers.assign"), schema: { tags, params: Id, body: Owner, response: { 200: Customer } } },
    (request) =>
      request.write(async (ctx) => {
        const { version } = await loadCustomer(ctx, request.params.id);
        await changeCustomer(ctx, request.params.id, version, request.body);
        return readCustomer(ctx, request.params.id);
      }),
  );

  app.post(
    "/api/v1/customers/:id/closure",
    { config: grant("customers.close"), schema: { tags, params: Id, body: Closure, response: { 200: Customer } } },
    (request) =>
      request.write(async (ctx) => {
        await closeCustomer(ctx, request.params.id, request.body.reason);
        return readCustomer(ctx, request.params.id);
      }),
  );

  app.post(
    "/api/v1/customers/:id/erasure",
    { config: grant("customers.erase"), schema: { tags, params: Id, body: Erasure, response: { 200: Customer } } },
    (request) =>
      request.write(async (ctx) => {
        await eraseCustomer(ctx, request.params.id, request.body.ground);
        return readCustomer(ctx, request.params.id);
      }),
  );

  app.post(
    "/api/v1/customers/:id/merges",
    { config: grant("customers.merge"), schema: { tags, params: Id, body: Merge, response: { 200: Merged } } },
    (request) =>
      request.write(async (ctx) => {
        const { formerGrade: _, ...result } = await mergeCustomers(
          ctx,
          request.params.id,
          request.body.otherId,
          request.body.reason,
        );
        return { customer: await readCustomer(ctx, request.params.id), ...result };
      }),
  );

  app.post(
    "/api/v1/customers/:id/reveals",
    {
      config: grant("customers.read"),
      schema: { tags, params: Id, body: Reveal, response: { 200: z.object({ value: z.string().nullable() }) } },
    },
    async (request, reply) => {
      reply.header("cache-control", "no-store");
      return request.write((ctx) => revealField(ctx, request.params.id, request.body));
    },
  );
};

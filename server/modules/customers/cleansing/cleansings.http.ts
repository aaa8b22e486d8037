import { z } from "zod";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { Customer } from "../customer.fields.ts";
import { loadCleansing, resolveItems, startCleansing } from "./cleansing.actions.ts";
import { listCleansings, listItems, problems, resolutions } from "./cleansing.store.ts";

const Id = z.strictObject({ id: z.uuid() });
const paging = { limit: z.coerce.number().int().min(1).max(200).default(50), cursor: z.uuid().optional() };
const Cleansing = z
  .object({
    id: z.uuid(),
    runId: z.uuid(),
    state: z.enum(["finding", "working", "done"]),
    asOf: z.iso.datetime(),
    createdByName: z.string(),
    createdAt: z.iso.datetime(),
    counts: z.array(
      z.object({
        problem: z.enum(problems),
        found: z.number(),
        open: z.number(),
        resolved: z.record(z.string(), z.number()),
      }),
    ),
  })
  .meta({ id: "Cleansing" });
const Item = z
  .object({
    id: z.uuid(),
    customerId: z.uuid(),
    problem: z.enum(problems),
    detail: z.record(z.string(), z.unknown()),
    customer: Customer,
    other: Customer.nullable(),
    resolution: z.enum(resolutions).nullable(),
    note: z.string().nullable(),
    resolvedByName: z.string().nullable(),
    resolvedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: "CleansingItem" });
const Given = z
  .strictObject({
    ids: z.array(z.uuid()).min(1).max(10_000).optional(),
    problem: z.enum(problems).optional(),
    resolution: z.enum(resolutions),
    note: z.string().trim().max(500).nullish(),
  })
  .meta({ id: "CleansingResolution" });

/** Runs that find records in need of care, and their working-off (B3.3.2). */
export const cleansingRoutes: Routes = (app) => {
  const tags = ["cleansing"];
  const config = grant("customers.cleanse");

  app.post("/api/v1/cleansings", { config, schema: { tags, response: { 202: Cleansing } } }, async (request, reply) =>
    reply.code(202).send(await request.write(async (ctx) => loadCleansing(ctx, await startCleansing(ctx)))),
  );

  app.get(
    "/api/v1/cleansings",
    {
      config,
      schema: {
        tags,
        querystring: z.strictObject(paging),
        response: { 200: z.object({ items: z.array(Cleansing), next: z.string().nullable() }) },
      },
    },
    async (request) => {
      const { cursor, limit } = request.query;
      const rows = await listCleansings(request.reading(), cursor, limit + 1);
      const items = rows.slice(0, limit);
      return { items, next: rows.length > limit ? items.at(-1)!.id : null };
    },
  );

  app.get("/api/v1/cleansings/:id", { config, schema: { tags, params: Id, response: { 200: Cleansing } } }, (request) =>
    loadCleansing(request.reading(), request.params.id),
  );

  app.get(
    "/api/v1/cleansings/:id/items",
    {
      config,
      schema: {
        tags,
        params: Id,
        querystring: z.strictObject({
          ...paging,
          problem: z.enum(problems).optional(),
          state: z.enum(["open", "resolved"]).default("open"),
        }),
        response: { 200: z.object({ items: z.array(Item), next: z.string().nullable() }) },
      },
    },
    async (request) => {
      const ctx = request.reading();
      await loadCleansing(ctx, request.params.id);
      const { limit, ...filter } = request.query;
      const rows = await listItems(ctx, request.params.id, { ...filter, limit: limit + 1 });
      const items = rows.slice(0, limit) as z.input<typeof Item>[];
      return { items: items as never, next: rows.length > limit ? items.at(-1)!.id : null };
    },
  );

  app.post(
    "/api/v1/cleansings/:id/resolutions",
    { config, schema: { tags, params: Id, body: Given, response: { 200: z.object({ done: z.number() }) } } },
    async (request) => ({
      done: await request.write((ctx) => resolveItems(ctx, request.params.id, request.body)),
    }),
  );
};

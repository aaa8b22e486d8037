import { z } from "zod";
import type { Context } from "../../../platform/context.ts";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { pageSchema } from "../../../platform/lists/index.ts";
import { formerIds, namesOfCustomers } from "../../customers/index.ts";
import { answer, giveHandover, noHandover, withdraw } from "./handover.actions.ts";
import { GivenCustomer, HandedCustomer } from "./handover.fields.ts";
import {
  countToAnswer,
  customersOf,
  findHandover,
  handoverViews,
  listHandovers,
  receiversFor,
  toActor,
  visibleHandovers,
} from "./handover.store.ts";

const Id = z.strictObject({ id: z.uuid() });
const version = z.number().int().min(1);
const words = z.string().trim().min(2);

const line = {
  id: z.uuid(),
  title: z.string(),
  state: z.enum(["open", "acknowledged", "returned", "withdrawn"]) as z.ZodType<string>,
  fromStaffId: z.uuid(),
  fromName: z.string(),
  fromDepartmentId: z.uuid().nullable(),
  toDepartmentId: z.uuid(),
  toDepartment: z.string().nullable(),
  toDepartmentEn: z.string().nullable(),
  toStaffId: z.uuid().nullable(),
  toName: z.string().nullable(),
  givenAt: z.iso.datetime(),
  dueAt: z.iso.datetime().nullable(),
  answeredAt: z.iso.datetime().nullable(),
  answeredByName: z.string().nullable(),
  reason: z.string().nullable(),
  customers: z.number().describe("How many customers"),
  version: z.number(),
};
const HandoverLine = z.object(line).meta({ id: "HandoverLine" });
const Handover = z
  .object({
    ...line,
    handed: z.array(HandedCustomer),
    mayAnswer: z.boolean().describe("Given to the reader, and not answered yet"),
  })
  .meta({ id: "Handover" });

const NewHandover = z
  .strictObject({
    title: words.max(120),
    toDepartmentId: z.uuid(),
    toStaffId: z.uuid().optional().describe("Left out: whoever of the department takes it"),
    customers: z.array(GivenCustomer).min(1).max(50),
  })
  .meta({ id: "NewHandover" });

const Receivers = z
  .object({
    departments: z.array(z.object({ id: z.uuid(), name: z.string(), nameEn: z.string() })),
    people: z.array(z.object({ id: z.uuid(), name: z.string(), departmentId: z.uuid() })),
  })
  .meta({ id: "HandoverReceivers" });

async function viewOf(ctx: Context, id: string) {
  const note = await findHandover(ctx.tx, id, visibleHandovers(ctx.actor));
  if (!note) throw noHandover();
  const customers = await customersOf(ctx.tx, id);
  const names = await namesOfCustomers(
    ctx,
    customers.map((one) => one.customerId),
  );
  return {
    ...note,
    handed: customers.map((one) => ({ ...one, customerName: names.get(one.customerId) ?? null })),
    mayAnswer: note.state === "open" && Boolean(await findHandover(ctx.tx, id, toActor(ctx.actor))),
  };
}

/** Handing customers over between teams, with acknowledgement (S2.5). */
export const handoverRoutes: Routes = (app) => {
  const config = grant("service.handovers");
  const tags = ["handovers"];
  const response = { 200: Handover };

  app.get(
    "/api/v1/handovers",
    {
      config,
      schema: {
        tags,
        querystring: z.strictObject({
          view: z.enum(handoverViews).default("to_answer"),
          customerId: z.uuid().optional(),
          limit: z.coerce.number().int().min(1).max(200).default(50),
          cursor: z.uuid().optional(),
        }),
        response: { 200: pageSchema(HandoverLine) },
      },
    },
    async (request) => {
      const { view, customerId, limit, cursor } = request.query;
      const ctx = request.reading();
      const customerIds = customerId ? await formerIds(ctx, customerId) : undefined;
      const rows = await listHandovers(ctx, { view, customerIds }, { cursor, limit });
      const items = rows.slice(0, limit);
      return { items, next: rows.length > limit ? items.at(-1)!.id : null };
    },
  );

  app.get(
    "/api/v1/handovers/count",
    {
      config,
      schema: {
        tags,
        response: { 200: z.object({ toAnswer: z.number().describe("Given to the reader, not answered yet") }) },
      },
    },
    async (request) => ({ toAnswer: await countToAnswer(request.reading()) }),
  );

  app.get("/api/v1/handovers/receivers", { config, schema: { tags, response: { 200: Receivers } } }, (request) =>
    receiversFor(request.reading()),
  );

  app.post(
    "/api/v1/handovers",
    { config, schema: { tags, body: NewHandover, response: { 201: Handover } } },
    async (request, reply) => {
      const { customers, ...given } = request.body;
      const handed = customers.map(({ openMatters = null, promised = null, ...one }) => ({
        ...one,
        openMatters,
        promised,
      }));
      const made = await request.write(async (ctx) =>
        viewOf(ctx, await giveHandover(ctx, { ...given, customers: handed })),
      );
      return reply.code(201).send(made);
    },
  );

  app.get("/api/v1/handovers/:id", { config, schema: { tags, params: Id, response } }, (request) =>
    viewOf(request.reading(), request.params.id),
  );

  app.post(
    "/api/v1/handovers/:id/acknowledgement",
    {
      config,
      schema: { tags, params: Id, body: z.strictObject({ version }).meta({ id: "HandoverAnswer" }), response },
    },
    (request) =>
      request.write(async (ctx) => {
        await answer(ctx, request.params.id, request.body.version);
        return viewOf(ctx, request.params.id);
      }),
  );

  app.post(
    "/api/v1/handovers/:id/return",
    {
      config,
      schema: {
        tags,
        params: Id,
        body: z.strictObject({ version, reason: words.max(1_000) }).meta({ id: "HandoverReturn" }),
        response,
      },
    },
    (request) =>
      request.write(async (ctx) => {
        await answer(ctx, request.params.id, request.body.version, request.body.reason);
        return viewOf(ctx, request.params.id);
      }),
  );

  app.post(
    "/api/v1/handovers/:id/withdrawal",
    {
      config,
      schema: { tags, params: Id, body: z.strictObject({ version }).meta({ id: "HandoverWithdrawal" }), response },
    },
    (request) =>
      request.write(async (ctx) => {
        await withdraw(ctx, request.params.id, request.body.version);
        return viewOf(ctx, request.params.id);
      }),
  );
};

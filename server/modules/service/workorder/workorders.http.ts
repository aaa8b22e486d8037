import { z } from "zod";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { countRows, listQuerySchema, pageSchema, readListRequest, readPage } from "../../../platform/lists/index.ts";
import { createOrder } from "./create.actions.ts";
import { readDay, readOrder, revealOf, withNames } from "./detail.ts";
import { daysFrom } from "./windows.rules.ts";
import { localities, orderKinds, orderUrgencies } from "./workorder.choices.ts";
import { workOrder } from "./workorder.fields.ts";
import { Id, keysOf, WorkOrder, WorkOrderDetail } from "./workorder.schema.ts";
import { type OrderRow, orderList, withAreas } from "./workorder.store.ts";

const { fields } = workOrder;
const NewWorkOrder = z
  .strictObject({
    customerId: z.uuid().optional().describe("Left out where the ticket names the customer"),
    ticketId: z.uuid().optional(),
    kind: keysOf(orderKinds),
    addressId: fields.addressId.schema.optional().describe("One of the customer's addresses"),
    area: fields.area.schema.optional().describe("The address's division, where it is not said"),
    locality: keysOf(localities).optional().describe("By the area, where it is not said"),
    skill: fields.skill.schema.optional(),
    urgency: keysOf(orderUrgencies).optional(),
    description: fields.description.schema,
    departmentId: z.uuid().optional(),
  })
  .meta({ id: "NewWorkOrder" });

const Query = listQuerySchema(workOrder);
const fallback = "-openedAt";

/** Work orders: the list, opening one, one with all that belongs to it, an installer's day. */
export const workOrderRoutes: Routes = (app) => {
  const tags = ["work orders"];
  const read = grant("service.orders.read");

  app.get(
    "/api/v1/work-orders",
    { config: read, schema: { tags, querystring: Query, response: { 200: pageSchema(WorkOrder) } } },
    async (request) => {
      const ctx = request.reading();
      const asked = readListRequest(workOrder, request.query, request.actor, fallback);
      const { items, next } = await readPage<OrderRow>(ctx.services.search, orderList(request.actor, asked), asked);
      return { items: await withNames(ctx, withAreas(items)), next };
    },
  );

  app.get(
    "/api/v1/work-orders/count",
    {
      config: read,
      schema: { tags, querystring: Query, response: { 200: z.object({ count: z.number(), estimated: z.boolean() }) } },
    },
    (request) => {
      const asked = readListRequest(workOrder, request.query, request.actor, fallback);
      return countRows(request.reading().services.search, orderList(request.actor, asked), asked);
    },
  );

  app.post(
    "/api/v1/work-orders",
    {
      config: grant("service.tickets.work"),
      schema: { tags, body: NewWorkOrder, response: { 201: WorkOrder } },
    },
    async (request, reply) => {
      const made = await request.write(
        async (ctx) => (await withNames(ctx, [await createOrder(ctx, request.body)]))[0]!,
      );
      return reply.code(201).send(made);
    },
  );

  app.get(
    "/api/v1/work-orders/today",
    {
      config: grant("service.orders.perform"),
      schema: {
        tags,
        description: "The reader's own orders of a day, in the order of their windows",
        querystring: z.strictObject({ date: z.iso.date().optional() }),
        response: { 200: z.object({ date: z.iso.date(), items: z.array(WorkOrderDetail) }) },
      },
    },
    async (request) => {
      const ctx = request.reading();
      const zone = { timeZone: "Asia/Shanghai" };
      const date = request.query.date ?? new Intl.DateTimeFormat("sv-SE", zone).format(ctx.now);
      const [from, to] = daysFrom(zone, date, 1);
      return { date, items: await readDay(ctx, new Date(from), new Date(to)) };
    },
  );

  app.get(
    "/api/v1/work-orders/:id",
    { config: read, schema: { tags, params: Id, response: { 200: WorkOrderDetail } } },
    (request) => readOrder(request.reading(), request.params.id),
  );

  app.post(
    "/api/v1/work-orders/:id/reveals",
    {
      config: read,
      schema: {
        tags,
        params: Id,
        body: z
          .strictObject({ what: z.enum(["address", "phone"]), reason: z.string().trim().min(2).max(500) })
          .meta({ id: "WorkOrderReveal" }),
        response: { 200: z.object({ value: z.string().nullable() }) },
      },
    },
    (request) => request.write((ctx) => revealOf(ctx, request.params.id, request.body.what, request.body.reason)),
  );
};

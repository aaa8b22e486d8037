import { z } from "zod";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { countRows, listQuerySchema, pageSchema, readListRequest, readPage } from "../../../platform/lists/index.ts";
import { replySchema } from "../../../platform/fields/index.ts";
import { channels } from "../channels.ts";
import { changeTicket } from "./change.actions.ts";
import { kinds, severities, urgencies } from "./choices.ts";
import { ticketPage, withNames } from "./page.ts";
import { sighted } from "./ticket.access.ts";
import { createTicket } from "./ticket.actions.ts";
import { ticketSought } from "./sought.ts";
import { ticket } from "./ticket.fields.ts";
import { ticketList } from "./ticket.list.ts";
import { loadTicket, type TicketRow } from "./ticket.store.ts";

const oneOf = <K extends string>(choices: Record<K, unknown>) => z.enum(Object.keys(choices) as [K, ...K[]]);
const customerName = z.string().nullable().describe("As the reader may see it");
export const TicketInList = replySchema(ticket, "TicketInList", { customerName });
export const TicketPage = replySchema(ticket, "TicketPage", {
  customerName,
  links: z.array(
    z.object({ id: z.uuid(), number: z.string(), state: z.string(), kind: z.string(), customerId: z.uuid() }),
  ),
  watchers: z.array(z.object({ staffId: z.uuid(), name: z.string() })),
  assignments: z.array(
    z.object({
      id: z.uuid(),
      departmentId: z.uuid().nullable(),
      assigneeId: z.uuid().nullable(),
      assigneeName: z.string().nullable(),
      reasons: z
        .unknown()
        .describe("Departments in order, who was weighed with what in hand, who was passed over and why"),
      byHand: z.boolean(),
      reason: z.string().nullable(),
      byName: z.string(),
      at: z.iso.datetime(),
    }),
  ),
});
export const Id = z.strictObject({ id: z.uuid() });

const Query = listQuerySchema(ticketSought);

const NewTicket = z
  .strictObject({
    customerId: z.uuid().nullable(),
    kind: oneOf(kinds),
    categoryId: z.uuid().optional(),
    categoryKey: z.string().max(60).optional(),
    source: oneOf(channels),
    severity: oneOf(severities).optional(),
    urgency: oneOf(urgencies).optional(),
    subject: z.string().trim().min(2).max(200),
    content: z.string().trim().min(1).max(20_000),
    contactId: z.uuid().optional(),
    departmentId: z.uuid().optional(),
    assigneeId: z.uuid().optional(),
    promisedAt: z.iso.datetime().optional(),
    openedAt: z.iso.datetime().optional(),
  })
  .meta({ id: "NewTicket" });

const Change = z
  .strictObject({
    version: z.number().int(),
    facts: z
      .strictObject({
        kind: oneOf(kinds),
        categoryId: z.uuid().nullable(),
        severity: oneOf(severities),
        urgency: oneOf(urgencies),
        subject: z.string().trim().min(2).max(200),
        content: z.string().trim().min(1).max(20_000),
      })
      .partial(),
    reason: z.string().trim().min(2).max(500).optional().describe("Why a registered complaint is sorted anew"),
  })
  .meta({ id: "TicketChange" });

export const ticketRoutes: Routes = (app) => {
  const tags = ["tickets"];

  app.get(
    "/api/v1/tickets",
    {
      config: grant("service.tickets.read"),
      schema: { tags, querystring: Query, response: { 200: pageSchema(TicketInList) } },
    },
    async (request) => {
      const ctx = request.reading();
      const { queue = "all" } = request.query as { queue?: string };
      const asked = readListRequest(
        ticketSought,
        request.query,
        request.actor,
        queue === "all" ? "-openedAt" : "priority",
      );
      const { items, next } = await readPage<TicketRow>(ctx.services.search, await ticketList(ctx, asked), asked);
      return { items: await withNames(ctx, items), next };
    },
  );

  app.get(
    "/api/v1/tickets/count",
    {
      config: grant("service.tickets.read"),
      schema: { tags, querystring: Query, response: { 200: z.object({ count: z.number(), estimated: z.boolean() }) } },
    },
    async (request) => {
      const ctx = request.reading();
      const asked = readListRequest(ticketSought, request.query, request.actor, "-openedAt");
      return countRows(ctx.services.search, await ticketList(ctx, asked), asked);
    },
  );

  app.post(
    "/api/v1/tickets",
    { config: grant("service.tickets.create"), schema: { tags, body: NewTicket, response: { 201: TicketPage } } },
    async (request, reply) => {
      const made = await request.write(async (ctx) => {
        const { id } = await createTicket(ctx, request.body);
        return ticketPage(sighted(ctx), id);
      });
      return reply.code(201).send(made);
    },
  );

  app.get(
    "/api/v1/tickets/:id",
    { config: grant("service.tickets.read"), schema: { tags, params: Id, response: { 200: TicketPage } } },
    (request) => ticketPage(request.reading(), request.params.id),
  );

  app.patch(
    "/api/v1/tickets/:id",
    {
      config: grant("service.tickets.work"),
      schema: { tags, params: Id, body: Change, response: { 200: TicketPage } },
    },
    (request) =>
      request.write(async (ctx) => {
        await changeTicket(
          ctx,
          await loadTicket(ctx, request.params.id, true),
          request.body.version,
          request.body.facts as never,
          request.body.reason,
        );
        return ticketPage(ctx, request.params.id);
      }),
  );
};

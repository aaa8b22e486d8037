import { z } from "zod";
import type { Context } from "../../../platform/context.ts";
import { notFound } from "../../../platform/errors.ts";
import { eventText } from "../../../platform/event-texts.ts";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { Text } from "../../../platform/text.schema.ts";
import {
  Explanation,
  findObligation,
  Obligation,
  showExplanation,
  showObligations,
  subjectObligations,
} from "../../policy/index.ts";
import { eventsOf } from "./event.store.ts";
import { loadTicket } from "./ticket.store.ts";
import { Id } from "./tickets.http.ts";

const Event = z
  .object({
    id: z.uuid(),
    kind: z.string(),
    text: Text,
    actorName: z.string(),
    at: z.iso.datetime(),
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: "TicketEvent" });

/** What stands beside a ticket, for whoever may see it: what was promised and why it is due then, and what happened. */
export const besideRoutes: Routes = (app) => {
  const tags = ["tickets"];
  const read = grant("service.tickets.read");

  app.get(
    "/api/v1/tickets/:id/promises",
    { config: read, schema: { tags, params: Id, response: { 200: z.object({ items: z.array(Obligation) }) } } },
    async (request) => {
      const ctx = request.reading();
      const { customerId, id } = await loadTicket(ctx, request.params.id);
      return { items: await showObligations(ctx, await subjectObligations(ctx, { customerId, subjectId: id })) };
    },
  );

  app.get(
    "/api/v1/tickets/:id/promises/:promiseId/explanation",
    { config: read, schema: { tags, params: Id.extend({ promiseId: z.uuid() }), response: { 200: Explanation } } },
    async (request) => {
      const ctx = request.reading();
      return showExplanation(ctx, await promiseOf(ctx, request.params.id, request.params.promiseId));
    },
  );

  app.get(
    "/api/v1/tickets/:id/events",
    {
      config: read,
      schema: {
        tags,
        params: Id,
        querystring: z.strictObject({
          limit: z.coerce.number().int().min(1).max(200).default(100),
          cursor: z.uuid().optional(),
        }),
        response: { 200: z.object({ items: z.array(Event), next: z.string().nullable() }) },
      },
    },
    async (request) => {
      const ctx = request.reading();
      const { limit, cursor } = request.query;
      const rows = await eventsOf(ctx, await loadTicket(ctx, request.params.id), cursor, limit + 1);
      const items = rows.slice(0, limit).map((row) => ({ ...row, text: eventText(ctx.services, row.kind) }));
      return { items, next: rows.length > limit ? items.at(-1)!.id : null };
    },
  );
};

/** @throws AppError platform.not_found (404) also for a promise about something else */
async function promiseOf(ctx: Context, ticketId: string, id: string) {
  const ticket = await loadTicket(ctx, ticketId);
  const row = await findObligation(ctx.query, { customerId: ticket.customerId, id });
  if (row?.subjectId !== ticket.id) throw notFound({ zh: "时限", en: "promise" });
  return row;
}

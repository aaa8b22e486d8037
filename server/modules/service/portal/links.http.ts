import { z } from "zod";
import { grant, open, type Routes } from "../../../platform/http/route.ts";
import { sendMessage } from "../message/message.actions.ts";
import { loadTicket } from "../ticket/ticket.store.ts";
import { Id } from "../ticket/tickets.http.ts";
import { makeLink, openLink } from "./link.actions.ts";
import { answerOwn, readOwnTicket, writeOn } from "./own-tickets.actions.ts";
import { Added, OwnTicketPage, Words } from "./portal.http.ts";

const Token = z.strictObject({ token: z.string().regex(/^[\w-]{43}$/) });
const few = (max: number) => ({ rateLimit: { max, timeWindow: "1 minute" } });

/** One ticket under a link or QR code, without an account. */
export const ticketLinkRoutes: Routes = (app) => {
  const tags = ["portal"];

  app.post(
    "/api/v1/tickets/:id/customer-link",
    {
      config: grant("service.tickets.work"),
      schema: {
        tags,
        params: Id,
        body: z.strictObject({ send: z.boolean().default(false).describe("Also send it to the customer") }),
        response: { 201: z.object({ token: z.string(), path: z.string(), expiresAt: z.iso.datetime() }) },
      },
    },
    async (request, reply) => {
      const made = await request.write(async (ctx) => {
        const ticket = await loadTicket(ctx, request.params.id, true);
        const { token, expiresAt } = await makeLink(ctx, ticket);
        const path = `/portal/t/${token}`;
        if (request.body.send)
          await sendMessage(ctx, {
            customerId: ticket.customerId,
            template: "ticket-link",
            ticketId: ticket.id,
            values: {
              number: ticket.number,
              subject: ticket.subject,
              link: `${ctx.services.config.publicUrl ?? ""}${path}`,
            },
          });
        return { token, path, expiresAt };
      });
      return reply.code(201).send(made);
    },
  );

  app.get(
    "/api/v1/ticket-links/:token",
    { config: { ...open, ...few(60) }, schema: { tags, params: Token, response: { 200: OwnTicketPage } } },
    async (request) => {
      const ctx = request.reading();
      const { customerId, ticketId } = await openLink(ctx, request.params.token);
      return readOwnTicket(ctx, customerId, ticketId);
    },
  );

  app.post(
    "/api/v1/ticket-links/:token/entries",
    {
      config: { ...open, ...few(20) },
      schema: { tags, params: Token, body: Added, response: { 201: OwnTicketPage } },
    },
    async (request, reply) =>
      reply.code(201).send(
        await request.write(async (ctx) => {
          const opened = await openLink(ctx, request.params.token);
          await writeOn(ctx, opened.ticketId, request.body, opened);
          return readOwnTicket(ctx, opened.customerId, opened.ticketId);
        }),
      ),
  );

  app.post(
    "/api/v1/ticket-links/:token/answer",
    {
      config: { ...open, ...few(20) },
      schema: {
        tags,
        params: Token,
        body: z.strictObject({ satisfied: z.boolean(), words: Words.optional() }),
        response: { 200: OwnTicketPage },
      },
    },
    (request) =>
      request.write(async (ctx) => {
        const { customerId, ticketId } = await openLink(ctx, request.params.token);
        await answerOwn(ctx, customerId, ticketId, request.body);
        return readOwnTicket(ctx, customerId, ticketId);
      }),
  );
};

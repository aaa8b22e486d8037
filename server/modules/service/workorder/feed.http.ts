import { z } from "zod";
import { grant, open, type Routes } from "../../../platform/http/route.ts";
import { feedOf, makeFeed, readFeed, revokeFeed } from "./feed.actions.ts";
import { Id } from "./workorder.schema.ts";

const Feed = z
  .object({ madeAt: z.iso.datetime().nullable(), readAt: z.iso.datetime().nullable() })
  .meta({ id: "WorkCalendarFeed" });

/** An installer's visits in the calendar of their phone, over an address that nobody guesses. */
export const feedRoutes: Routes = (app) => {
  const tags = ["work orders"];
  const perform = grant("service.orders.perform");

  app.get(
    "/api/v1/work-orders/calendar.ics",
    {
      config: { ...open, masksItself: true },
      schema: {
        tags,
        querystring: z.strictObject({ token: z.string().max(100) }),
        response: { 200: z.string().describe("text/calendar: numbers and areas, no phone and no address") },
      },
    },
    async (request, reply) => {
      const feed = await request.write((ctx) => readFeed(ctx, request.query.token));
      return reply
        .type("text/calendar; charset=utf-8")
        .header("content-disposition", 'inline; filename="work-orders.ics"')
        .serializer((text: string) => text)
        .send(feed as never);
    },
  );

  app.get("/api/v1/me/work-calendar", { config: perform, schema: { tags, response: { 200: Feed } } }, (request) =>
    feedOf(request.reading()),
  );

  app.post(
    "/api/v1/me/work-calendar",
    {
      config: perform,
      schema: {
        tags,
        description: "Makes the feed anew; the address before it works no more. The token is told once.",
        response: { 201: z.object({ token: z.string(), path: z.string() }).meta({ id: "NewWorkCalendarFeed" }) },
      },
    },
    async (request, reply) => {
      const token = await request.write((ctx) => makeFeed(ctx));
      return reply.code(201).send({ token, path: `/api/v1/work-orders/calendar.ics?token=${token}` });
    },
  );

  app.delete(
    "/api/v1/me/work-calendar",
    { config: perform, schema: { tags, response: { 204: z.null() } } },
    async (request, reply) => {
      await request.write((ctx) => revokeFeed(ctx, ctx.actor.id!));
      return reply.code(204).send(null);
    },
  );

  app.delete(
    "/api/v1/installers/:id/work-calendar",
    { config: grant("service.settings"), schema: { tags, params: Id, response: { 204: z.null() } } },
    async (request, reply) => {
      await request.write((ctx) => revokeFeed(ctx, request.params.id));
      return reply.code(204).send(null);
    },
  );
};

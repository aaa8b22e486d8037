import { z } from "zod";
import { ownFile as own, type Routes } from "../../../platform/http/route.ts";
import { pageOf, pageSchema } from "../../../platform/lists/index.ts";
import { Question } from "./callback.rules.ts";
import { reasons } from "./choices.ts";
import { answerInPortal, OwnAnswer, readOwnCallback } from "./own.actions.ts";
import { ownCallbacks } from "./own.store.ts";

const Seen = z
  .object({
    id: z.uuid(),
    reason: z.enum(Object.keys(reasons) as [keyof typeof reasons, ...(keyof typeof reasons)[]]),
    openedAt: z.iso.datetime(),
    isOpen: z.boolean().describe("It waits for the customer's answer"),
    answeredAt: z.iso.datetime().nullable(),
    satisfaction: z.number().int().nullable(),
    opinion: z.string().nullable(),
  })
  .meta({ id: "OwnCallback" });
const Page = Seen.extend({ questions: z.array(Question) }).meta({ id: "OwnCallbackPage" });
const Id = z.strictObject({ id: z.uuid() });

/** Customers who are signed in to the portal answer there what else they answer under the link of a message. */
export const ownCallbackRoutes: Routes = (app) => {
  const tags = ["portal"];

  app.get(
    "/api/v1/portal/callbacks",
    {
      config: own,
      schema: {
        tags,
        querystring: z.strictObject({
          limit: z.coerce.number().int().min(1).max(100).default(30),
          cursor: z.uuid().optional(),
        }),
        response: { 200: pageSchema(Seen) },
      },
    },
    async (request) => {
      const { limit, cursor } = request.query;
      return pageOf(await ownCallbacks(request.reading(), request.actor.customerId!, cursor, limit + 1), limit);
    },
  );

  app.get(
    "/api/v1/portal/callbacks/:id",
    { config: own, schema: { tags, params: Id, response: { 200: Page } } },
    (request) => readOwnCallback(request.reading(), request.actor.customerId!, request.params.id),
  );

  app.post(
    "/api/v1/portal/callbacks/:id/answer",
    {
      config: { ...own, rateLimit: { max: 30, timeWindow: "1 minute" } },
      schema: { tags, params: Id, body: OwnAnswer.meta({ id: "OwnCallbackAnswer" }), response: { 200: Page } },
    },
    (request) =>
      request.write(async (ctx) => {
        await answerInPortal(ctx, ctx.actor.customerId!, request.params.id, request.body);
        return readOwnCallback(ctx, ctx.actor.customerId!, request.params.id);
      }),
  );
};

import { z } from "zod";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { listQuerySchema, pageSchema, readListRequest } from "../../../platform/lists/index.ts";
import { Message, message } from "./message.fields.ts";
import { cancelMessages, retryMessages } from "./outbox.actions.ts";
import { countOutbox, readMessage, readOutbox } from "./outbox.list.ts";

const Query = listQuerySchema(message);
const Id = z.strictObject({ id: z.uuid() });
const Chosen = z.strictObject({ ids: z.array(z.uuid()).min(1).max(200) }).meta({ id: "ChosenMessages" });

/** What the product writes to customers: seen, sent again, held back. */
export const outboxRoutes: Routes = (app) => {
  const tags = ["messages"];
  const config = grant("service.settings");

  app.get(
    "/api/v1/messages",
    { config, schema: { tags, querystring: Query, response: { 200: pageSchema(Message) } } },
    (request) => {
      const ctx = request.reading();
      return readOutbox(ctx, readListRequest(message, request.query, request.actor, "-createdAt"));
    },
  );
  app.get(
    "/api/v1/messages/count",
    {
      config,
      schema: { tags, querystring: Query, response: { 200: z.object({ count: z.number(), estimated: z.boolean() }) } },
    },
    (request) => {
      const ctx = request.reading();
      return countOutbox(ctx, readListRequest(message, request.query, request.actor, "-createdAt"));
    },
  );
  app.get("/api/v1/messages/:id", { config, schema: { tags, params: Id, response: { 200: Message } } }, (request) =>
    readMessage(request.reading(), request.params.id),
  );
  app.post(
    "/api/v1/messages/retries",
    { config, schema: { tags, body: Chosen, response: { 200: z.object({ retried: z.number() }) } } },
    (request) => request.write(async (ctx) => ({ retried: await retryMessages(ctx, request.body.ids) })),
  );
  app.post(
    "/api/v1/messages/cancellations",
    { config, schema: { tags, body: Chosen, response: { 200: z.object({ cancelled: z.number() }) } } },
    (request) => request.write(async (ctx) => ({ cancelled: await cancelMessages(ctx, request.body.ids) })),
  );
};

import { z } from "zod";
import { type App, open, type Routes } from "../../../platform/http/route.ts";
import { sayFile } from "./conversation.ts";
import { sendFile, withFile } from "./files.ts";
import { pace } from "./flood.ts";
import { findMessage } from "./message.store.ts";
import { type Door, doors } from "./doors.ts";
import { answerPreflight } from "./origins.ts";
import { chatOfKey, visitorReads, visitorWrites } from "./visitor.ts";
import { streamChat } from "./visitor.live.ts";
import { messagesAsSeen, VisitorMessage } from "./visitor.view.ts";

const tags = ["web chat"];

/** Files, the live stream and browsers' questions before they send, for visitors. */
export const visitorFileRoutes: Routes = (app) => {
  for (const door of doors) addRoutes(app, door);
  for (const url of ["/api/v1/chats", "/api/v1/chats/*"])
    app.options(url, { config: open, schema: { hide: true } }, answerPreflight);
};

function addRoutes(app: App, { base, ...shared }: Door): void {
  app.get(
    `${base}/current/live`,
    {
      ...shared,
      schema: {
        tags,
        description:
          "Server-sent events `chat`, `message`, `place`, `typing`, `read`; it begins after the number given.",
        querystring: z.strictObject({ after: z.coerce.number().int().min(0).default(0) }),
        response: { 200: z.any().describe("text/event-stream") },
      },
    },
    async (request, reply) => {
      const chat = await chatOfKey(visitorReads(request), request);
      pace(request.reading().services, "stream", chat.id);
      await streamChat(request, reply, chat, request.query.after);
    },
  );

  app.post(
    `${base}/current/files`,
    {
      ...shared,
      schema: {
        tags,
        description: "multipart/form-data with the field `clientId` and then one file",
        consumes: ["multipart/form-data"],
        response: { 201: VisitorMessage },
      },
    },
    async (request, reply) => {
      // Before a byte of it is kept.
      const { id } = await chatOfKey(visitorReads(request), request);
      pace(request.reading().services, "file", id);
      const message = await withFile(request, (received) =>
        visitorWrites(request, async (ctx) => sayFile(ctx, await chatOfKey(ctx, request, true), "visitor", received)),
      );
      return reply.code(201).send(messagesAsSeen([message])[0]!);
    },
  );

  app.get(
    `${base}/current/files/:messageId`,
    {
      ...shared,
      schema: { tags, params: z.object({ messageId: z.uuid() }), response: { 200: z.any().describe("The file") } },
    },
    async (request, reply) => {
      const ctx = visitorReads(request);
      const chat = await chatOfKey(ctx, request);
      return sendFile(ctx, reply, await findMessage(ctx, chat, request.params.messageId));
    },
  );
}

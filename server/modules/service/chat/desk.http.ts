import { z } from "zod";
import type { Context } from "../../../platform/context.ts";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { nobody } from "../../../platform/ids.ts";
import { publish } from "../../../platform/live/index.ts";
import { pageSchema } from "../../../platform/lists/index.ts";
import { namesOfCustomers } from "../../customers/index.ts";
import { Chat, ChatMessage } from "./chat.fields.ts";
import { cleanText } from "./chat.rules.ts";
import { type ChatRow, listChats, markRead } from "./chat.store.ts";
import { topicOfChat } from "./conversation.ts";
import { answered, deskCloses, deskSays, handOver, loadChat, loadOwn, takeChat } from "./desk.actions.ts";
import { candidates, identify, ticketFrom } from "./follow.actions.ts";
import { findMessage, messagesAfter } from "./message.store.ts";
import { sayFile } from "./conversation.ts";
import { sendFile, withFile } from "./files.ts";

const tags = ["chats"];
const config = grant("service.chat");
const Id = z.object({ id: z.uuid() });
const note = z.string().trim().min(1).max(1_000).optional().describe("Among staff; the visitor never sees it");
const text = z
  .string()
  .max(4_000)
  .transform((value, check) => {
    const clean = cleanText(value);
    if (clean !== undefined) return clean;
    check.addIssue({ code: "custom", message: "empty" });
    return z.NEVER;
  });

/** With its customer's name as the actor may see it. */
async function named<R extends ChatRow>(ctx: Context, rows: readonly R[]) {
  const ids = [...new Set(rows.map((row) => row.customerId))].filter((id) => id !== nobody);
  const names = ids.length ? await namesOfCustomers(ctx, ids) : new Map<string, string>();
  return rows.map((row) => ({ unread: 0, ...row, customerName: names.get(row.customerId) ?? null }));
}

/** The queue of web chats and what agents do with them. */
export const deskRoutes: Routes = (app) => {
  app.get(
    "/api/v1/chats",
    {
      config,
      schema: {
        tags,
        querystring: z.strictObject({
          which: z.enum(["waiting", "mine", "active", "closed"]).default("waiting"),
          customerId: z.uuid().optional(),
          staffId: z.uuid().optional(),
          limit: z.coerce.number().int().min(1).max(200).default(50),
          cursor: z.uuid().optional(),
        }),
        response: { 200: pageSchema(Chat) },
      },
    },
    async (request) => {
      const ctx = request.reading();
      const { limit, ...asked } = request.query;
      const rows = await listChats(ctx, { ...asked, limit: limit + 1 });
      const items = rows.slice(0, limit);
      // The queue is served from its beginning: it has no further page.
      const more = asked.which !== "waiting" && rows.length > limit;
      return { items: await named(ctx, items), next: more ? items.at(-1)!.id : null } as never;
    },
  );

  app.get(
    "/api/v1/chats/:id",
    {
      config,
      schema: {
        tags,
        params: Id,
        response: {
          200: z.object({
            chat: Chat,
            candidates: z
              .array(z.object({ customerId: z.uuid(), name: z.string() }))
              .describe("Customers who have the phone or e-mail that the visitor left"),
          }),
        },
      },
    },
    async (request) => {
      const ctx = request.reading();
      const chat = await loadChat(ctx, request.params.id);
      const [shown] = await named(ctx, [chat]);
      return { chat: shown!, candidates: await candidates(ctx, chat) } as never;
    },
  );

  app.get(
    "/api/v1/chats/:id/messages",
    {
      config,
      schema: {
        tags,
        params: Id,
        querystring: z.strictObject({ after: z.coerce.number().int().min(0).default(0) }),
        response: { 200: z.object({ items: z.array(ChatMessage) }) },
      },
    },
    async (request) => {
      const ctx = request.reading();
      return { items: await messagesAfter(ctx, await loadChat(ctx, request.params.id), request.query.after) };
    },
  );

  app.post(
    "/api/v1/chats/:id/messages",
    {
      config,
      schema: {
        tags,
        params: Id,
        description: "Only its agent; the same `clientId` twice is one message. A note is seen by staff alone.",
        body: z.strictObject({ clientId: z.uuid(), kind: z.enum(["text", "note"]).default("text"), text }),
        response: { 201: ChatMessage },
      },
    },
    async (request, reply) => {
      const { clientId, kind, text: body } = request.body;
      const message = await request.write((ctx) => deskSays(ctx, request.params.id, { kind, body, clientId }));
      return reply.code(201).send(message);
    },
  );

  app.post(
    "/api/v1/chats/:id/files",
    {
      config,
      schema: {
        tags,
        params: Id,
        description: "multipart/form-data with the field `clientId` and then one file",
        consumes: ["multipart/form-data"],
        response: { 201: ChatMessage },
      },
    },
    async (request, reply) => {
      const message = await withFile(request, (received) =>
        request.write(async (ctx) => {
          const chat = await loadOwn(ctx, request.params.id);
          const kept = await sayFile(ctx, chat, "staff", received);
          await answered(ctx, chat);
          return kept;
        }),
      );
      return reply.code(201).send(message);
    },
  );

  app.get(
    "/api/v1/chats/:id/files/:messageId",
    {
      config: { ...config, masksItself: true },
      schema: {
        tags,
        params: Id.extend({ messageId: z.uuid() }),
        response: { 200: z.any().describe("The file") },
      },
    },
    async (request, reply) => {
      const ctx = request.reading();
      const chat = await loadChat(ctx, request.params.id);
      return sendFile(ctx, reply, await findMessage(ctx, chat, request.params.messageId));
    },
  );

  app.post(
    "/api/v1/chats/:id/typing",
    { config, schema: { tags, params: Id, body: z.strictObject({}), response: { 204: z.null() } } },
    async (request, reply) => {
      const ctx = request.reading();
      const chat = await loadChat(ctx, request.params.id);
      if (chat.state === "active" && chat.staffId === ctx.actor.id)
        await publish(ctx, topicOfChat(chat.id), { type: "typing", id: chat.id, side: "staff" });
      return reply.code(204).send(null);
    },
  );

  app.post(
    "/api/v1/chats/:id/readings",
    {
      config,
      schema: {
        tags,
        params: Id,
        description: "Only its agent's reading counts.",
        body: z.strictObject({ upTo: z.number().int().min(0) }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const ctx = request.reading();
      const chat = await loadChat(ctx, request.params.id);
      const { upTo } = request.body;
      if (chat.staffId === ctx.actor.id && (await markRead(ctx, chat, "staff", upTo)))
        await publish(ctx, topicOfChat(chat.id), { type: "read", id: chat.id, side: "staff", number: upTo });
      return reply.code(204).send(null);
    },
  );

  /** What is done to a chat, answered with how it stands then. */
  const act = (verb: string, body: z.ZodType, work: (ctx: Context, id: string, body: never) => Promise<void>) =>
    app.post(
      `/api/v1/chats/:id/${verb}`,
      { config, schema: { tags, params: Id, body, response: { 200: Chat } } },
      (request) =>
        request.write(async (ctx) => {
          await work(ctx, request.params.id, request.body as never);
          return (await named(ctx, [await loadChat(ctx, request.params.id)]))[0]! as never;
        }),
    );

  act("taking", z.strictObject({}), (ctx, id) => takeChat(ctx, id));
  act(
    "handover",
    z.strictObject({ staffId: z.uuid().nullable().describe("Null: back to the queue"), note }),
    (ctx, id, body) => handOver(ctx, id, body),
  );
  act("closure", z.strictObject({ outcome: z.enum(["solved", "follow_up", "unsolved"]), note }), (ctx, id, body) =>
    deskCloses(ctx, id, body),
  );
  act("customer", z.strictObject({ customerId: z.uuid() }), (ctx, id, { customerId }: { customerId: string }) =>
    identify(ctx, id, customerId),
  );

  app.post(
    "/api/v1/chats/:id/ticket",
    {
      config,
      schema: {
        tags,
        params: Id,
        body: z.strictObject({
          kind: z.enum(["enquiry", "complaint", "suggestion", "fault"]),
          categoryId: z.uuid().optional(),
          severity: z.enum(["minor", "moderate", "severe"]).optional(),
          urgency: z.enum(["low", "normal", "high"]).optional(),
          subject: z.string().trim().min(1).max(200),
          content: z.string().trim().min(1).max(20_000),
          promisedAt: z.iso.datetime().optional(),
        }),
        response: { 201: z.object({ customerId: z.uuid(), id: z.uuid(), number: z.string() }) },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await request.write((ctx) => ticketFrom(ctx, request.params.id, request.body))),
  );
};

import type { FastifyRequest } from "fastify";
import { z } from "zod";
import type { App, Routes } from "../../../platform/http/route.ts";
import { publish } from "../../../platform/live/index.ts";
import { isAnyoneHere } from "./agent.store.ts";
import { cleanText, placesOf } from "./chat.rules.ts";
import { type ChatRow, markRead, queueOf } from "./chat.store.ts";
import { demandOpen, say, topicOfChat } from "./conversation.ts";
import { pace } from "./flood.ts";
import { type Door, doors, ownBase } from "./doors.ts";
import { chatSettings } from "./settings.ts";
import { leaveMessage, startChat } from "./start.actions.ts";
import { chatOfKey, shownKey, signedInAs, visitorReads, visitorWrites } from "./visitor.ts";
import { again, leaveQueue, rate, visitorCloses } from "./visitor.actions.ts";
import { chatAsSeen, VisitorChat, VisitorMessage, messagesAsSeen } from "./visitor.view.ts";
import type { Context } from "../../../platform/context.ts";
import { mostFileBytes } from "./files.ts";
import { allowedEndings } from "./kinds.ts";
import { messagesAfter } from "./message.store.ts";

const tags = ["web chat"];
/** Small: a visitor's request holds one text. */
const bodyLimit = 32 * 1024;

const text = z
  .string()
  .max(4_000)
  .transform((value, check) => {
    const clean = cleanText(value);
    if (clean !== undefined) return clean;
    check.addIssue({ code: "custom", message: "empty" });
    return z.NEVER;
  });
const contact = z.string().trim().max(200).optional().describe("A phone or an e-mail; only with `consent`");
const Start = z
  .strictObject({
    clientId: z.uuid().describe("The browser's own id of the first message"),
    name: z.string().trim().min(1).max(50).optional(),
    contact,
    consent: z.boolean().optional().describe("To the purpose that was told"),
    text,
    page: z.string().max(2_000).optional().describe("Where the chat stands; only its site is kept"),
  })
  .meta({ id: "VisitorStart" });
const Greeting = z
  .object({
    isOpen: z.boolean().describe("Somebody is here to answer"),
    welcome: z.string(),
    purpose: z.string(),
    mostFileBytes: z.number(),
    fileEndings: z.array(z.string()),
  })
  .meta({ id: "ChatGreeting" });
const View = z.object({ chat: VisitorChat, messages: z.array(VisitorMessage) }).meta({ id: "VisitorView" });

/** What a visitor is answered: how the chat stands, with its place in the queue. */
async function viewOf(ctx: Context, chat: ChatRow) {
  const place = chat.state === "waiting" ? (placesOf(await queueOf(ctx)).get(chat.id) ?? null) : null;
  return chatAsSeen(chat, place);
}

async function allOf(request: FastifyRequest, after: number) {
  const ctx = visitorReads(request);
  const chat = await chatOfKey(ctx, request);
  return { chat: await viewOf(ctx, chat), messages: messagesAsSeen(await messagesAfter(ctx, chat, after)) };
}

/** For whoever is signed in: who they are is not asked. */
const OwnStart = Start.omit({ name: true, contact: true, consent: true }).meta({ id: "OwnChatStart" });

/**
 * Web chat for visitors of pages, who have no account: the key that their browser drew says whose chat it is. Pages of
 * the configured sites may call these routes; there are no cookies in it. The same routes stand in the portal for those
 * who are signed in: there the key is one of their session, and the chat is theirs from its first word.
 */
export const visitorRoutes: Routes = (app) => {
  for (const door of doors) addRoutes(app, door);
};

function addRoutes(app: App, { base, ...door }: Door): void {
  const shared = { ...door, bodyLimit };
  const Given = base === ownBase ? OwnStart : Start;

  app.get(`${base}/greeting`, { ...shared, schema: { tags, response: { 200: Greeting } } }, async (request) => {
    const ctx = visitorReads(request);
    const { welcome, purpose } = await chatSettings(ctx);
    return {
      isOpen: await isAnyoneHere(ctx),
      welcome: welcome[ctx.language],
      purpose: purpose[ctx.language],
      mostFileBytes,
      fileEndings: [...allowedEndings],
    };
  });

  for (const [url, begin, description] of [
    [base, startChat, "Starts a chat; the header x-chat-key holds 43 random characters, the same ones are one chat."],
    [`${base}/left-messages`, leaveMessage, "Leaves a message where nobody is here to chat."],
  ] as const)
    app.post(
      url,
      { ...shared, schema: { tags, description, body: Given, response: { 201: View } } },
      async (request, reply) => {
        const keyHash = shownKey(request);
        const { services } = request.reading();
        const signedIn = signedInAs(request);
        pace(services, "start", signedIn?.sessionId ?? request.ip);
        const { page, ...given }: z.output<typeof Start> = request.body;
        const site = request.headers.origin ?? page;
        const origin = site && URL.canParse(site) ? new URL(site).origin : null;
        await visitorWrites(request, (ctx) => begin(ctx, { ...given, keyHash, origin, signedIn }));
        return reply.code(201).send(await allOf(request, 0));
      },
    );

  app.get(
    `${base}/current`,
    {
      ...shared,
      schema: {
        tags,
        querystring: z.strictObject({ after: z.coerce.number().int().min(0).default(0) }),
        response: { 200: View },
      },
    },
    (request) => allOf(request, request.query.after),
  );

  app.post(
    `${base}/current/messages`,
    {
      ...shared,
      schema: {
        tags,
        description: "The same `clientId` twice is one message.",
        body: z.strictObject({ clientId: z.uuid(), text }),
        response: { 201: VisitorMessage },
      },
    },
    async (request, reply) => {
      pace(request.reading().services, "message", shownKey(request));
      const message = await visitorWrites(request, async (ctx) => {
        const chat = await chatOfKey(ctx, request, true);
        demandOpen(chat);
        const { clientId, text: body } = request.body;
        return say(ctx, chat, { side: "visitor", kind: "text", body, clientId });
      });
      return reply.code(201).send(messagesAsSeen([message])[0]!);
    },
  );

  const Done = z.object({ chat: VisitorChat });
  const act = (url: string, schema: z.ZodType, work: (ctx: Context, chat: ChatRow, body: never) => Promise<void>) =>
    app.post(url, { ...shared, schema: { tags, body: schema, response: { 200: Done } } }, (request) =>
      visitorWrites(request, async (ctx) => {
        const chat = await chatOfKey(ctx, request, true);
        await work(ctx, chat, request.body as never);
        return { chat: await viewOf(ctx, await again(ctx, chat)) };
      }),
    );
  act(`${base}/current/closure`, z.strictObject({}), (ctx, chat) => visitorCloses(ctx, chat));
  act(`${base}/current/left-message`, z.strictObject({ contact, consent: z.boolean().optional() }), (ctx, chat, body) =>
    leaveQueue(ctx, chat, body),
  );
  act(
    `${base}/current/rating`,
    z.strictObject({ rating: z.number().int().min(1).max(5), note: z.string().trim().min(1).max(500).optional() }),
    (ctx, chat, body) => rate(ctx, chat, body),
  );

  app.post(
    `${base}/current/typing`,
    { ...shared, schema: { tags, body: z.strictObject({}), response: { 204: z.null() } } },
    async (request, reply) => {
      const ctx = visitorReads(request);
      pace(ctx.services, "typing", shownKey(request));
      const chat = await chatOfKey(ctx, request);
      if (chat.state === "active")
        await publish(ctx, topicOfChat(chat.id), { type: "typing", id: chat.id, side: "visitor" });
      return reply.code(204).send(null);
    },
  );

  app.post(
    `${base}/current/readings`,
    {
      ...shared,
      schema: { tags, body: z.strictObject({ upTo: z.number().int().min(0) }), response: { 204: z.null() } },
    },
    async (request, reply) => {
      const ctx = visitorReads(request);
      const chat = await chatOfKey(ctx, request);
      if (await markRead(ctx, chat, "visitor", request.body.upTo))
        await publish(ctx, topicOfChat(chat.id), {
          type: "read",
          id: chat.id,
          side: "visitor",
          number: request.body.upTo,
        });
      return reply.code(204).send(null);
    },
  );
}

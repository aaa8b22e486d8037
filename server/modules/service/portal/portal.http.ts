import { z } from "zod";
import { portalCookie } from "../../../platform/http/app.ts";
import { AppError } from "../../../platform/errors.ts";
import { open, ownFile as own, type Routes } from "../../../platform/http/route.ts";
import { pageOf, pageSchema } from "../../../platform/lists/index.ts";
import { ownFile, withdrawOwnConsent } from "../../customers/index.ts";
import { endChatsOfSession } from "../chat/end.actions.ts";
import { kinds } from "../ticket/choices.ts";
import { listCategories } from "../ticket/category.store.ts";
import { Text } from "../../../platform/text.schema.ts";
import { mostFiles } from "./own-files.actions.ts";
import { answerOwn, fileTicket, readOwnTicket, writeOn } from "./own-tickets.actions.ts";
import { ownMessages, ownTickets } from "./own-tickets.store.ts";
import { endSession } from "./session.store.ts";
import { sendCode, signInByCode } from "./sign-in.actions.ts";

const Phone = z.string().trim().min(5).max(30);
const kind = z.enum(Object.keys(kinds) as [keyof typeof kinds, ...(keyof typeof kinds)[]]);
const OwnTicket = z
  .object({
    id: z.uuid(),
    number: z.string(),
    kind: z.string(),
    subject: z.string(),
    content: z.string(),
    state: z.string(),
    outcome: z.string().nullable(),
    openedAt: z.iso.datetime(),
    promisedAt: z.iso.datetime().nullable(),
    closedAt: z.iso.datetime().nullable(),
    satisfied: z.boolean().nullable(),
  })
  .meta({ id: "OwnTicket" });
export const OwnTicketPage = OwnTicket.extend({
  entries: z.array(
    z.object({
      id: z.uuid(),
      kind: z.enum(["reply", "customer"]),
      body: z.string(),
      authorName: z.string().nullable(),
      at: z.iso.datetime(),
    }),
  ),
  files: z
    .array(
      z.object({
        id: z.uuid(),
        entryId: z.uuid().nullable(),
        givenBy: z.enum(["customer", "staff"]),
        name: z.string(),
        mediaType: z.string(),
        size: z.number().int(),
        at: z.iso.datetime(),
      }),
    )
    .describe("What the customer gave us or we gave them; nothing that stays among colleagues"),
}).meta({ id: "OwnTicketPage" });
const OwnFile = z
  .object({
    name: z.string(),
    kind: z.string(),
    memberNumber: z.string().nullable(),
    grade: z.string().nullable(),
    joinedOn: z.string().nullable(),
    contacts: z.array(
      z.object({ kind: z.string(), value: z.string(), label: z.string().nullable(), isPrimary: z.boolean() }),
    ),
    addresses: z.array(z.object({ label: z.string().nullable(), region: z.string().nullable(), detail: z.string() })),
    services: z.array(z.object({ name: z.string(), startedOn: z.string().nullable(), endedOn: z.string().nullable() })),
    consents: z.array(
      z.object({
        id: z.uuid(),
        purpose: z.string(),
        notice: z.string(),
        givenAt: z.iso.datetime(),
        withdrawnAt: z.iso.datetime().nullable(),
      }),
    ),
  })
  .meta({ id: "OwnFile" });
const Id = z.strictObject({ id: z.uuid() });
const Paging = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(30),
  cursor: z.uuid().optional(),
});
export const Words = z.string().trim().min(1).max(5000);
const Files = z.array(z.uuid()).max(mostFiles).default([]).describe("Uploaded before");
/** Words, files or both. */
export const Added = z
  .strictObject({ body: Words.optional(), files: Files })
  .refine(({ body, files }) => body !== undefined || files.length > 0, { path: ["body"] });
const few = (max: number) => ({ rateLimit: { max, timeWindow: "1 minute" } });

/** The customers' own rooms: signed in by a code to their phone, they see and change their own file only. */
export const portalRoutes: Routes = (app) => {
  const tags = ["portal"];

  app.post(
    "/api/v1/portal/codes",
    {
      config: { ...open, ...few(5) },
      schema: {
        tags,
        body: z.strictObject({ phone: Phone }),
        response: {
          202: z.object({
            minutes: z.number(),
            demoCode: z.string().optional().describe("Of the demo company only, where no carrier is set up"),
          }),
        },
      },
    },
    async (request, reply) => {
      return reply.code(202).send(await request.write((ctx) => sendCode(ctx, request.body.phone)));
    },
  );

  app.post(
    "/api/v1/portal/sessions",
    {
      config: { ...open, ...few(20) },
      schema: {
        tags,
        body: z.strictObject({ phone: Phone, code: z.string().regex(/^\d{6}$/), customerId: z.uuid().optional() }),
        response: {
          201: z.object({
            token: z.string().optional(),
            expiresAt: z.iso.datetime().optional(),
            choices: z
              .array(z.object({ customerId: z.uuid(), kind: z.string(), hint: z.string() }))
              .optional()
              .describe("Several customers share this phone: sign in again with one of them"),
          }),
        },
      },
    },
    async (request, reply) => {
      const signedIn = await request.write((ctx) =>
        signInByCode(ctx, { ...request.body, agent: request.headers["user-agent"] }),
      );
      if (signedIn instanceof AppError) throw signedIn;
      if ("token" in signedIn)
        void reply.setCookie(portalCookie, signedIn.token, {
          path: "/",
          httpOnly: true,
          sameSite: "strict",
          secure: request.protocol === "https",
        });
      return reply
        .code(201)
        .send({ ...signedIn, ...("choices" in signedIn && { choices: [...signedIn.choices] }) } as never);
    },
  );

  app.delete(
    "/api/v1/portal/sessions/current",
    { config: own, schema: { tags, response: { 204: z.null() } } },
    async (request, reply) => {
      await request.write(async (ctx) => {
        await endChatsOfSession(ctx, ctx.actor.sessionId!);
        await endSession(ctx, ctx.actor.sessionId!);
      });
      void reply.clearCookie(portalCookie, { path: "/" });
      return reply.code(204).send(null);
    },
  );

  app.get("/api/v1/portal/file", { config: own, schema: { tags, response: { 200: OwnFile } } }, (request) =>
    ownFile(request.reading()),
  );

  app.post(
    "/api/v1/portal/consents/:id/withdrawal",
    { config: own, schema: { tags, params: Id, response: { 200: OwnFile } } },
    (request) =>
      request.write(async (ctx) => {
        await withdrawOwnConsent(ctx, request.params.id);
        return ownFile(ctx);
      }),
  );

  app.get(
    "/api/v1/portal/categories",
    {
      config: own,
      schema: {
        tags,
        response: { 200: z.object({ items: z.array(z.object({ key: z.string(), kind: z.string(), label: Text })) }) },
      },
    },
    async (request) => ({
      items: (await listCategories(request.reading()))
        .filter((one) => one.active)
        .map(({ key, kind: of, label }) => ({ key, kind: of, label })),
    }),
  );

  app.get(
    "/api/v1/portal/tickets",
    { config: own, schema: { tags, querystring: Paging, response: { 200: pageSchema(OwnTicket) } } },
    async (request) => {
      const { limit, cursor } = request.query;
      return pageOf(await ownTickets(request.reading(), request.actor.customerId!, cursor, limit + 1), limit);
    },
  );

  app.post(
    "/api/v1/portal/tickets",
    {
      config: { ...own, ...few(10) },
      schema: {
        tags,
        body: z.strictObject({
          kind,
          categoryKey: z.string().max(60).optional(),
          subject: z.string().trim().min(2).max(200),
          content: Words,
          files: Files,
        }),
        response: { 201: OwnTicketPage },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await request.write((ctx) => fileTicket(ctx, ctx.actor.customerId!, request.body))),
  );

  app.get(
    "/api/v1/portal/tickets/:id",
    { config: own, schema: { tags, params: Id, response: { 200: OwnTicketPage } } },
    (request) => readOwnTicket(request.reading(), request.actor.customerId!, request.params.id),
  );

  app.post(
    "/api/v1/portal/tickets/:id/entries",
    {
      config: { ...own, ...few(30) },
      schema: { tags, params: Id, body: Added, response: { 201: OwnTicketPage } },
    },
    async (request, reply) =>
      reply.code(201).send(
        await request.write(async (ctx) => {
          const customerId = ctx.actor.customerId!;
          await writeOn(ctx, request.params.id, request.body, { customerId, ticketId: null });
          return readOwnTicket(ctx, customerId, request.params.id);
        }),
      ),
  );

  app.post(
    "/api/v1/portal/tickets/:id/answer",
    {
      config: own,
      schema: {
        tags,
        params: Id,
        body: z.strictObject({ satisfied: z.boolean(), words: Words.optional() }),
        response: { 200: OwnTicketPage },
      },
    },
    (request) =>
      request.write(async (ctx) => {
        await answerOwn(ctx, ctx.actor.customerId!, request.params.id, request.body);
        return readOwnTicket(ctx, ctx.actor.customerId!, request.params.id);
      }),
  );

  app.get(
    "/api/v1/portal/messages",
    {
      config: own,
      schema: {
        tags,
        querystring: Paging,
        response: {
          200: pageSchema(
            z.object({
              id: z.uuid(),
              ticketId: z.uuid().nullable(),
              subject: z.string().nullable(),
              body: z.string(),
              at: z.iso.datetime(),
            }),
          ),
        },
      },
    },
    async (request) => {
      const { limit, cursor } = request.query;
      return pageOf(await ownMessages(request.reading(), request.actor.customerId!, cursor, limit + 1), limit);
    },
  );
};

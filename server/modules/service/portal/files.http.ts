import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { open, ownFile as own, type Routes } from "../../../platform/http/route.ts";
import { sendStored } from "../send-file.ts";
import { withAttachment } from "../ticket/attach.receive.ts";
import { openLink } from "./link.actions.ts";
import { demandRoom, keepUpload, ownFileOf } from "./own-files.actions.ts";
import { demandOwn } from "./own-tickets.actions.ts";
import type { UploadOf } from "./upload.store.ts";

const Uploaded = z.object({ id: z.uuid(), name: z.string(), size: z.number().int() }).meta({ id: "OwnUpload" });
const Token = z.strictObject({ token: z.string().regex(/^[\w-]{43}$/) });
const File = z.any().describe("The file");
const few = (max: number) => ({ rateLimit: { max, timeWindow: "1 minute" } });

/**
 * Files between customers and us. They are received before what they belong to is sent, so that each is refused by its
 * name while the customer still writes.
 */
export const ownFileRoutes: Routes = (app) => {
  const tags = ["portal"];
  const upload = {
    tags,
    description: "multipart/form-data with one file; its id goes with the ticket or the words that are sent next.",
    consumes: ["multipart/form-data"],
    response: { 201: Uploaded },
  };

  const receive = async (request: FastifyRequest, reply: FastifyReply, of: () => Promise<UploadOf>) => {
    const kept = await withAttachment(
      request,
      async () => demandRoom(request.reading(), await of()),
      // Asked again: a link may have ended while the file came.
      (file) => request.write(async (ctx) => keepUpload(ctx, await of(), file)),
    );
    return reply.code(201).send(kept);
  };

  app.post("/api/v1/portal/files", { config: { ...own, ...few(40) }, schema: upload }, (request, reply) =>
    receive(request, reply, async () => ({ customerId: request.actor.customerId!, ticketId: null })),
  );

  app.post(
    "/api/v1/ticket-links/:token/files",
    { config: { ...open, ...few(20) }, schema: { ...upload, params: Token } },
    (request, reply) => receive(request, reply, () => openLink(request.reading(), request.params.token)),
  );

  app.get(
    "/api/v1/portal/tickets/:id/files/:fileId",
    {
      config: { ...own, masksItself: true },
      schema: { tags, params: z.strictObject({ id: z.uuid(), fileId: z.uuid() }), response: { 200: File } },
    },
    async (request, reply) => {
      const ctx = request.reading();
      const { id, fileId } = request.params;
      const { customerId } = request.actor;
      await demandOwn(ctx, customerId!, id);
      return sendStored(ctx, reply, await ownFileOf(ctx, customerId!, id, fileId));
    },
  );

  app.get(
    "/api/v1/ticket-links/:token/files/:fileId",
    {
      config: { ...open, masksItself: true, ...few(120) },
      schema: { tags, params: Token.extend({ fileId: z.uuid() }), response: { 200: File } },
    },
    async (request, reply) => {
      const ctx = request.reading();
      const { customerId, ticketId } = await openLink(ctx, request.params.token);
      return sendStored(ctx, reply, await ownFileOf(ctx, customerId, ticketId, request.params.fileId));
    },
  );
};

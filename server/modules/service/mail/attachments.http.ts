import { createReadStream } from "node:fs";
import { z } from "zod";
import { may } from "../../../platform/actor.ts";
import { notFound } from "../../../platform/errors.ts";
import { filePath } from "../../../platform/files/index.ts";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { loadTicket } from "../ticket/ticket.actions.ts";

const Ids = z.strictObject({ id: z.uuid(), attachmentId: z.uuid() });

/** Files that came with a ticket, as they came; a browser shows pictures and keeps the rest, and runs nothing of it. */
export const attachmentRoutes: Routes = (app) => {
  app.get(
    "/api/v1/tickets/:id/attachments/:attachmentId/file",
    { config: grant("service.tickets.read"), schema: { tags: ["tickets"], params: Ids } },
    async (request, reply) => {
      const ctx = request.reading();
      const { customerId, id } = await loadTicket(ctx, request.params.id);
      const row = await ctx.tx
        .selectFrom("service.attachment")
        .select(["fileId", "name", "mediaType", "size"])
        .where("customerId", "=", customerId)
        .where("id", "=", request.params.attachmentId)
        .where("ticketId", "=", id)
        .executeTakeFirst();
      // Whoever may not read what the customer wrote may not read what came with it.
      if (!row || !may(request.actor, "ticket.content:read")) throw notFound({ zh: "附件", en: "attachment" });
      const shows = row.mediaType.startsWith("image/") && row.mediaType !== "image/tiff";
      return reply
        .headers({
          "content-type": row.mediaType,
          "content-length": String(row.size),
          "content-disposition": `${shows ? "inline" : "attachment"}; filename*=UTF-8''${encoded(row.name)}`,
          "content-security-policy": "default-src 'none'; sandbox",
          "x-content-type-options": "nosniff",
        })
        .send(createReadStream(filePath(ctx.services.config, row.fileId)));
    },
  );
};

/** As RFC 8187 writes it. */
const encoded = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);

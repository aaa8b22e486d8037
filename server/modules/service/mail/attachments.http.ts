import { z } from "zod";
import { may } from "../../../platform/actor.ts";
import { notFound } from "../../../platform/errors.ts";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { sendStored } from "../send-file.ts";
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
      return sendStored(ctx, reply, row);
    },
  );
};

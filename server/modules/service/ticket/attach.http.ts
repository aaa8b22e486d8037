import { z } from "zod";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { attachFile } from "./attach.actions.ts";
import { withAttachment } from "./attach.receive.ts";
import { loadTicket } from "./ticket.store.ts";
import { Id } from "./tickets.http.ts";

/** Papers and pictures kept with the ticket; judged by their content as those of mails are. */
export const attachRoutes: Routes = (app) => {
  app.post(
    "/api/v1/tickets/:id/attachments",
    {
      config: grant("service.tickets.work"),
      schema: {
        tags: ["tickets"],
        params: Id,
        description:
          "multipart/form-data with one file; with the field `forCustomer` = `true` before it, the customer sees it.",
        consumes: ["multipart/form-data"],
        response: { 201: z.object({ id: z.uuid() }) },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const made = await withAttachment(
        request,
        () => loadTicket(request.reading(), id),
        (file, { fields }) => {
          const field = fields["forCustomer"];
          const forCustomer = field !== undefined && "value" in field && field.value === "true";
          return request.write((ctx) => attachFile(ctx, id, file, forCustomer ? "staff" : null));
        },
      );
      return reply.code(201).send({ id: made });
    },
  );
};

import { z } from "zod";
import { may } from "../../../platform/actor.ts";
import { notFound } from "../../../platform/errors.ts";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { loadContact } from "../contact/contact.access.ts";
import { loadTicket } from "../ticket/ticket.actions.ts";
import { ContactLetter, shown, TicketLetter } from "./letter.fields.ts";
import { findLetter, letterOfContact, lettersOf } from "./letter.store.ts";

const Id = z.strictObject({ id: z.uuid() });
const none = () => notFound({ zh: "邮件原样", en: "letter as written" });

/** Letters as they were written: tamed HTML, which the console shows in a frame that does nothing. */
export const letterRoutes: Routes = (app) => {
  app.get(
    "/api/v1/contacts/:id/letter",
    {
      config: grant("service.contacts.read"),
      schema: {
        tags: ["service"],
        description: "The letter as which it came; null where it was none, or had words only",
        params: Id,
        response: { 200: z.object({ letter: ContactLetter.nullable() }) },
      },
    },
    async (request) => {
      const ctx = request.reading();
      const { id, customerId, ticketId } = await loadContact(ctx, request.params.id);
      const mayRead = may(request.actor, "serviceContact.content:read");
      const letter = ticketId && mayRead ? await letterOfContact(ctx, { customerId, ticketId }, id) : undefined;
      return { letter: letter ? shown(letter) : null };
    },
  );

  app.get(
    "/api/v1/tickets/:id/letters",
    {
      config: grant("service.tickets.read"),
      schema: {
        tags: ["tickets"],
        description: "Which entries came as letters with HTML; one without an entry opened the ticket",
        params: Id,
        response: {
          200: z.object({
            items: z.array(z.object({ id: z.uuid(), entryId: z.uuid().nullable(), receivedAt: z.iso.datetime() })),
          }),
        },
      },
    },
    async (request) => {
      const ctx = request.reading();
      const { customerId, id } = await loadTicket(ctx, request.params.id);
      // Whoever may not read the words need not know of letters.
      if (!may(request.actor, "ticket.content:read")) return { items: [] };
      return { items: await lettersOf(ctx, { customerId, ticketId: id }) };
    },
  );

  app.get(
    "/api/v1/tickets/:id/letters/:letterId",
    {
      config: grant("service.tickets.read"),
      schema: { tags: ["tickets"], params: Id.extend({ letterId: z.uuid() }), response: { 200: TicketLetter } },
    },
    async (request) => {
      const ctx = request.reading();
      const { customerId, id } = await loadTicket(ctx, request.params.id);
      const letter = await findLetter(ctx, { customerId, ticketId: id }, request.params.letterId);
      if (!letter || !may(request.actor, "ticket.content:read")) throw none();
      return shown(letter);
    },
  );
};

import { z } from "zod";
import type { Context } from "../../../platform/context.ts";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { assignByHand } from "./assign.actions.ts";
import { kinds } from "./choices.ts";
import { mergeTickets, splitTicket } from "./gather.actions.ts";
import { deleteLink, insertLink, unwatch, watch } from "./gather.store.ts";
import { ticketPage } from "./page.ts";
import {
  agreeTime,
  askSpecialist,
  closeTicket,
  goOn,
  noteFirstContact,
  reopenTicket,
  waitForCustomer,
} from "./progress.actions.ts";
import { returnTicket } from "./return.actions.ts";
import { sighted } from "./ticket.access.ts";
import { loadTicket, type TicketRow } from "./ticket.store.ts";
import { Id, TicketPage } from "./tickets.http.ts";

const text = (max: number) => z.string().trim().min(2).max(max);

/** What can be done with one ticket: each verb is a resource of its own. */
export const verbRoutes: Routes = (app) => {
  const verb = <B extends z.ZodType>(
    path: string,
    right: string,
    body: B,
    act: (ctx: Context, ticket: TicketRow, given: z.output<B>) => Promise<unknown>,
  ) =>
    app.post(
      `/api/v1/tickets/:id/${path}`,
      { config: grant(right), schema: { tags: ["tickets"], params: Id, body, response: { 200: TicketPage } } },
      (request) =>
        request.write(async (ctx) => {
          const ticket = await loadTicket(ctx, (request.params as { id: string }).id, true);
          await act(ctx, ticket, request.body as z.output<B>);
          return ticketPage(sighted(ctx), ticket.id);
        }),
    );

  const work = "service.tickets.work";
  verb(
    "assignment",
    "service.tickets.assign",
    z.strictObject({
      departmentId: z.uuid().optional(),
      assigneeId: z.uuid().nullable().optional(),
      reason: z.string().trim().max(500).optional(),
    }),
    assignByHand,
  );
  verb("return", work, z.strictObject({ reason: text(500) }), (ctx, ticket, { reason }) =>
    returnTicket(ctx, ticket, reason),
  );
  verb("taking", work, z.strictObject({}), (ctx, ticket) =>
    assignByHand(ctx, ticket, { assigneeId: ctx.actor.id, reason: "本人领取" }),
  );
  verb(
    "first-contact",
    work,
    z.strictObject({ way: z.enum(["phone", "visit", "counter", "email", "chat"]), note: text(2000) }),
    (ctx, ticket, { way, note }) => noteFirstContact(ctx, ticket, way, note),
  );
  verb("waiting", work, z.strictObject({ reason: text(500) }), (ctx, ticket, { reason }) =>
    waitForCustomer(ctx, ticket, reason),
  );
  verb("resumption", work, z.strictObject({}), goOn);
  verb(
    "specialist",
    work,
    z.strictObject({ staffId: z.uuid(), expectAt: z.iso.datetime() }),
    (ctx, ticket, { staffId, expectAt }) => askSpecialist(ctx, ticket, staffId, expectAt),
  );
  verb("agreed-time", work, z.strictObject({ at: z.iso.datetime() }), (ctx, ticket, { at }) =>
    agreeTime(ctx, ticket, at),
  );
  verb("closure", work, z.strictObject({ outcome: text(2000) }), (ctx, ticket, { outcome }) =>
    closeTicket(ctx, ticket, outcome),
  );
  verb("reopening", work, z.strictObject({ reason: text(1000) }), (ctx, ticket, { reason }) =>
    reopenTicket(ctx, ticket, reason),
  );
  verb("merges", work, z.strictObject({ otherId: z.uuid() }), (ctx, ticket, { otherId }) =>
    mergeTickets(ctx, ticket, otherId),
  );
  verb(
    "splits",
    work,
    z.strictObject({
      kind: z.enum(Object.keys(kinds) as [keyof typeof kinds, ...(keyof typeof kinds)[]]),
      categoryId: z.uuid().optional(),
      subject: text(200),
      content: text(20_000),
    }),
    splitTicket,
  );
  verb("links", work, z.strictObject({ otherId: z.uuid() }), async (ctx, ticket, { otherId }) =>
    insertLink(ctx, ticket, await loadTicket(ctx, otherId), "related"),
  );
  verb("unlinks", work, z.strictObject({ otherId: z.uuid() }), async (ctx, ticket, { otherId }) =>
    deleteLink(ctx, ticket, await loadTicket(ctx, otherId)),
  );
  verb("watching", "service.tickets.read", z.strictObject({ on: z.boolean() }), (ctx, ticket, { on }) =>
    (on ? watch : unwatch)(ctx, ticket, ctx.actor.id!),
  );
};

import { z } from "zod";
import type { Context } from "../../../platform/context.ts";
import { notFound } from "../../../platform/errors.ts";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { Money } from "../../../platform/money.ts";
import { sighted } from "../ticket/ticket.access.ts";
import { loadTicket, type TicketRow } from "../ticket/ticket.store.ts";
import { checks, faults, losses, tellingWays, ways } from "./choices.ts";
import { cancelCompensation, instructCompensation, proposeCompensation } from "./compensation.actions.ts";
import { ComplaintFile } from "./complaint.fields.ts";
import { disposeComplaint } from "./disposal.actions.ts";
import { complaintFile } from "./file.ts";
import { ticketOfPart } from "./part.store.ts";
import { investigate } from "./investigate.actions.ts";
import { reviewComplaint } from "./review.actions.ts";
import { completeMeasure, solve } from "./solve.actions.ts";
import { superviseReopened } from "./supervise.actions.ts";
import { answerResult, tellResult } from "./tell.actions.ts";

const Id = z.strictObject({ id: z.uuid() });
const One = z.strictObject({ id: z.uuid(), partId: z.uuid() });
const text = (max: number) => z.string().trim().min(2).max(max);
const oneOf = <K extends string>(choices: Record<K, unknown>) => z.enum(Object.keys(choices) as [K, ...K[]]);
const positive = Money.refine((fen) => fen > 0n, "more than nothing");

const Checklist = z.strictObject(
  Object.fromEntries(Object.keys(checks).map((key) => [key, z.boolean()])) as Record<keyof typeof checks, z.ZodBoolean>,
);

/** A complaint step by step: each is a resource of its own, and answers all that was done so far. */
export const complaintRoutes: Routes = (app) => {
  const tags = ["complaints"];

  app.get(
    "/api/v1/tickets/:id/complaint",
    {
      config: grant("service.tickets.read"),
      schema: { tags, params: Id, response: { 200: ComplaintFile } },
    },
    async (request) => {
      const ctx = request.reading();
      return complaintFile(ctx, await loadTicket(ctx, request.params.id));
    },
  );

  app.get(
    "/api/v1/ticket-parts/:id",
    {
      config: grant("service.tickets.read"),
      schema: { tags, params: Id, response: { 200: z.object({ ticketId: z.uuid() }) } },
    },
    async (request) => {
      const ctx = request.reading();
      const ticketId = await ticketOfPart(ctx, request.params.id);
      if (!ticketId) throw notFound({ zh: "工单", en: "ticket" });
      return { ticketId: (await loadTicket(ctx, ticketId)).id };
    },
  );

  const step = <B extends z.ZodType>(
    path: string,
    right: string,
    body: B,
    act: (ctx: Context, ticket: TicketRow, given: z.output<B>, partId: string) => Promise<unknown>,
  ) =>
    app.post(
      `/api/v1/tickets/:id/${path}`,
      {
        config: grant(right),
        schema: { tags, params: path.includes(":partId") ? One : Id, body, response: { 200: ComplaintFile } },
      },
      (request) =>
        request.write(async (ctx) => {
          const { id, partId } = request.params as { id: string; partId: string };
          const ticket = await loadTicket(ctx, id, true);
          await act(ctx, ticket, request.body as z.output<B>, partId);
          return complaintFile(sighted(ctx), await loadTicket(sighted(ctx), id));
        }),
    );

  const work = "service.tickets.work";
  step(
    "investigation",
    work,
    z.strictObject({
      cause: z.string().max(60).describe("Id or key of a cause"),
      finding: text(5000),
      responsibleDepartmentId: z.uuid(),
      responsiblePersonId: z.uuid().optional(),
      ourFault: oneOf(faults),
    }),
    investigate,
  );
  step(
    "solution",
    work,
    z.strictObject({
      text: text(5000),
      apology: z.boolean(),
      measures: z
        .array(z.strictObject({ what: text(500), ownerId: z.uuid(), dueOn: z.iso.date() }))
        .min(1)
        .max(20),
    }),
    solve,
  );
  step("supervision", "service.tickets.assign", z.strictObject({ notes: text(2000) }), (ctx, ticket, { notes }) =>
    superviseReopened(ctx, ticket, notes),
  );
  step("measures/:partId/completion", work, z.strictObject({ note: text(1000) }), (ctx, ticket, { note }, id) =>
    completeMeasure(ctx, ticket, id, note),
  );
  step(
    "compensation",
    work,
    z.strictObject({
      lossKind: oneOf(losses),
      outageDays: z.number().int().min(1).max(366).optional(),
      lossAmount: positive.optional(),
      hand: z.strictObject({ way: oneOf(ways).optional(), worth: positive.optional(), reason: text(500) }).optional(),
    }),
    proposeCompensation,
  );
  step("compensation/:partId/instruction", work, z.strictObject({}), (ctx, ticket, _, id) =>
    instructCompensation(ctx, ticket, id),
  );
  step(
    "compensation/:partId/cancellation",
    work,
    z.strictObject({ reason: text(500) }),
    (ctx, ticket, { reason }, id) => cancelCompensation(ctx, ticket, id, reason),
  );
  step(
    "review",
    "service.tickets.review",
    z.strictObject({ passed: z.boolean(), notes: text(2000), checklist: Checklist }),
    reviewComplaint,
  );
  step("disposal", "service.settings", z.strictObject({ reason: text(500) }), (ctx, ticket, { reason }) =>
    disposeComplaint(ctx, ticket, reason),
  );
  step("telling", work, z.strictObject({ way: oneOf(tellingWays), text: text(5000) }), tellResult);
  step(
    "answer",
    work,
    z.strictObject({ satisfied: z.boolean(), words: z.string().trim().max(5000).optional() }),
    answerResult,
  );
};

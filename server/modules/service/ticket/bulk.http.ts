import { z } from "zod";
import type { Context } from "../../../platform/context.ts";
import { AppError } from "../../../platform/errors.ts";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { assignByHand } from "./assign.actions.ts";
import { changeTicket } from "./change.actions.ts";
import { closeTicket } from "./progress.actions.ts";
import { severities, urgencies } from "./choices.ts";
import { watch } from "./gather.store.ts";
import { loadTicket, type TicketRow } from "./ticket.store.ts";

const oneOf = <K extends string>(choices: Record<K, unknown>) => z.enum(Object.keys(choices) as [K, ...K[]]);
const ids = z.array(z.uuid()).min(1).max(200);
const Outcome = z
  .object({
    done: z.number(),
    refused: z.array(z.object({ id: z.uuid(), number: z.string().nullable(), reason: z.string() })),
  })
  .meta({ id: "BulkTicketOutcome" });

/** The same done to many tickets: one that refuses does not hold up the others, and says why. */
async function each(ctx: Context, given: readonly string[], act: (ticket: TicketRow) => Promise<unknown>) {
  const refused: { id: string; number: string | null; reason: string }[] = [];
  let done = 0;
  // In one order, so that two bulk actions never wait for each other in a circle.
  for (const id of [...new Set(given)].sort()) {
    await ctx.query({ name: "", text: "savepoint one" }, []);
    let ticket: TicketRow | undefined;
    try {
      await act((ticket = await loadTicket(ctx, id, true)));
      done += 1;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      await ctx.query({ name: "", text: "rollback to savepoint one" }, []);
      refused.push({ id, number: ticket?.number ?? null, reason: error.details.text[ctx.language] });
    }
  }
  return { done, refused };
}

export const bulkRoutes: Routes = (app) => {
  const bulk = <S extends z.ZodRawShape>(
    path: string,
    right: string,
    shape: S,
    act: (ctx: Context, ticket: TicketRow, given: any) => Promise<unknown>,
  ) =>
    app.post(
      `/api/v1/tickets/bulk/${path}`,
      {
        config: grant(right),
        schema: { tags: ["tickets"], body: z.strictObject({ ids, ...shape }), response: { 200: Outcome } },
      },
      (request) =>
        request.write((ctx) =>
          each(ctx, (request.body as { ids: string[] }).ids, (ticket) => act(ctx, ticket, request.body)),
        ),
    );

  bulk(
    "assignments",
    "service.tickets.assign",
    {
      assigneeId: z.uuid().nullable().optional(),
      departmentId: z.uuid().optional(),
      reason: z.string().trim().max(500).optional(),
    },
    (ctx, ticket, { assigneeId, departmentId, reason }) =>
      assignByHand(ctx, ticket, { assigneeId, departmentId, reason }),
  );
  bulk(
    "changes",
    "service.tickets.work",
    {
      severity: oneOf(severities).optional(),
      urgency: oneOf(urgencies).optional(),
      categoryId: z.uuid().nullable().optional(),
      reason: z.string().trim().min(2).max(500).optional(),
    },
    (ctx, ticket, { severity, urgency, categoryId, reason }) =>
      changeTicket(
        ctx,
        ticket,
        ticket.version,
        {
          ...(severity && { severity }),
          ...(urgency && { urgency }),
          ...(categoryId !== undefined && { categoryId }),
        },
        reason,
      ),
  );
  bulk(
    "closures",
    "service.tickets.work",
    { outcome: z.string().trim().min(2).max(2000) },
    (ctx, ticket, { outcome }) => closeTicket(ctx, ticket, outcome),
  );
  bulk("watching", "service.tickets.read", {}, (ctx, ticket) => watch(ctx, ticket, ctx.actor.id!));
};

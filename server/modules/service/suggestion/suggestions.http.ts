import { z } from "zod";
import type { Context } from "../../../platform/context.ts";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { sighted } from "../ticket/ticket.access.ts";
import { loadTicket, type TicketRow } from "../ticket/ticket.store.ts";
import { analyse, carryOut, decideOn } from "./suggestion.actions.ts";
import { SuggestionFile } from "./suggestion.fields.ts";
import { findSuggestion } from "./suggestion.store.ts";
import { tellAuthor } from "./tell.actions.ts";

const Id = z.strictObject({ id: z.uuid() });
const text = (max: number) => z.string().trim().min(2).max(max);

/** A suggestion: analysed, adopted or not, its author told; what was adopted is carried out (B5.3.2). */
export const suggestionRoutes: Routes = (app) => {
  const tags = ["suggestions"];
  const right = "service.tickets.work";
  const file = async (ctx: Context, ticket: TicketRow) => ({
    suggestion: (await findSuggestion(ctx, ticket)) ?? null,
  });

  app.get(
    "/api/v1/tickets/:id/suggestion",
    {
      config: grant("service.tickets.read"),
      schema: { tags, params: Id, response: { 200: SuggestionFile } },
    },
    async (request) => {
      const ctx = request.reading();
      return file(ctx, await loadTicket(ctx, request.params.id));
    },
  );

  const step = <B extends z.ZodType>(
    path: string,
    body: B,
    act: (ctx: Context, ticket: TicketRow, given: z.output<B>) => Promise<unknown>,
  ) =>
    app.post(
      `/api/v1/tickets/:id/suggestion/${path}`,
      { config: grant(right), schema: { tags, params: Id, body, response: { 200: SuggestionFile } } },
      (request) =>
        request.write(async (ctx) => {
          const ticket = await loadTicket(ctx, (request.params as { id: string }).id, true);
          await act(ctx, ticket, request.body as z.output<B>);
          return file(sighted(ctx), ticket);
        }),
    );

  step("analysis", z.strictObject({ feasibility: text(5000), departmentId: z.uuid() }), analyse);
  step(
    "decision",
    z.strictObject({
      adopted: z.boolean(),
      reason: text(2000),
      ownerId: z.uuid().optional(),
      carryOutBy: z.iso.date().optional(),
    }),
    decideOn,
  );
  step(
    "telling",
    z.strictObject({ way: z.enum(["preferred", "email", "sms", "phone", "visit"]), text: text(2000).optional() }),
    tellAuthor,
  );
  step("completion", z.strictObject({ note: text(1000) }), (ctx, ticket, { note }) => carryOut(ctx, ticket, note));
};

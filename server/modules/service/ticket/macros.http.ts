import { z } from "zod";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { changedMeanwhile } from "../seen.ts";
import { assignByHand } from "./assign.actions.ts";
import { changeTicket } from "./change.actions.ts";
import { severities, urgencies } from "./choices.ts";
import { addEntry } from "./entry.actions.ts";
import { deleteMacro, insertMacro, listMacros, loadMacro, updateMacro } from "./macro.store.ts";
import { ticketPage } from "./page.ts";
import { waitForCustomer } from "./progress.actions.ts";
import { replyToCustomer } from "./reply.actions.ts";
import { loadTicket } from "./ticket.store.ts";
import { Id, TicketPage } from "./tickets.http.ts";

const oneOf = <K extends string>(choices: Record<K, unknown>) => z.enum(Object.keys(choices) as [K, ...K[]]);
const text = (max: number) => z.string().trim().min(1).max(max);

/** Steps that a macro does at once, in this order. */
const Steps = z
  .strictObject({
    note: text(5000).optional(),
    reply: text(5000).optional(),
    severity: oneOf(severities).optional(),
    urgency: oneOf(urgencies).optional(),
    take: z.literal(true).optional(),
    wait: text(500).optional(),
  })
  .refine((steps) => Object.keys(steps).length > 0, { error: "至少要有一个步骤 / at least one step" });
const Macro = z.object({ id: z.uuid(), name: z.string(), steps: Steps, version: z.number() }).meta({ id: "Macro" });
type Steps = z.output<typeof Steps>;
const given = { name: text(60), steps: Steps };

/** A few steps done at once on a ticket. */
export const macroRoutes: Routes = (app) => {
  const tags = ["tickets"];

  app.get(
    "/api/v1/macros",
    { config: grant("service.tickets.work"), schema: { tags, response: { 200: z.object({ items: z.array(Macro) }) } } },
    async (request) => ({ items: await listMacros<Steps>(request.reading()) }),
  );

  app.post(
    "/api/v1/macros",
    { config: grant("service.settings"), schema: { tags, body: z.strictObject(given), response: { 201: Macro } } },
    async (request, reply) => {
      const made = await request.write(async (ctx) => loadMacro<Steps>(ctx, await insertMacro(ctx, request.body)));
      return reply.code(201).send(made);
    },
  );

  app.put(
    "/api/v1/macros/:id",
    {
      config: grant("service.settings"),
      schema: {
        tags,
        params: Id,
        body: z.strictObject({ version: z.number().int(), ...given }).meta({ id: "MacroChange" }),
        response: { 200: Macro },
      },
    },
    (request) =>
      request.write(async (ctx) => {
        const { id } = request.params;
        const { version, ...next } = request.body;
        const before = await loadMacro(ctx, id, true);
        if (before.version !== version) throw changedMeanwhile(before.version);
        await updateMacro(ctx, id, next);
        return loadMacro<Steps>(ctx, id);
      }),
  );

  app.delete(
    "/api/v1/macros/:id",
    { config: grant("service.settings"), schema: { tags, params: Id, response: { 204: z.null() } } },
    async (request, reply) => {
      await request.write(async (ctx) => {
        await loadMacro(ctx, request.params.id, true);
        await deleteMacro(ctx, request.params.id);
      });
      return reply.code(204).send(null);
    },
  );

  app.post(
    "/api/v1/tickets/:id/macros",
    {
      config: grant("service.tickets.work"),
      schema: { tags, params: Id, body: z.strictObject({ macroId: z.uuid() }), response: { 200: TicketPage } },
    },
    (request) =>
      request.write(async (ctx) => {
        const { steps } = await loadMacro<Steps>(ctx, request.body.macroId);
        const again = () => loadTicket(ctx, request.params.id, true);
        const { severity, urgency } = steps;
        if (severity || urgency) {
          const ticket = await again();
          await changeTicket(ctx, ticket, ticket.version, {
            ...(severity && { severity }),
            ...(urgency && { urgency }),
          });
        }
        if (steps.take) await assignByHand(ctx, await again(), { assigneeId: ctx.actor.id });
        if (steps.note) await addEntry(ctx, await again(), { kind: "note", body: steps.note });
        if (steps.reply) await replyToCustomer(ctx, await again(), "preferred", { body: steps.reply });
        if (steps.wait) await waitForCustomer(ctx, await again(), steps.wait);
        return ticketPage(ctx, request.params.id);
      }),
  );
};

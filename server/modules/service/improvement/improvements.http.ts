import { z } from "zod";
import type { Context } from "../../../platform/context.ts";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { pageSchema } from "../../../platform/lists/index.ts";
import { checksOf, countLike } from "./effect.store.ts";
import { abandon, createImprovement, implement, noImprovement, replan } from "./improvement.actions.ts";
import { type State, states } from "./improvement.rules.ts";
import { findImprovement, type ImprovementRow, listImprovements } from "./improvement.store.ts";

const Improvement = z
  .object({
    id: z.uuid(),
    title: z.string(),
    causeId: z.uuid().nullable(),
    categoryId: z.uuid().nullable(),
    measure: z.string(),
    ownerId: z.uuid(),
    ownerName: z.string(),
    dueOn: z.iso.date().nullable(),
    state: z.enum(Object.keys(states) as [State, ...State[]]),
    round: z.number(),
    implementation: z.string().nullable(),
    implementedAt: z.iso.datetime().nullable(),
    implementedByName: z.string().nullable(),
    checkAt: z.iso.datetime().nullable().describe("When its effect is measured"),
    endedReason: z.string().nullable(),
    endedAt: z.iso.datetime().nullable(),
    createdByName: z.string(),
    createdAt: z.iso.datetime(),
    version: z.number(),
    running: z
      .object({ before: z.number(), after: z.number() })
      .nullable()
      .describe("Like complaints before and since it was carried out, while it is being measured"),
    checks: z.array(
      z.object({
        id: z.uuid(),
        round: z.number(),
        measure: z.string(),
        beforeFrom: z.iso.datetime(),
        turnedAt: z.iso.datetime(),
        afterTo: z.iso.datetime(),
        beforeCount: z.number(),
        afterCount: z.number(),
        fall: z.string().nullable().describe("As a fraction; null where there were none before"),
        effective: z.boolean(),
        clause: z.string(),
        checkedAt: z.iso.datetime(),
      }),
    ),
  })
  .meta({ id: "Improvement" });

const text = (max: number) => z.string().trim().min(2).max(max);
const plan = { measure: text(2000), ownerId: z.uuid(), dueOn: z.iso.date() };

async function shown(ctx: Context, rows: readonly ImprovementRow[]) {
  const checks = Map.groupBy(
    await checksOf(
      ctx,
      rows.map((row) => row.id),
    ),
    (one) => one.improvementId,
  );
  const items = [];
  for (const row of rows) items.push({ ...row, running: await runningOf(ctx, row), checks: checks.get(row.id) ?? [] });
  return items;
}

async function runningOf(ctx: Context, row: ImprovementRow) {
  if (row.state !== "implemented" || !row.checkAt) return null;
  const turned = new Date(row.implementedAt!);
  const from = new Date(2 * turned.getTime() - Date.parse(row.checkAt));
  return { before: await countLike(ctx, row, from, turned), after: await countLike(ctx, row, turned, ctx.now) };
}

/** Cause, measure, implementation, effect (T5.3, E4.3.6). */
export const improvementRoutes: Routes = (app) => {
  const tags = ["improvements"];
  const read = grant("service.improvements.read");
  const manage = grant("service.improvements.manage");
  const params = z.strictObject({ id: z.uuid() });
  const one = async (ctx: Context, id: string) => {
    const row = await findImprovement(ctx, id);
    if (!row) throw noImprovement();
    return (await shown(ctx, [row]))[0]!;
  };

  app.get(
    "/api/v1/improvements",
    {
      config: read,
      schema: {
        tags,
        querystring: z.strictObject({
          state: z.enum(["open", "all"]).default("all"),
          limit: z.coerce.number().int().min(1).max(100).default(30),
          cursor: z.uuid().optional(),
        }),
        response: { 200: pageSchema(Improvement) },
      },
    },
    async (request) => {
      const ctx = request.reading();
      const { state, limit, cursor } = request.query;
      const rows = await listImprovements(ctx, { open: state === "open", cursor, limit });
      const items = rows.slice(0, limit);
      return { items: await shown(ctx, items), next: rows.length > limit ? items.at(-1)!.id : null };
    },
  );

  app.get(
    "/api/v1/improvements/:id",
    { config: read, schema: { tags, params, response: { 200: Improvement } } },
    (request) => one(request.reading(), request.params.id),
  );

  app.post(
    "/api/v1/improvements",
    {
      config: manage,
      schema: {
        tags,
        body: z.strictObject({
          title: text(200),
          causeId: z.uuid().optional(),
          categoryId: z.uuid().optional(),
          ...plan,
        }),
        response: { 201: Improvement },
      },
    },
    async (request, reply) => {
      const made = await request.write(async (ctx) => one(ctx, await createImprovement(ctx, request.body)));
      return reply.code(201).send(made);
    },
  );

  const verb = <B extends z.ZodType>(
    path: string,
    body: B,
    act: (ctx: Context, id: string, given: z.output<B>) => Promise<void>,
  ) =>
    app.post(
      `/api/v1/improvements/:id/${path}`,
      { config: manage, schema: { tags, params, body, response: { 200: Improvement } } },
      (request) =>
        request.write(async (ctx) => {
          const { id } = request.params as { id: string };
          await act(ctx, id, request.body as z.output<B>);
          return one(ctx, id);
        }),
    );
  verb("plan", z.strictObject(plan), replan);
  verb("implementation", z.strictObject({ implementation: text(2000) }), (ctx, id, given) =>
    implement(ctx, id, given.implementation),
  );
  verb("abandonment", z.strictObject({ reason: text(1000) }), (ctx, id, given) => abandon(ctx, id, given.reason));
};

import { z } from "zod";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { pageSchema } from "../../../platform/lists/index.ts";
import { Text } from "../../../platform/text.schema.ts";
import { readAnalysis, signAnalysis } from "./analysis.actions.ts";
import { questionKinds } from "./choices.ts";
import { complete, judgeEffect, registerMeasure } from "./measure.actions.ts";
import { findMeasure, listMeasures } from "./measure.store.ts";
import { Levels, Period, PeriodKey } from "./statistics.http.ts";

const oneOf = <K extends string>(choices: Readonly<Record<K, unknown>>) => z.enum(Object.keys(choices) as [K, ...K[]]);
const Id = z.strictObject({ id: z.uuid() });
const words = z.string().trim().min(2).max(2000);

const Analysis = z
  .object({
    period: Period,
    over: z.boolean(),
    levels: Levels,
    forms: z.array(
      z.object({
        formId: z.uuid(),
        plan: z.string().nullable(),
        items: z.array(
          z.object({
            question: z.string(),
            label: z.string(),
            kind: oneOf(questionKinds),
            answers: z.number(),
            mean: z.number().nullable(),
            satisfied: z.number().nullable().describe("Share of fours and fives"),
            values: z.array(z.object({ value: z.string(), count: z.number() })),
          }),
        ),
      }),
    ),
    categories: z.array(
      z.object({
        category: z.string(),
        label: Text.optional().describe("As it is called; what was signed earlier has none"),
        opinions: z.number(),
        dissatisfied: z.number(),
        before: z.number().describe("Opinions of the period before"),
      }),
    ),
    words: z
      .array(z.object({ word: z.string(), count: z.number() }))
      .nullable()
      .describe("Pairs of characters that opinions share; null where the role may not read opinions"),
    trend: z.array(
      z.object({
        key: z.string(),
        label: Text,
        due: z.number(),
        inTime: z.number(),
        made: z.number(),
        rated: z.number(),
        satisfied: z.number(),
      }),
    ),
    report: z.object({ note: z.string(), signedByName: z.string(), signedAt: z.iso.datetime() }).nullable(),
  })
  .meta({ id: "CallbackAnalysis" });

const Measure = z
  .object({
    id: z.uuid(),
    periodKey: z.string(),
    category: z.string().nullable(),
    what: z.string(),
    ownerId: z.uuid(),
    ownerName: z.string().nullable(),
    finishOn: z.iso.date(),
    createdByName: z.string(),
    createdAt: z.iso.datetime(),
    result: z.string().nullable(),
    doneByName: z.string().nullable(),
    doneAt: z.iso.datetime().nullable(),
    effective: z.boolean().nullable(),
    effectNote: z.string().nullable(),
    judgedByName: z.string().nullable(),
    judgedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: "CallbackMeasure" });

/** What callbacks say, and the measures that follow (T7.3). */
export const analysisRoutes: Routes = (app) => {
  const tags = ["callbacks"];
  const [reads, reviews, plans] = [
    grant("service.callbacks.read"),
    grant("service.callbacks.review"),
    grant("service.callbacks.plan"),
  ];
  const Of = z.strictObject({ period: PeriodKey });

  app.get(
    "/api/v1/callback-analysis/:period",
    { config: reviews, schema: { tags, params: Of, response: { 200: Analysis } } },
    (request) => readAnalysis(request.reading(), request.params.period),
  );

  app.post(
    "/api/v1/callback-analysis/:period/conclusion",
    {
      config: plans,
      schema: {
        tags,
        params: Of,
        body: z.strictObject({ note: z.string().trim().min(2).max(5000) }),
        response: { 200: Analysis },
      },
    },
    (request) =>
      request.write(async (ctx) => {
        await signAnalysis(ctx, request.params.period, request.body.note);
        return readAnalysis(ctx, request.params.period);
      }),
  );

  app.get(
    "/api/v1/callback-measures",
    {
      config: reads,
      schema: {
        tags,
        querystring: z.strictObject({
          limit: z.coerce.number().int().min(1).max(200).default(50),
          cursor: z.uuid().optional(),
          state: z.enum(["open", "all"]).default("all"),
        }),
        response: { 200: pageSchema(Measure) },
      },
    },
    async (request) => {
      const { limit, cursor, state } = request.query;
      const rows = await listMeasures(request.reading(), { open: state === "open", cursor, limit });
      const items = rows.slice(0, limit) as z.infer<typeof Measure>[];
      return { items, next: rows.length > limit ? items.at(-1)!.id : null };
    },
  );

  app.post(
    "/api/v1/callback-measures",
    {
      config: plans,
      schema: {
        tags,
        body: z
          .strictObject({
            periodKey: PeriodKey,
            category: z.string().min(1).max(60).nullable().default(null),
            what: words,
            ownerId: z.uuid(),
            finishOn: z.iso.date(),
          })
          .meta({ id: "NewCallbackMeasure" }),
        response: { 201: Measure },
      },
    },
    async (request, reply) => {
      const made = await request.write(async (ctx) => findMeasure(ctx, await registerMeasure(ctx, request.body)));
      return reply.code(201).send(made as z.infer<typeof Measure>);
    },
  );

  app.post(
    "/api/v1/callback-measures/:id/completion",
    {
      config: reads,
      schema: { tags, params: Id, body: z.strictObject({ result: words }), response: { 200: Measure } },
    },
    (request) =>
      request.write(async (ctx) => {
        await complete(ctx, request.params.id, request.body.result);
        return (await findMeasure(ctx, request.params.id)) as z.infer<typeof Measure>;
      }),
  );

  app.post(
    "/api/v1/callback-measures/:id/effect",
    {
      config: plans,
      schema: {
        tags,
        params: Id,
        body: z.strictObject({ effective: z.boolean(), note: words }),
        response: { 200: Measure },
      },
    },
    (request) =>
      request.write(async (ctx) => {
        await judgeEffect(ctx, request.params.id, request.body.effective, request.body.note);
        return (await findMeasure(ctx, request.params.id)) as z.infer<typeof Measure>;
      }),
  );
};

import { z } from "zod";
import type { Context } from "../../../platform/context.ts";
import { forbidden } from "../../../platform/errors.ts";
import { canRead } from "../../../platform/fields/index.ts";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { listQuerySchema, pageSchema, readListRequest, readPage } from "../../../platform/lists/index.ts";
import { namesOfCustomers } from "../../customers/index.ts";
import { departmentNames } from "../../identity/index.ts";
import { assign, loadCallback } from "./callback.actions.ts";
import { Callback, callback, CallbackAnswer, CallbackRemedy } from "./callback.fields.ts";
import { Answer, Question } from "./callback.rules.ts";
import { callbackList, type CallbackRow, countCallbacks } from "./callback.store.ts";
import { failures, ways } from "./choices.ts";
import { formOf } from "./form.store.ts";
import { attemptsAllowed, lastNextDay } from "./limits.ts";
import { attempt, record } from "./record.actions.ts";
import { answersOf, attemptsOf } from "./record.store.ts";
import { readRemediesOf } from "./remedy.actions.ts";
import { review } from "./review.actions.ts";

const oneOf = <K extends string>(choices: Readonly<Record<K, unknown>>) => z.enum(Object.keys(choices) as [K, ...K[]]);
const Id = z.strictObject({ id: z.uuid() });
const words = (max = 2000) => z.string().trim().min(1).max(max).nullable().optional();

const narrowings = ["mine", "late", "unreviewed", "dissatisfied"] as const;
const Query = listQuerySchema(callback).extend({
  only: z.enum(narrowings).optional().describe("What waits for me, is late, is to be reviewed, or was dissatisfied"),
  said: z.string().trim().min(2).max(20).optional().describe("Opinions that hold this"),
  form: z.uuid().optional().describe("With `question` and `value`: who gave this answer"),
  question: z.string().max(30).optional(),
  value: z.string().max(100).optional(),
});

const Row = z
  .object({ callback: Callback, customerName: z.string().nullable().describe("As the reader may see it") })
  .meta({ id: "CallbackRow" });

const Page = z
  .object({
    callback: Callback,
    customerName: z.string().nullable(),
    script: z.string().nullable(),
    questions: z.array(Question),
    answers: z.array(CallbackAnswer),
    attempts: z.array(
      z.object({
        id: z.uuid(),
        at: z.iso.datetime(),
        way: oneOf(ways),
        outcome: oneOf(failures),
        tryAt: z.iso.datetime().nullable(),
        byName: z.string(),
      }),
    ),
    remedies: z.array(CallbackRemedy),
    attemptsAllowed: z.number().describe("Tries after which it ends as not reached"),
    lastNextDay: z.iso.date().nullable().describe("The last day for which the next callback may be agreed"),
    mayCall: z.boolean().describe("False where the reader handled the complaint"),
  })
  .meta({ id: "CallbackPage" });

const NewRecord = z
  .strictObject({
    at: z.iso.datetime().describe("When the customer was reached"),
    way: oneOf(ways),
    satisfaction: z.number().int().min(1).max(5).nullable().optional().describe("5 is very satisfied"),
    answers: z.array(Answer).max(30).default([]),
    opinion: words(),
    opinionCategory: z.string().min(1).max(60).nullable().optional(),
    answered: words().describe("Questions answered on the spot"),
    fixed: words().describe("How a dissatisfied customer was helped at once"),
    explanation: words().describe("Else why not"),
    nextOn: z.iso.date().nullable().optional().describe("and when we call again"),
    remedy: z
      .strictObject({ departmentId: z.uuid(), problem: z.string().trim().min(2).max(2000) })
      .optional()
      .describe("What the department responsible puts right"),
  })
  .meta({ id: "NewCallbackRecord" });

const NewAttempt = z
  .strictObject({
    at: z.iso.datetime(),
    way: oneOf(ways),
    outcome: oneOf(failures),
    tryAt: z.iso.datetime().optional().describe("When to try again; not after the last try"),
  })
  .meta({ id: "NewCallbackAttempt" });

async function readPageOf(ctx: Context, id: string) {
  const row = await loadCallback(ctx, id);
  const form = await formOf(ctx, row.formId);
  const names = await namesOfCustomers(ctx, [row.customerId]);
  return {
    callback: row as never,
    customerName: names.get(row.customerId) ?? null,
    script: form?.script || null,
    questions: form?.questions ?? [],
    answers: await answersOf(ctx, row.customerId, id),
    attempts: (await attemptsOf(ctx, row.customerId, id)) as never,
    remedies: await readRemediesOf(ctx, row.customerId, id),
    attemptsAllowed: await attemptsAllowed(ctx),
    lastNextDay: (await lastNextDay(ctx)) ?? null,
    mayCall: !(row.severity !== null && row.handledBy.includes(ctx.actor.id!)),
  };
}

/** What is to be called, what was said, and what its manager says of it (T7.2, S2.2.3, S2.2.4). */
export const callbackRoutes: Routes = (app) => {
  const tags = ["callbacks"];
  const [reads, makes] = [grant("service.callbacks.read"), grant("service.callbacks.make")];

  app.get(
    "/api/v1/callbacks",
    { config: reads, schema: { tags, querystring: Query, response: { 200: pageSchema(Row) } } },
    async (request) => {
      const ctx = request.reading();
      const { only, said, form, question, value, ...query } = request.query;
      // To find by words is to read them.
      if (said && !canRead(request.actor, callback, callback.fields.opinion))
        throw forbidden({ zh: "您的岗位不能查看客户意见。", en: "Your role may not read opinions." });
      const asked = readListRequest(callback, query, request.actor, only === "unreviewed" ? "calledAt" : "dueAt");
      const answer = form && question && value !== undefined ? { formId: form, question, value } : undefined;
      const source = callbackList(request.actor, ctx.now, { ...(only && { [only]: true }), said, answer });
      const { items, next } = await readPage<CallbackRow>(ctx.services.db, source, asked);
      const names = await namesOfCustomers(
        ctx,
        items.map((row) => row.customerId),
      );
      return {
        items: items.map((row) => ({ callback: row as never, customerName: names.get(row.customerId) ?? null })),
        next,
      };
    },
  );

  app.get(
    "/api/v1/callbacks/counts",
    {
      config: reads,
      schema: {
        tags,
        response: {
          200: z.object({ mine: z.number(), late: z.number(), unreviewed: z.number() }).describe("At most 1000"),
        },
      },
    },
    (request) => countCallbacks(request.reading()),
  );

  app.get(
    "/api/v1/callbacks/departments",
    {
      config: makes,
      schema: {
        tags,
        response: {
          200: z.object({
            items: z.array(z.object({ id: z.uuid(), name: z.string(), nameEn: z.string().nullable() })),
          }),
        },
      },
    },
    async (request) => ({ items: await departmentNames(request.reading()) }),
  );

  app.get(
    "/api/v1/callbacks/:id",
    { config: reads, schema: { tags, params: Id, response: { 200: Page } } },
    (request) => readPageOf(request.reading(), request.params.id),
  );

  app.post(
    "/api/v1/callbacks/:id/record",
    { config: makes, schema: { tags, params: Id, body: NewRecord, response: { 200: Page } } },
    (request) =>
      request.write(async (ctx) => {
        await record(ctx, request.params.id, request.body as never);
        return readPageOf(ctx, request.params.id);
      }),
  );

  app.post(
    "/api/v1/callbacks/:id/attempts",
    { config: makes, schema: { tags, params: Id, body: NewAttempt, response: { 200: Page } } },
    (request) =>
      request.write(async (ctx) => {
        await attempt(ctx, request.params.id, request.body);
        return readPageOf(ctx, request.params.id);
      }),
  );

  app.post(
    "/api/v1/callbacks/:id/assignment",
    {
      config: grant("service.callbacks.plan"),
      schema: { tags, params: Id, body: z.strictObject({ assigneeId: z.uuid() }), response: { 200: Page } },
    },
    (request) =>
      request.write(async (ctx) => {
        await assign(ctx, request.params.id, request.body.assigneeId);
        return readPageOf(ctx, request.params.id);
      }),
  );

  app.post(
    "/api/v1/callback-reviews",
    {
      config: grant("service.callbacks.review"),
      schema: {
        tags,
        body: z
          .strictObject({
            ids: z.array(z.uuid()).min(1).max(200),
            comment: z.string().trim().min(1).max(1000).optional(),
            valid: z.boolean().default(true).describe("Whether the rating counts"),
          })
          .meta({ id: "CallbackReview" }),
        response: {
          200: z.object({
            reviewed: z.number(),
            left: z.number().describe("Own records, and those that were signed already"),
          }),
        },
      },
    },
    (request) =>
      request.write((ctx) =>
        review(ctx, request.body.ids, { comment: request.body.comment ?? null, valid: request.body.valid }),
      ),
  );
};

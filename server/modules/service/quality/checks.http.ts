import { z } from "zod";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { pageSchema } from "../../../platform/lists/index.ts";
import { checkViews, countChecks, listChecks, visibleChecks } from "./check.store.ts";
import { viewOf } from "./check.view.ts";
import { chooseCheck } from "./choose.actions.ts";
import { Check, CheckLine, Id, kind, plain, Reviewing, Scoring, version, words } from "./quality.schema.ts";
import { disputeCheck, giveCheck, reviewCheck, scoreCheck } from "./score.actions.ts";
import { lookAgain, recordTalk } from "./talk.actions.ts";

const Asked = z.strictObject({
  view: z.enum(checkViews).default("results"),
  scorer: z.literal("me").optional(),
  staffId: z.uuid().optional(),
  kind: kind.optional(),
  drawId: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.uuid().optional(),
});

/** Checks of handled contacts and closed tickets: scorers see those to score, everybody their own results (T12.1, S1.3). */
export const checkRoutes: Routes = (app) => {
  const tags = ["quality"];
  const read = grant("service.quality.read");
  const score = grant("service.quality.score");
  const response = { 200: Check };

  app.get(
    "/api/v1/quality-checks",
    { config: read, schema: { tags, querystring: Asked, response: { 200: pageSchema(CheckLine) } } },
    async (request) => {
      const { limit, cursor, scorer, ...filter } = request.query;
      const ctx = request.reading();
      const scorerId = scorer && ctx.actor.id ? ctx.actor.id : undefined;
      const rows = await listChecks(ctx.tx, visibleChecks(ctx.actor), { ...filter, scorerId }, { cursor, limit });
      const items = rows.slice(0, limit).map(plain);
      return { items, next: rows.length > limit ? items.at(-1)!.id : null };
    },
  );

  app.get(
    "/api/v1/quality-checks/counts",
    {
      config: read,
      schema: { tags, response: { 200: z.record(z.enum(checkViews), z.number()).meta({ id: "QualityCounts" }) } },
    },
    (request) => {
      const ctx = request.reading();
      return countChecks(ctx.tx, visibleChecks(ctx.actor));
    },
  );

  app.get("/api/v1/quality-checks/:id", { config: read, schema: { tags, params: Id, response } }, (request) =>
    viewOf(request.reading(), request.params.id),
  );

  app.post(
    "/api/v1/quality-checks",
    {
      config: score,
      schema: {
        tags,
        body: z
          .strictObject({ subjectType: z.enum(["contact", "ticket"]), subjectId: z.uuid(), sheetId: z.uuid() })
          .meta({ id: "NewQualityCheck" }),
        response: { 201: Check },
      },
    },
    async (request, reply) => {
      const made = await request.write(async (ctx) => viewOf(ctx, await chooseCheck(ctx, request.body)));
      return reply.code(201).send(made);
    },
  );

  app.post(
    "/api/v1/quality-checks/:id/scoring",
    { config: score, schema: { tags, params: Id, body: Scoring, response } },
    (request) =>
      request.write(async (ctx) => {
        await scoreCheck(ctx, request.params.id, request.body);
        return viewOf(ctx, request.params.id);
      }),
  );

  app.put(
    "/api/v1/quality-checks/:id/scorer",
    {
      config: score,
      schema: {
        tags,
        params: Id,
        body: z.strictObject({ version, scorerId: z.uuid() }).meta({ id: "QualityScorer" }),
        response,
      },
    },
    (request) =>
      request.write(async (ctx) => {
        await giveCheck(ctx, request.params.id, request.body.version, request.body.scorerId);
        return viewOf(ctx, request.params.id);
      }),
  );

  app.post(
    "/api/v1/quality-checks/:id/dispute",
    {
      config: read,
      schema: {
        tags,
        params: Id,
        body: z.strictObject({ version, reason: words(2_000) }).meta({ id: "QualityDispute" }),
        response,
      },
    },
    (request) =>
      request.write(async (ctx) => {
        await disputeCheck(ctx, request.params.id, request.body.version, request.body.reason);
        return viewOf(ctx, request.params.id);
      }),
  );

  app.post(
    "/api/v1/quality-checks/:id/review",
    { config: score, schema: { tags, params: Id, body: Reviewing, response } },
    (request) =>
      request.write(async (ctx) => {
        await reviewCheck(ctx, request.params.id, request.body);
        return viewOf(ctx, request.params.id);
      }),
  );

  app.post(
    "/api/v1/quality-checks/:id/talk",
    {
      config: score,
      schema: {
        tags,
        params: Id,
        body: z
          .strictObject({ version, improvements: words(3_000), lookAgainOn: z.iso.date() })
          .meta({ id: "QualityTalk" }),
        response,
      },
    },
    (request) =>
      request.write(async (ctx) => {
        await recordTalk(ctx, request.params.id, request.body);
        return viewOf(ctx, request.params.id);
      }),
  );

  app.post(
    "/api/v1/quality-checks/:id/second-look",
    {
      config: score,
      schema: {
        tags,
        params: Id,
        body: z
          .strictObject({ version, improved: z.boolean(), note: z.string().trim().max(2_000).nullish() })
          .meta({ id: "QualitySecondLook" }),
        response,
      },
    },
    (request) =>
      request.write(async (ctx) => {
        await lookAgain(ctx, request.params.id, request.body);
        return viewOf(ctx, request.params.id);
      }),
  );
};

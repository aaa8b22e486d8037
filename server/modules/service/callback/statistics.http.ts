import { createReadStream } from "node:fs";
import { z } from "zod";
import type { Context } from "../../../platform/context.ts";
import { conflict, notFound } from "../../../platform/errors.ts";
import { filePath, findFile } from "../../../platform/files/index.ts";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { findRun, startRun } from "../../../platform/runs.ts";
import { Text } from "../../../platform/text.schema.ts";
import { periodOfKey, readStatistics, signStatistics } from "./statistics.actions.ts";
import { type FilePlan, statisticsKind } from "./statistics.run.ts";

export const PeriodKey = z.string().max(10).describe("2026-05, 2026-Q2, 2026-H1 or 2026");
export const Period = z.object({
  key: z.string(),
  label: Text,
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  firstDay: z.iso.date(),
  lastDay: z.iso.date(),
});
const figures = {
  due: z.number().describe("Due in the period"),
  inTime: z.number().describe("of them made in time"),
  made: z.number().describe("Made in the period"),
  unreached: z.number(),
  rated: z.number().describe("with a valid rating"),
  satisfied: z.number(),
  dissatisfied: z.number(),
};
export const Levels = z.array(z.object({ level: z.number(), count: z.number() }));

const Statistics = z
  .object({
    period: Period,
    over: z.boolean(),
    total: z.object(figures),
    departments: z.array(
      z.object({
        departmentId: z.uuid().nullable(),
        name: Text.nullable(),
        ...figures,
        callers: z.array(z.object({ personId: z.uuid().nullable(), name: z.string().nullable(), ...figures })),
      }),
    ),
    levels: Levels,
    problems: z.array(
      z.object({
        category: z.string(),
        label: Text.optional().describe("As it is called; what was signed earlier has none"),
        opinions: z.number(),
        dissatisfied: z.number(),
      }),
    ),
    remedies: z.object({ opened: z.number(), answered: z.number(), inTime: z.number() }),
    report: z
      .object({ id: z.uuid(), note: z.string(), signedByName: z.string(), signedAt: z.iso.datetime() })
      .nullable()
      .describe("Once signed, the figures stand as they were then"),
  })
  .meta({ id: "CallbackStatistics" });

const File = z
  .object({
    id: z.uuid(),
    state: z.enum(["queued", "running", "done", "failed", "cancelled"]),
    period: z.string(),
    format: z.enum(["pdf", "xlsx"]),
  })
  .meta({ id: "CallbackStatisticsFile" });

/** Somebody's own file. */
async function loadFile(ctx: Context, id: string) {
  const run = await findRun(ctx, id);
  if (run.kind !== statisticsKind || run.createdBy !== ctx.actor.id) throw notFound({ zh: "文件", en: "file" });
  const { period, format } = run.parameters as FilePlan;
  return { id: run.id, state: run.state as z.infer<typeof File>["state"], period, format };
}

/** Callback statistics of a period: to see, to sign, to print (S2.2.4). */
export const statisticsRoutes: Routes = (app) => {
  const tags = ["callbacks"];
  const reads = grant("service.callbacks.review");
  const Period1 = z.strictObject({ period: PeriodKey });
  const Id = z.strictObject({ id: z.uuid() });

  app.get(
    "/api/v1/callback-statistics/:period",
    { config: reads, schema: { tags, params: Period1, response: { 200: Statistics } } },
    (request) => readStatistics(request.reading(), request.params.period),
  );

  app.post(
    "/api/v1/callback-statistics/:period/report",
    {
      config: grant("service.callbacks.plan"),
      schema: {
        tags,
        params: Period1,
        body: z.strictObject({ note: z.string().trim().min(2).max(5000).describe("What the management is told") }),
        response: { 200: Statistics },
      },
    },
    (request) =>
      request.write(async (ctx) => {
        await signStatistics(ctx, request.params.period, request.body.note);
        return readStatistics(ctx, request.params.period);
      }),
  );

  app.post(
    "/api/v1/callback-statistics/:period/files",
    {
      config: reads,
      schema: {
        tags,
        params: Period1,
        body: z.strictObject({ format: z.enum(["pdf", "xlsx"]) }),
        response: { 202: File },
      },
    },
    async (request, reply) => {
      const { key: period } = periodOfKey(request.params.period);
      const plan: FilePlan = { period, format: request.body.format, language: request.language };
      const id = await request.write((ctx) => startRun(ctx, statisticsKind, plan));
      return reply.code(202).send(await loadFile(request.reading(), id));
    },
  );

  app.get(
    "/api/v1/callback-statistics-files/:id",
    { config: reads, schema: { tags, params: Id, response: { 200: File } } },
    (request) => loadFile(request.reading(), request.params.id),
  );

  app.get(
    "/api/v1/callback-statistics-files/:id/file",
    { config: { ...reads, masksItself: true }, schema: { tags, params: Id } },
    async (request, reply) => {
      const ctx = request.reading();
      const { id, state } = await loadFile(ctx, request.params.id);
      if (state !== "done")
        throw conflict("service.file_not_ready", { zh: "文件尚未生成。", en: "The file is not ready." }, { state });
      const file = await findFile(ctx, id);
      return reply
        .type(file.mediaType)
        .header("content-length", Number(file.size))
        .header("content-disposition", `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
        .send(createReadStream(filePath(ctx.services.config, id)));
    },
  );
};

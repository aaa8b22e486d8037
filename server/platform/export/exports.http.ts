import { createReadStream } from "node:fs";
import { z } from "zod";
import type { Context } from "../context.ts";
import { AppError, conflict, notFound } from "../errors.ts";
import { filePath, findFile } from "../files/index.ts";
import { grant, type Routes } from "../http/route.ts";
import { findRun, startRun } from "../runs.ts";
import type { ExportList } from "./export.list.ts";
import { type ExportPlan, exportRequest } from "./export.run.ts";
import { columnsFor } from "./export.values.ts";

const Id = z.strictObject({ id: z.uuid() });
const Export = z
  .object({
    id: z.uuid(),
    state: z.enum(["queued", "running", "done", "failed", "cancelled"]),
    format: z.enum(["csv", "xlsx"]),
    columns: z.array(z.string()),
    done: z.number(),
    total: z.number().nullable(),
    problem: z.record(z.string(), z.unknown()).nullable(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: "Export" });

const newExport = (list: string) =>
  z.strictObject({
    list: z.literal(list).default(list),
    filters: z
      .record(z.string().max(50), z.string().max(500))
      .default({})
      .describe("As the list takes them: q, sort and fields"),
    ids: z.array(z.uuid()).min(1).max(1_000).optional().describe("Only these of what the filters find"),
    columns: z.array(z.string().max(50)).max(100).optional(),
    format: z.enum(["csv", "xlsx"]).default("csv"),
    encoding: z
      .enum(["utf-8", "gb18030"])
      .default("utf-8")
      .describe("Of CSV; Excel in China opens gb18030 without asking"),
  });

/** Somebody's own export; nobody else's is there for them. */
async function loadExport(ctx: Context, { key }: ExportList, id: string) {
  const run = await findRun(ctx, id);
  if (run.kind !== key || run.createdBy !== ctx.actor.id) throw notFound({ zh: "导出", en: "export" });
  const plan = run.parameters as ExportPlan;
  return {
    id: run.id,
    state: run.state as z.infer<typeof Export>["state"],
    format: plan.format,
    columns: [...plan.columns],
    done: Number(run.done),
    total: run.total === null ? null : Number(run.total),
    problem: run.problem as Record<string, unknown> | null,
    createdAt: run.createdAt,
  };
}

/** Taking a list out as a file: asked for, watched as a run, fetched within its term by whoever asked. */
export const exportRoutes =
  (list: ExportList): Routes =>
  (app) => {
    const tags = ["exports"];
    const config = grant(list.key);

    app.post(
      list.path,
      { config, schema: { tags, body: newExport(list.list), response: { 202: Export } } },
      async (request, reply) => {
        const { filters, ids, columns, format, encoding } = request.body;
        const { actor, language } = request;
        if ("limit" in filters || "cursor" in filters)
          throw new AppError("lists.invalid", 400, {
            text: {
              zh: "导出总是包含全部结果，不能指定页数。",
              en: "An export holds all results: it takes no limit or cursor.",
            },
          });
        exportRequest(list, actor, filters);
        const plan: ExportPlan = {
          filters,
          ids,
          columns: columnsFor(list, actor, columns),
          format,
          encoding,
          language,
          actor: { ...actor, grants: [...actor.grants] },
        };
        const id = await request.write((ctx) => startRun(ctx, list.key, plan));
        return reply.code(202).send(await loadExport(request.reading(), list, id));
      },
    );

    app.get(`${list.path}/:id`, { config, schema: { tags, params: Id, response: { 200: Export } } }, (request) =>
      loadExport(request.reading(), list, request.params.id),
    );

    app.get(
      `${list.path}/:id/file`,
      { config: { ...config, masksItself: true }, schema: { tags, params: Id } },
      async (request, reply) => {
        const ctx = request.reading();
        const { id, state } = await loadExport(ctx, list, request.params.id);
        if (state !== "done")
          throw conflict("exports.not_ready", { zh: "导出尚未完成。", en: "The export is not ready." }, { state });
        const file = await findFile(ctx, id);
        await request.write((own) =>
          own.emit({ kind: `${list.key}.downloaded`, subjectType: "export", subjectId: id }),
        );
        return reply
          .type(file.mediaType)
          .header("content-length", Number(file.size))
          .header("content-disposition", `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
          .send(createReadStream(filePath(ctx.services.config, id)));
      },
    );
  };

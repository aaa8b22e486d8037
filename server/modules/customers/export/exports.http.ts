import { createReadStream } from "node:fs";
import { z } from "zod";
import type { Context } from "../../../platform/context.ts";
import { AppError, conflict, notFound } from "../../../platform/errors.ts";
import { filePath, findFile } from "../../../platform/files/index.ts";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { findRun, startRun } from "../../../platform/runs.ts";
import { columnsFor } from "./export.values.ts";
import { type ExportPlan, exportRequest } from "./export.run.ts";

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

const NewExport = z
  .strictObject({
    list: z.literal("customers"),
    filters: z
      .record(z.string().max(50), z.string().max(500))
      .default({})
      .describe("As the list takes them: q, sort and fields"),
    columns: z.array(z.string().max(50)).max(100).optional(),
    format: z.enum(["csv", "xlsx"]).default("csv"),
    encoding: z
      .enum(["utf-8", "gb18030"])
      .default("utf-8")
      .describe("Of CSV; Excel in China opens gb18030 without asking"),
  })
  .meta({ id: "NewExport" });

/** Somebody's own export; nobody else's is there for them. */
async function loadExport(ctx: Context, id: string) {
  const run = await findRun(ctx, id);
  if (run.kind !== "customers.export" || run.createdBy !== ctx.actor.id) throw notFound({ zh: "导出", en: "export" });
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

export const exportRoutes: Routes = (app) => {
  const tags = ["exports"];
  const config = grant("customers.export");

  app.post(
    "/api/v1/exports",
    { config, schema: { tags, body: NewExport, response: { 202: Export } } },
    async (request, reply) => {
      const { filters, columns, format, encoding } = request.body;
      const { actor, language } = request;
      if ("limit" in filters || "cursor" in filters)
        throw new AppError("lists.invalid", 400, {
          text: {
            zh: "导出总是包含全部结果，不能指定页数。",
            en: "An export holds all results: it takes no limit or cursor.",
          },
        });
      exportRequest(actor, filters);
      const plan: ExportPlan = {
        filters,
        columns: columnsFor(actor, columns),
        format,
        encoding,
        language,
        actor: { ...actor, grants: [...actor.grants] },
      };
      const id = await request.write((ctx) => startRun(ctx, "customers.export", plan));
      return reply.code(202).send(await loadExport(request.reading(), id));
    },
  );

  app.get("/api/v1/exports/:id", { config, schema: { tags, params: Id, response: { 200: Export } } }, (request) =>
    loadExport(request.reading(), request.params.id),
  );

  app.get(
    "/api/v1/exports/:id/file",
    { config: { ...config, masksItself: true }, schema: { tags, params: Id } },
    async (request, reply) => {
      const ctx = request.reading();
      const { id, state } = await loadExport(ctx, request.params.id);
      if (state !== "done")
        throw conflict("exports.not_ready", { zh: "导出尚未完成。", en: "The export is not ready." }, { state });
      const file = await findFile(ctx, id);
      await request.write((own) =>
        own.emit({ kind: "customers.export.downloaded", subjectType: "export", subjectId: id }),
      );
      return reply
        .type(file.mediaType)
        .header("content-length", Number(file.size))
        .header("content-disposition", `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
        .send(createReadStream(filePath(ctx.services.config, id)));
    },
  );
};

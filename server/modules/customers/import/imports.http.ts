import { PassThrough } from "node:stream";
import { z } from "zod";
import type { Context } from "../../../platform/context.ts";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { Text } from "../../../platform/text.schema.ts";
import { writeErrorFile } from "./error-file.ts";
import { loadImport, runTried, startImport } from "./import.actions.ts";
import { counters, type ImportRow, listImports, listRefusals, noCounts } from "./import.store.ts";
import { Mapping } from "./mapping.ts";
import { maskRefusals } from "./mask-cells.ts";
import { previewFile } from "./preview.ts";
import { demandKept } from "./retention.ts";

const Id = z.strictObject({ id: z.uuid() });
const What = z.enum(["customers", "purchases"]);
const encoding = z.enum(["utf-8", "utf-16le", "utf-16be", "gb18030"]);
const delimiter = z.enum([",", ";", "\t", "|", "spaces"]);
const Format = z.strictObject({
  encoding: encoding.optional(),
  delimiter: delimiter.optional(),
  sheet: z.string().max(100).optional(),
});

const Clause = z.object({ document: z.string(), clause: z.string(), title: Text });
const Reason = z.object({ field: z.string(), text: Text, clause: Clause.optional() });
const Refusal = z
  .object({ record: z.number(), line: z.number(), cells: z.array(z.string()), reasons: z.array(Reason) })
  .meta({ id: "ImportRefusal" });
// A guess need not be complete: it is where people begin.
const Guess = z.record(z.string(), z.any());
const Preview = z
  .object({
    file: z.object({ id: z.uuid(), name: z.string(), size: z.number() }),
    kind: z.enum(["csv", "xlsx"]),
    encoding: encoding.nullable(),
    delimiter: delimiter.nullable(),
    sheets: z.array(z.string()),
    columns: z.array(z.string()),
    rows: z.array(z.object({ line: z.number(), cells: z.array(z.string()), problem: Text.nullable() })),
    mapping: Guess,
    mappedBy: z.enum(["memory", "shipped", "guess"]),
    shipped: z.array(z.object({ name: z.string(), title: Text, mapping: Guess })),
  })
  .meta({ id: "ImportPreview" });

const Import = z
  .object({
    id: z.uuid(),
    runId: z.uuid(),
    what: What,
    fileName: z.string(),
    dryRun: z.boolean(),
    createdByName: z.string(),
    createdAt: z.iso.datetime(),
    state: z.enum(["queued", "running", "done", "failed", "cancelled"]),
    done: z.number(),
    total: z.number().nullable(),
    counts: z.object(
      Object.fromEntries(counters.map((name) => [name, z.number()])) as Record<(typeof counters)[number], z.ZodNumber>,
    ),
    problem: z.record(z.string(), z.unknown()).nullable(),
  })
  .meta({ id: "Import" });
/** With what it was asked, so that a dry run is run for real as it was tried. */
const ImportPage = z
  .object({
    ...Import.shape,
    fileId: z.uuid(),
    mapping: Guess,
    format: Format,
    firstErrors: z.array(Refusal),
  })
  .meta({ id: "ImportWithErrors" });

const shown = (row: ImportRow): z.infer<typeof Import> => ({
  id: row.id,
  runId: row.runId,
  what: row.what,
  fileName: row.fileName,
  dryRun: row.dryRun,
  createdByName: row.createdByName,
  createdAt: row.createdAt,
  state: row.state,
  done: Number(row.done),
  total: row.total === null ? null : Number(row.total),
  counts: { ...noCounts, ...row.position.counts },
  problem: row.problem,
});

/** Refused rows under the mask of who reads them. */
async function refusals(ctx: Context, { id, plan }: ImportRow, after: number, limit: number) {
  const rows = await listRefusals(ctx, id, BigInt(after), limit);
  return maskRefusals(ctx.actor, plan.mapping, plan.columns, rows).map((row) => ({
    ...row,
    record: Number(row.record),
    line: Number(row.line),
  }));
}

const withErrors = async (ctx: Context, id: string) => {
  const row = await loadImport(ctx, id);
  const { mapping, format } = row.plan;
  return { ...shown(row), fileId: row.fileId, mapping, format, firstErrors: await refusals(ctx, row, 0, 10) };
};

/** Uploads become customers and purchases: look, map, try, run, and get back what was refused. */
export const importRoutes: Routes = (app) => {
  const tags = ["imports"];
  const config = grant("customers.import");

  app.post(
    "/api/v1/imports/preview",
    {
      config,
      schema: {
        tags,
        body: z.strictObject({ fileId: z.uuid(), what: What, format: Format.default({}) }),
        response: { 200: Preview },
      },
    },
    (request) => previewFile(request.reading(), request.body.fileId, request.body.what, request.body.format),
  );

  app.post(
    "/api/v1/imports",
    {
      config,
      schema: {
        tags,
        body: z.strictObject({
          fileId: z.uuid(),
          mapping: Mapping,
          format: Format.default({}),
          dryRun: z.boolean().default(false),
          remember: z.boolean().default(true),
        }),
        response: { 202: ImportPage },
      },
    },
    async (request, reply) => {
      const { id } = await request.write((ctx) => startImport(ctx, request.body));
      return reply.code(202).send(await withErrors(request.reading(), id));
    },
  );

  app.post(
    "/api/v1/imports/:id/run",
    {
      config,
      schema: {
        tags,
        params: Id,
        body: z.strictObject({ remember: z.boolean().default(true) }).default({ remember: true }),
        response: { 202: ImportPage },
      },
    },
    async (request, reply) => {
      const { id } = await request.write((ctx) => runTried(ctx, request.params.id, request.body.remember));
      return reply.code(202).send(await withErrors(request.reading(), id));
    },
  );

  app.get(
    "/api/v1/imports",
    {
      config,
      schema: {
        tags,
        querystring: z.strictObject({
          limit: z.coerce.number().int().min(1).max(100).default(20),
          cursor: z.uuid().optional(),
        }),
        response: { 200: z.object({ items: z.array(Import), next: z.string().nullable() }) },
      },
    },
    async (request) => {
      const { limit, cursor } = request.query;
      const rows = await listImports(request.reading(), limit + 1, cursor);
      const items = rows.slice(0, limit);
      return { items: items.map(shown), next: rows.length > limit ? items.at(-1)!.id : null };
    },
  );

  app.get("/api/v1/imports/:id", { config, schema: { tags, params: Id, response: { 200: ImportPage } } }, (request) =>
    withErrors(request.reading(), request.params.id),
  );

  app.get(
    "/api/v1/imports/:id/refusals",
    {
      config,
      schema: {
        tags,
        params: Id,
        querystring: z.strictObject({
          limit: z.coerce.number().int().min(1).max(200).default(50),
          cursor: z.coerce.number().int().min(0).default(0),
        }),
        response: { 200: z.object({ items: z.array(Refusal), next: z.string().nullable() }) },
      },
    },
    async (request) => {
      const ctx = request.reading();
      const found = await loadImport(ctx, request.params.id);
      const { limit, cursor } = request.query;
      const rows = await refusals(ctx, found, cursor, limit + 1);
      const items = rows.slice(0, limit);
      return { items, next: rows.length > limit ? String(items.at(-1)!.record) : null };
    },
  );

  app.get(
    "/api/v1/imports/:id/error-file",
    {
      config: { ...config, masksItself: true },
      schema: {
        tags,
        params: Id,
        querystring: z.strictObject({
          format: z.enum(["csv", "xlsx"]).default("csv"),
          encoding: z.enum(["utf-8", "gb18030"]).default("utf-8"),
        }),
      },
    },
    async (request, reply) => {
      const ctx = request.reading();
      const found = await loadImport(ctx, request.params.id);
      await demandKept(ctx, found);
      const { format, encoding: written } = request.query;
      const sink = new PassThrough();
      writeErrorFile(ctx, found.id, sink, { kind: format, encoding: written }).catch((error: Error) =>
        sink.destroy(error),
      );
      return reply
        .type(
          format === "csv"
            ? `text/csv; charset=${written}`
            : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        )
        .header("content-disposition", `attachment; filename="errors-${found.id.slice(-8)}.${format}"`)
        .send(sink);
    },
  );
};

import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { Actor } from "../../../platform/actor.ts";
import { type Context, reading } from "../../../platform/context.ts";
import { filePath, insertFile, keepFile } from "../../../platform/files/index.ts";
import { present } from "../../../platform/fields/index.ts";
import { countRows, type ListRequest, type Page, readListRequest, readPage } from "../../../platform/lists/index.ts";
import type { RunKind, RunTools } from "../../../platform/runs.ts";
import { type Cell, writeCsv, writeXlsx } from "../../../platform/tables/index.ts";
import type { Language } from "../../../platform/text.ts";
import { customer } from "../customer.fields.ts";
import { customerList } from "../customer.store.ts";
import { cellOf, headerOf } from "./export.values.ts";

/** What was asked for, with the rights of that moment: the file shows what its reader might see on the screen then. */
export type ExportPlan = {
  readonly filters: Record<string, string>;
  readonly columns: readonly string[];
  readonly format: "csv" | "xlsx";
  readonly encoding: "utf-8" | "gb18030";
  readonly language: Language;
  readonly actor: Omit<Actor, "grants"> & { readonly grants: readonly string[] };
};

const pageRows = 2_000;
/** Exports hold many people's data: they do not lie about for long. */
const keptDays = 7;

/** Reads an export's filters as the list does. @throws AppError lists.invalid (400) */
export const exportRequest = (actor: Actor, filters: Record<string, string>): ListRequest => {
  const asked = readListRequest(customer, { ...filters, limit: pageRows }, actor, "-createdAt");
  return { ...asked, limit: pageRows };
};

export const exportRun: RunKind<ExportPlan, object> = {
  label: { zh: "导出客户", en: "Export of customers" },
  work: async (tools) => {
    const plan = tools.parameters;
    const actor: Actor = { ...plan.actor, grants: new Set(plan.actor.grants) };
    const ctx = reading(tools.services, { actor, language: plan.language });
    const request = exportRequest(actor, plan.filters);
    const target = filePath(tools.services.config, tools.id);
    let rows = 0;
    // A killed export begins anew: what it had written is under another name and goes.
    await keepFile(target, async (sink) => {
      const columns = plan.columns.map((key) => headerOf(key, plan.language));
      const batches = pages(tools, ctx, request, plan, (count) => (rows = count));
      await (plan.format === "csv"
        ? writeCsv(sink, columns, batches, { encoding: plan.encoding })
        : writeXlsx(sink, columns, batches, { sheet: customer.label[plan.language] }));
    });
    const hash = createHash("sha256");
    for await (const piece of createReadStream(target)) hash.update(piece as Buffer);
    const size = BigInt((await stat(target)).size);
    await tools.chunk(async (own) => {
      const mediaType =
        plan.format === "csv"
          ? `text/csv; charset=${plan.encoding}`
          : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
      const name = `${plan.language === "zh" ? "客户" : "customers"}-${own.now.toISOString().slice(0, 10)}.${plan.format}`;
      await insertFile(own, {
        id: tools.id,
        name,
        mediaType,
        size,
        sha256: hash.digest(),
        expiresAt: new Date(own.now.getTime() + keptDays * 86_400_000),
      });
      await own.emit({
        kind: "customers.export.made",
        subjectType: "export",
        subjectId: tools.id,
        data: { rows, columns: plan.columns, filters: Object.keys(plan.filters) },
      });
      return { done: rows, total: rows };
    });
    return { rows };
  },
};

/** The list page by page, each row through its reader's mask. One page is held at a time. */
async function* pages(
  tools: RunTools<ExportPlan, object>,
  ctx: Context,
  request: ListRequest,
  plan: ExportPlan,
  count: (rows: number) => void,
): AsyncGenerator<Cell[][]> {
  const { db, vault } = tools.services;
  const source = customerList(ctx, ctx.actor, request);
  const { count: total } = await countRows(db, source, request);
  let rows = 0;
  let cursor: readonly unknown[] | undefined;
  for (;;) {
    const page: Page<Record<string, unknown>> = await readPage(db, source, cursor ? { ...request, cursor } : request);
    yield page.items.map((row) => {
      const seen = present(customer, row, ctx.actor, vault);
      return plan.columns.map((key) => cellOf(key, seen[key], plan.language));
    });
    count((rows += page.items.length));
    await tools.chunk(async () => ({ done: rows, total: Math.max(total, rows) }));
    if (!page.next) return;
    cursor = (JSON.parse(Buffer.from(page.next, "base64url").toString()) as unknown[]).slice(1);
  }
}

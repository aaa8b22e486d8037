import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { sql } from "kysely";
import { type Actor, demand } from "../actor.ts";
import { type Context, reading } from "../context.ts";
import { filePath, insertFile, keepFile } from "../files/index.ts";
import { present } from "../fields/index.ts";
import { countRows, type ListRequest, type ListSource, type Page, readListRequest, readPage } from "../lists/index.ts";
import type { RunKind, RunKinds, RunTools } from "../runs.ts";
import { type Cell, writeCsv, writeXlsx } from "../tables/index.ts";
import type { Language } from "../text.ts";
import type { ExportList } from "./export.list.ts";
import { cellOf, dayOf, type Format, headerOf } from "./export.values.ts";

/** What was asked for, with the rights of that moment: the file shows what its reader might see on the screen then. */
export type ExportPlan = {
  readonly filters: Record<string, string>;
  /** Only these of what the filters find. */
  readonly ids?: readonly string[] | undefined;
  readonly columns: readonly string[];
  readonly format: Format;
  readonly encoding: "utf-8" | "gb18030";
  readonly language: Language;
  readonly actor: Omit<Actor, "grants"> & { readonly grants: readonly string[] };
};

const pageRows = 2_000;
/** Exports hold many people's data: they do not lie about for long. */
const keptDays = 7;

/** Reads an export's filters as the list does. @throws AppError lists.invalid (400), platform.forbidden (403) */
export const exportRequest = (list: ExportList, actor: Actor, filters: Record<string, string>): ListRequest => {
  demand(actor, list.reads);
  const query = { ...filters, limit: pageRows };
  return { ...readListRequest(list.sought ?? list.noun, query, actor, list.sort(filters)), limit: pageRows };
};

export const exportRuns = (list: ExportList): RunKinds => ({ [list.key]: exportRun(list) });

const exportRun = (list: ExportList): RunKind<ExportPlan, object> => ({
  label: list.label,
  work: async (tools) => {
    const plan = tools.parameters;
    const actor: Actor = { ...plan.actor, grants: new Set(plan.actor.grants) };
    const ctx = reading(tools.services, { actor, language: plan.language });
    const request = exportRequest(list, actor, plan.filters);
    const target = filePath(tools.services.config, tools.id);
    let rows = 0;
    // A killed export begins anew: what it had written is under another name and goes.
    await keepFile(target, async (sink) => {
      const columns = plan.columns.map((key) => headerOf(list, key, plan.language));
      const batches = pages(list, tools, ctx, request, plan, (count) => (rows = count));
      await (plan.format === "csv"
        ? writeCsv(sink, columns, batches, { encoding: plan.encoding })
        : writeXlsx(sink, columns, batches, { sheet: list.noun.label[plan.language] }));
    });
    const hash = createHash("sha256");
    for await (const piece of createReadStream(target)) hash.update(piece as Buffer);
    const size = BigInt((await stat(target)).size);
    await tools.chunk(async (own) => {
      const mediaType =
        plan.format === "csv"
          ? `text/csv; charset=${plan.encoding}`
          : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
      const name = `${list.file[plan.language]}-${dayOf(own.now)}.${plan.format}`;
      await insertFile(own, {
        id: tools.id,
        name,
        mediaType,
        size,
        sha256: hash.digest(),
        expiresAt: new Date(own.now.getTime() + keptDays * 86_400_000),
      });
      await own.emit({
        kind: `${list.key}.made`,
        subjectType: "export",
        subjectId: tools.id,
        data: {
          rows,
          columns: plan.columns,
          filters: Object.keys(plan.filters),
          ...(plan.ids && { chosen: plan.ids.length }),
        },
      });
      return { done: rows, total: rows };
    });
    return { rows };
  },
});

/** The list page by page, each row through its reader's mask. One page is held at a time. */
async function* pages(
  list: ExportList,
  tools: RunTools<ExportPlan, object>,
  ctx: Context,
  request: ListRequest,
  plan: ExportPlan,
  count: (rows: number) => void,
): AsyncGenerator<Cell[][]> {
  const { db, vault } = tools.services;
  const source = chosen(await list.source(ctx, request), plan.ids);
  const { count: total } = await countRows(db, source, request);
  let rows = 0;
  let cursor: readonly unknown[] | undefined;
  for (;;) {
    const page: Page<Record<string, unknown>> = await readPage(db, source, cursor ? { ...request, cursor } : request);
    const lookedUp = await list.lookUp?.(ctx, page.items);
    yield page.items.map((row) => {
      const seen = present(list.noun, row, ctx.actor, vault);
      const words = lookedUp?.(row);
      return plan.columns.map((key) => (words && key in words ? words[key] : cellOf(list, key, seen[key], plan)));
    });
    count((rows += page.items.length));
    await tools.chunk(async () => ({ done: rows, total: Math.max(total, rows) }));
    if (!page.next) return;
    cursor = (JSON.parse(Buffer.from(page.next, "base64url").toString()) as unknown[]).slice(1);
  }
}

const chosen = (source: ListSource, ids: readonly string[] | undefined): ListSource =>
  ids ? { ...source, where: [...(source.where ?? []), sql`${source.id} = any(${ids}::uuid[])`] } : source;

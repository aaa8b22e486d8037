import { demand } from "../../../platform/actor.ts";
import type { Context } from "../../../platform/context.ts";
import { AppError, conflict, invalid, notFound } from "../../../platform/errors.ts";
import { demandWritable } from "../../../platform/fields/index.ts";
import { filePath, findFile } from "../../../platform/files/index.ts";
import { newId } from "../../../platform/ids.ts";
import { startRun } from "../../../platform/runs.ts";
import { address, contact } from "../contact.fields.ts";
import { customer } from "../customer.fields.ts";
import { consent } from "../record/record.fields.ts";
import { askFile } from "./consent.ts";
import { earlierAsOf, findImport, type Format, type ImportRow, insertImport, rememberMapping } from "./import.store.ts";
import { columnsOf, type Mapping } from "./mapping.ts";
import { columnsOfFile } from "./preview.ts";

export type Asked = {
  readonly fileId: string;
  readonly mapping: Mapping;
  readonly format: Format;
  readonly dryRun: boolean;
  readonly remember: boolean;
};

/**
 * Queues an import of an uploaded file. Answers its id and its run's.
 * @throws AppError import.missing_columns (422), import.no_key (422), fields.forbidden (403) for fields that the actor may not write
 */
export async function startImport(
  ctx: Context,
  { fileId, mapping, format, dryRun, remember }: Asked,
): Promise<{ id: string; runId: string }> {
  demandRights(ctx, mapping);
  const file = await findFile(ctx, fileId);
  const columns = await columnsOfFile(filePath(ctx.services.config, file.id), format);
  checkMapping(mapping, columns);
  const asOf =
    (mapping.what === "customers" ? mapping.asOf : undefined) ??
    (await earlierAsOf(ctx, file.sha256)) ??
    dayIn(ctx.now);
  const id = newId();
  const runId = newId();
  await askFile(ctx, id, mapping);
  await insertImport(ctx, {
    id,
    runId,
    what: mapping.what,
    fileId,
    fileName: file.name,
    plan: { mapping, columns, format, asOf },
    dryRun,
  });
  await startRun(ctx, "customers.import", { importId: id }, runId);
  if (remember && !dryRun) await rememberMapping(ctx, file.name, columns, mapping);
  return { id, runId };
}

/** The day in China. */
const dayIn = (now: Date): string => new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);

// An import meets every customer by its number: who may see some of them only would change others unseen.
function demandRights(ctx: Context, mapping: Mapping): void {
  demand(ctx.actor, "customers.import");
  demand(ctx.actor, "customers.rows:all");
  const { purposes: _, ...declared } = mapping.consent ?? {};
  demandWritable(ctx.actor, consent, declared);
  if (mapping.what === "purchases") return;
  demandWritable(ctx.actor, customer, { ...mapping.fields, ...(mapping.extra === "rest" && { extra: null }) });
  if (mapping.contacts.length) demandWritable(ctx.actor, contact, { kind: null, value: null });
  if (mapping.addresses.length) demandWritable(ctx.actor, address, { detail: null, division: null });
}

/** What a mapping needs, held against the columns that a file has. */
function checkMapping(mapping: Mapping, columns: readonly string[]): void {
  const missing = [...new Set(columnsOf(mapping))].filter((name) => !columns.includes(name));
  if (missing.length)
    throw new AppError("import.missing_columns", 422, {
      text: {
        zh: "文件中没有映射所用的列：{columns}。",
        en: "The file lacks columns that the mapping reads: {columns}.",
      },
      values: { columns: missing.join("、") },
      extra: { columns: missing },
    });
  if (mapping.what === "purchases") return;
  const lacking = [mapping.key, "name"].filter((key) => !mapping.fields[key]);
  if (lacking.includes(mapping.key))
    throw new AppError("import.no_key", 422, {
      text: {
        zh: "请指定哪一列是客户编号（{key}）：没有它，重复导入会产生重复客户。",
        en: "Say which column is the customer's key ({key}): without one a repeated import would double every customer.",
      },
      values: { key: mapping.key },
    });
  if (lacking.length)
    throw invalid([
      { field: "mapping.fields.name", text: { zh: "请指定名称取自哪一列", en: "say which column holds the name" } },
    ]);
}

/**
 * Imports for real what a dry run has tried: the same file, mapping and day.
 * @throws AppError import.not_tried (409) for what is no dry run, or one that has not come to its end
 */
export async function runTried(ctx: Context, id: string, remember: boolean): Promise<{ id: string; runId: string }> {
  const { dryRun, state, fileId, plan } = await loadImport(ctx, id);
  if (!dryRun || state !== "done")
    throw conflict(
      "import.not_tried",
      dryRun
        ? { zh: "试运行还没有完成。", en: "The dry run has not come to its end." }
        : { zh: "这不是试运行，已经导入过。", en: "This is no dry run: it imported already." },
      { dryRun, state },
    );
  const { mapping, format, asOf } = plan;
  return startImport(ctx, {
    fileId,
    mapping: mapping.what === "customers" ? { ...mapping, asOf } : mapping,
    format,
    dryRun: false,
    remember,
  });
}

/** @throws AppError platform.not_found (404) */
export async function loadImport(ctx: Context, id: string): Promise<ImportRow> {
  const found = await findImport(ctx, id);
  if (!found) throw notFound({ zh: "导入记录", en: "import" });
  return found;
}

import type { Context } from "../../../platform/context.ts";
import { errorFile, type ErrorFileOptions, type Sink } from "../../../platform/tables/index.ts";
import { loadImport } from "./import.actions.ts";
import { demandKept } from "./retention.ts";
import { type ImportRow, listRefusals } from "./import.store.ts";

const rowsAtOnce = 1000;

/** The refused rows of an import with their reasons, as a file to mend and load again. @throws AppError platform.not_found (404), import.refusals_gone (410) */
export async function writeErrorFile(ctx: Context, id: string, sink: Sink, options: ErrorFileOptions): Promise<void> {
  const found = await loadImport(ctx, id);
  await demandKept(ctx, found);
  await errorFile(sink, found.plan.columns, refusalsOf(ctx, found), { language: ctx.language, ...options });
}

async function* refusalsOf(ctx: Context, { id }: Pick<ImportRow, "id">) {
  for (let after = 0n; ;) {
    const rows = await listRefusals(ctx, id, after, rowsAtOnce);
    if (!rows.length) return;
    after = rows.at(-1)!.record;
    yield rows.map((row) => ({
      line: Number(row.line),
      cells: row.cells,
      reasons: row.reasons.map((one) => one.text),
    }));
  }
}

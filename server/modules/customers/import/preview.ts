import { open } from "node:fs/promises";
import type { Context } from "../../../platform/context.ts";
import { filePath, findFile } from "../../../platform/files/index.ts";
import { detect, readTable, type RawRow } from "../../../platform/tables/index.ts";
import { guessMapping } from "./guess.ts";
import { type Format, rememberedMapping } from "./import.store.ts";
import { Mapping, type What } from "./mapping.ts";
import { fits, shippedMappings } from "./shipped.ts";

const shownRows = 20;
const shownChars = 200;

/** What a file looks like and how its columns may be meant: a remembered mapping first, then a shipped one, then a guess. */
export async function previewFile(ctx: Context, fileId: string, what: What, format: Format) {
  const file = await findFile(ctx, fileId);
  const path = filePath(ctx.services.config, file.id);
  const found = detect(await headOf(path));
  const { columns, rows, sheets } = await firstRows(path, format);
  const shipped = (await shippedMappings()).filter((one) => one.mapping.what === what && fits(one, columns));
  const remembered = Mapping.safeParse(await rememberedMapping(ctx, what, columns));
  const sample = rows.filter((row) => !row.problem).map((row) => row.cells);
  const mapping = remembered.success ? remembered.data : (shipped[0]?.mapping ?? guessMapping(what, columns, sample));
  return {
    file: { id: file.id, name: file.name, size: Number(file.size) },
    kind: found.kind,
    encoding: found.kind === "csv" ? (format.encoding ?? found.encoding) : null,
    delimiter: found.kind === "csv" ? (format.delimiter ?? found.delimiter) : null,
    sheets: [...sheets],
    columns: [...columns],
    rows: rows.map((row) => ({
      line: row.line,
      cells: row.cells.map((cell) =>
        cell.length > shownChars ? `${cell.slice(0, shownChars).toWellFormed()}…` : cell,
      ),
      problem: row.problem?.text ?? null,
    })),
    mapping,
    mappedBy: remembered.success ? ("memory" as const) : shipped.length ? ("shipped" as const) : ("guess" as const),
    shipped,
  };
}

async function headOf(path: string): Promise<Buffer> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(65_536), 0, 65_536, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** The columns and first rows. */
async function firstRows(path: string, format: Format) {
  const table = await readTable(path, { ...format, batch: shownRows });
  const rows: RawRow[] = [];
  for await (const batch of table.rows) {
    rows.push(...batch);
    if (rows.length >= shownRows) break;
  }
  return { columns: table.columns, rows: rows.slice(0, shownRows), sheets: table.sheets };
}

/** The names of a file's columns. @throws AppError tables.* (422) where there is nothing to import */
export async function columnsOfFile(path: string, format: Format): Promise<readonly string[]> {
  const table = await readTable(path, { ...format, batch: 1 });
  await table.close();
  return table.columns;
}

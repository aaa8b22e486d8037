import { Writable } from "node:stream";
import { readTable } from "./read.ts";
import type { RawRow, ReadOptions, Source } from "./types.ts";

/** Bytes in pieces of a few, so that every cut is tried. */
export async function* inPieces(bytes: Uint8Array, size = bytes.length): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

export function collector(): { sink: Writable; bytes: () => Buffer } {
  const chunks: Buffer[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  return { sink, bytes: () => Buffer.concat(chunks) };
}

export async function readAll(
  source: Source | Buffer,
  options?: ReadOptions,
): Promise<{ columns: readonly string[]; rows: RawRow[] }> {
  const table = await readTable(Buffer.isBuffer(source) ? inPieces(source, 4099) : source, options);
  const rows: RawRow[] = [];
  for await (const batch of table.rows) rows.push(...batch);
  return { columns: table.columns, rows };
}

/** The code an action is refused with, or undefined. */
export const refusalOf = (action: () => Promise<unknown> | unknown): Promise<unknown> =>
  Promise.resolve()
    .then(action)
    .then(
      () => undefined,
      (error: { code?: string; details?: { values?: unknown } }) => ({
        code: error.code,
        ...(error.details?.values as object),
      }),
    );

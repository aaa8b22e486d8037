import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { readTable, type ReadOptions, type Table } from "../../../platform/tables/index.ts";

export type Measured = {
  readonly table: Table;
  /** How many records the file may have, judged by the part that is read; exact only at its end. */
  readonly estimate: (records: number) => number;
};

/** Opens a table file and watches how far it is read. A workbook is read from its end, so its share is not known. */
export async function openMeasured(path: string, options: ReadOptions): Promise<Measured> {
  const { size } = await stat(path);
  let bytes = 0;
  async function* counted() {
    for await (const piece of createReadStream(path, { highWaterMark: 262_144 }) as AsyncIterable<Uint8Array>) {
      bytes += piece.length;
      yield piece;
    }
  }
  const table = await readTable((await isZip(path)) ? path : counted(), options);
  return {
    table,
    estimate: (records) => (bytes > 0 ? Math.max(records, Math.round((records * size) / bytes)) : records),
  };
}

async function isZip(path: string): Promise<boolean> {
  for await (const head of createReadStream(path, { end: 1 }) as AsyncIterable<Buffer>)
    return head.toString("latin1") === "PK";
  return false;
}

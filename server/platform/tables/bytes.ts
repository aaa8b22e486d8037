import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, rm, type FileHandle } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sampleSize } from "./encoding.ts";
import type { Source } from "./types.ts";

export type Opened = {
  readonly sample: Buffer;
  readonly all: AsyncIterable<Uint8Array>;
  readonly close: () => Promise<void>;
};

const pieceSize = 262_144;

function* pieces(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += pieceSize) yield bytes.subarray(at, at + pieceSize);
}

/** The first 64 KiB, and all bytes again from the start, in pieces of at most 256 KiB so that memory stays bounded. */
export async function openSource(source: Source): Promise<Opened> {
  const bytes = typeof source === "string" ? createReadStream(source, { highWaterMark: pieceSize }) : source;
  const iterator = bytes[Symbol.asyncIterator]();
  const heads: Uint8Array[] = [];
  let size = 0;
  let done = false;
  while (size < sampleSize && !done) {
    const next = await iterator.next();
    done = next.done === true;
    if (!next.done) {
      heads.push(next.value);
      size += next.value.length;
    }
  }
  const close = async () => void (await iterator.return?.());
  async function* all(): AsyncGenerator<Uint8Array> {
    try {
      for (const head of heads.splice(0)) yield* pieces(head);
      for (let next = done ? undefined : await iterator.next(); next && !next.done; next = await iterator.next())
        yield* pieces(next.value);
    } finally {
      await close();
    }
  }
  return { sample: Buffer.concat(heads).subarray(0, sampleSize), all: all(), close };
}

/** The bytes as a file without a name, for a zip is read from its end; it is gone once closed, even after a crash. */
export async function spool(bytes: AsyncIterable<Uint8Array>): Promise<FileHandle> {
  const path = join(tmpdir(), `youzhang-${randomUUID()}`);
  const file = await open(path, "wx+", 0o600);
  await rm(path);
  try {
    for await (const chunk of bytes) await file.write(chunk);
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

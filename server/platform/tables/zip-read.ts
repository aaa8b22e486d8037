import type { FileHandle } from "node:fs/promises";
import { pipeline, Readable } from "node:stream";
import { createInflateRaw } from "node:zlib";
import { refusal } from "./problems.ts";

/** A part of a zip as its directory declares it; sizes in bytes. */
export type Part = {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
};

const endMark = 0x06054b50;
const partMark = 0x02014b50;
const farEndMark = 0x07064b50;
const pieceSize = 131_072;
const mostParts = 10_000;

const broken = (part: string) => refusal("tables.broken_xlsx", { part });

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await file.read(bytes, 0, length, position);
  if (bytesRead < length) throw broken("zip");
  return bytes;
}

/** A stream of the handle would close it at its end, and a zip has many parts. */
async function* stretch(file: FileHandle, start: number, end: number): AsyncGenerator<Buffer> {
  for (let at = start; at < end; at += pieceSize) yield await readAt(file, at, Math.min(pieceSize, end - at));
}

/** Where the directory lies (APPNOTE 4.3.16, and 4.3.14 when the file is over 4 GiB). */
async function findDirectory(file: FileHandle): Promise<{ start: number; length: number }> {
  const { size } = await file.stat();
  const tail = await readAt(file, Math.max(0, size - 66_000), Math.min(size, 66_000));
  let at = tail.length - 22;
  while (at >= 0 && tail.readUInt32LE(at) !== endMark) at--;
  if (at < 0) throw broken("zip");
  const length = tail.readUInt32LE(at + 12);
  const start = tail.readUInt32LE(at + 16);
  if (start !== 0xffffffff) return { start, length };
  if (at < 20 || tail.readUInt32LE(at - 20) !== farEndMark) throw broken("zip64");
  const far = await readAt(file, Number(tail.readBigUInt64LE(at - 12)), 56);
  return { start: Number(far.readBigUInt64LE(48)), length: Number(far.readBigUInt64LE(40)) };
}

/** A size or offset that did not fit into 32 bits stands in the extra field 0x0001, in this order (APPNOTE 4.5.3). */
function widened(values: readonly number[], extra: Buffer): number[] {
  let at = 0;
  while (at + 4 <= extra.length && extra.readUInt16LE(at) !== 1) at += 4 + extra.readUInt16LE(at + 2);
  at += 4;
  return values.map((value) => {
    if (value !== 0xffffffff || at + 8 > extra.length) return value;
    at += 8;
    return Number(extra.readBigUInt64LE(at - 8));
  });
}

/** Parts by name in lower case with forward slashes, as some programs write them otherwise. */
export async function readDirectory(file: FileHandle): Promise<Map<string, Part>> {
  const { start, length } = await findDirectory(file);
  if (length > mostParts * 512) throw broken("zip");
  const bytes = await readAt(file, start, length);
  const parts = new Map<string, Part>();
  for (let at = 0; at + 46 <= length && bytes.readUInt32LE(at) === partMark;) {
    const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
    const extraEnd = nameEnd + bytes.readUInt16LE(at + 30);
    const sizes = [bytes.readUInt32LE(at + 24), bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 42)];
    const [size, packed, offset] = widened(sizes, bytes.subarray(nameEnd, extraEnd)) as [number, number, number];
    const name = bytes
      .toString("utf8", at + 46, nameEnd)
      .replaceAll("\\", "/")
      .toLowerCase();
    parts.set(name, { name, method: bytes.readUInt16LE(at + 10), packed, size, offset });
    at = extraEnd + bytes.readUInt16LE(at + 32);
  }
  return parts;
}

/**
 * The unpacked bytes of a part. Throws tables.too_large when more than `most` bytes are declared or come out (a zip
 * bomb lies about its size), tables.broken_xlsx when they cannot be unpacked.
 */
export async function* unpack(file: FileHandle, part: Part, most: number): AsyncGenerator<Buffer> {
  const tooLarge = () => refusal("tables.too_large", { limit: `${Math.floor(most / 2 ** 20)} MiB` });
  if (part.size > most) throw tooLarge();
  const head = await readAt(file, part.offset, 30);
  const start = part.offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
  if (part.packed === 0) return;
  const packed = stretch(file, start, start + part.packed);
  const bytes =
    part.method === 0
      ? packed
      : pipeline(Readable.from(packed), createInflateRaw({ chunkSize: pieceSize }), () => undefined);
  let total = 0;
  try {
    for await (const chunk of bytes as AsyncIterable<Buffer>) {
      total += chunk.length;
      if (total > most) throw tooLarge();
      yield chunk;
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "";
    throw code.startsWith("Z_") || code === "ERR_STREAM_PREMATURE_CLOSE" ? broken(part.name) : error;
  }
}

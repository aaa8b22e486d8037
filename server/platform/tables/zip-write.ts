import { Readable, pipeline } from "node:stream";
import { crc32, createDeflateRaw } from "node:zlib";
import { refusal } from "./problems.ts";

export type NewPart = { readonly name: string; readonly content: Iterable<Buffer> | AsyncIterable<Buffer> };
type Written = {
  readonly name: Buffer;
  readonly offset: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
};

const most = 0xfffffffe;
/** Sizes follow behind the data, names are UTF-8. */
const flags = 0x0808;
const deflated = 8;
/** 1980-01-01, the first day a zip can tell: equal content gives equal bytes. */
const day = 0x21;

/** Fields common to both headers of a part (APPNOTE 4.3.7 and 4.3.12), from the version needed to the extra length. */
function common({ name, crc, packed, size }: Omit<Written, "offset">): Buffer {
  const bytes = Buffer.alloc(26);
  bytes.writeUInt16LE(20, 0);
  bytes.writeUInt16LE(flags, 2);
  bytes.writeUInt16LE(deflated, 4);
  bytes.writeUInt16LE(day, 8);
  bytes.writeUInt32LE(crc, 10);
  bytes.writeUInt32LE(packed, 14);
  bytes.writeUInt32LE(size, 18);
  bytes.writeUInt16LE(name.length, 22);
  return bytes;
}

const words = (...values: number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => bytes.writeUInt32LE(value, index * 4));
  return bytes;
};

function directoryEntry(part: Written): Buffer {
  const behind = Buffer.alloc(14);
  behind.writeUInt32LE(part.offset, 10);
  return Buffer.concat([words(0x02014b50), Buffer.from([20, 0]), common(part), behind, part.name]);
}

function directoryEnd(count: number, length: number, start: number): Buffer {
  const bytes = Buffer.alloc(22);
  bytes.writeUInt32LE(0x06054b50, 0);
  bytes.writeUInt16LE(count, 8);
  bytes.writeUInt16LE(count, 10);
  bytes.writeUInt32LE(length, 12);
  bytes.writeUInt32LE(start, 16);
  return bytes;
}

/** A zip as it grows: nothing is held but what the reader has not taken yet. Throws tables.file_too_long over 4 GiB. */
export async function* zip(parts: Iterable<NewPart>): AsyncGenerator<Buffer> {
  const written: Written[] = [];
  let offset = 0;
  for (const { name, content } of parts) {
    const part = { name: Buffer.from(name), offset, crc: 0, packed: 0, size: 0 };
    async function* counted(): AsyncGenerator<Buffer> {
      for await (const bytes of content) {
        part.crc = crc32(bytes, part.crc);
        part.size += bytes.length;
        yield bytes;
      }
    }
    yield Buffer.concat([words(0x04034b50), common({ ...part, crc: 0 }), part.name]);
    const packed = pipeline(
      Readable.from(counted(), { objectMode: true }),
      createDeflateRaw({ level: 3 }),
      () => undefined,
    );
    for await (const bytes of packed as AsyncIterable<Buffer>) {
      part.packed += bytes.length;
      yield bytes;
    }
    yield words(0x08074b50, part.crc, part.packed, part.size);
    offset += 30 + part.name.length + part.packed + 16;
    if (offset > most || part.size > most) throw refusal("tables.file_too_long");
    written.push(part);
  }
  const directory = Buffer.concat(written.map(directoryEntry));
  yield Buffer.concat([directory, directoryEnd(written.length, directory.length, offset)]);
}

type Read = (position: number, length: number) => Promise<Buffer>;

const endMark = 0x06054b50;
const partMark = 0x02014b50;
const mostBytes = 4 * 1024 * 1024;

/** Names of what a zip holds, as its directory says; none where it has no directory that can be read. */
export async function zipNames(size: number, read: Read): Promise<string[]> {
  const length = Math.min(size, 66_000);
  const tail = await read(size - length, length);
  let end = tail.length - 22;
  while (end >= 0 && tail.readUInt32LE(end) !== endMark) end--;
  if (end < 0) return [];
  const start = tail.readUInt32LE(end + 16);
  const bytes = await read(start, Math.min(tail.readUInt32LE(end + 12), mostBytes, Math.max(0, size - start)));
  const names: string[] = [];
  for (let at = 0; at + 46 <= bytes.length && bytes.readUInt32LE(at) === partMark;) {
    const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
    names.push(bytes.toString("utf8", at + 46, nameEnd));
    at = nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return names;
}

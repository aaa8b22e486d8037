/**
 * Node decodes GB18030 but does not encode it: the table is the decoder turned round, once, when first needed.
 * A code up to 0xffff has two bytes, a greater one four (GB 18030, also in the WHATWG Encoding Standard).
 */
let codes: Uint32Array | undefined;

/** Four bytes of the n-th four-byte code, as one number. */
function fourBytes(n: number): number {
  const last = 0x30 + (n % 10);
  const third = 0x81 + (Math.floor(n / 10) % 126);
  const second = 0x30 + (Math.floor(n / 1260) % 10);
  const first = 0x81 + Math.floor(n / 12_600);
  return ((first << 24) | (second << 16) | (third << 8) | last) >>> 0;
}

function allCodes(): number[] {
  const all: number[] = [];
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) all.push((lead << 8) | trail);
  for (let n = 0; n < 39_420; n++) all.push(fourBytes(n));
  return all;
}

function invert(): Uint32Array {
  const all = allCodes();
  const bytes = Buffer.alloc(all.length * 5);
  let at = 0;
  for (const code of all) {
    at = code > 0xffff ? bytes.writeUInt32BE(code, at) : bytes.writeUInt16BE(code, at);
    at = bytes.writeUInt8(0x0a, at);
  }
  const table = new Uint32Array(65_536);
  const decoded = new TextDecoder("gb18030").decode(bytes.subarray(0, at)).split("\n");
  all.forEach((code, index) => {
    const unit = decoded[index]!;
    if (unit.length === 1 && unit !== "\ufffd" && table[unit.charCodeAt(0)] === 0) table[unit.charCodeAt(0)] = code;
  });
  table[0xfffd] = 0x8431a437;
  return table;
}

/** Returns undefined when the text has a character without a code, which is only half of a surrogate pair. */
export function encodeGb18030(text: string): Buffer | undefined {
  codes ??= invert();
  const bytes = Buffer.allocUnsafe(text.length * 4);
  let at = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) {
      bytes[at++] = unit;
      continue;
    }
    const point = text.codePointAt(index)!;
    // The planes above the first follow in one run, 189,000 codes after the first four-byte code.
    const code = point > 0xffff ? fourBytes(point - 0x10000 + 189_000) : codes[point]!;
    if (code === 0) return undefined;
    at = code > 0xffff ? bytes.writeUInt32BE(code, at) : bytes.writeUInt16BE(code, at);
    if (point > 0xffff) index++;
  }
  return bytes.subarray(0, at);
}

import { isAscii } from "node:buffer";
import { refusal } from "./problems.ts";
import type { Encoding } from "./types.ts";

/** Bytes looked at before a guess. */
export const sampleSize = 65_536;

/** The sample decoded, a sequence cut at its end left out. */
export const decodeSample = (bytes: Uint8Array, encoding: Encoding): string =>
  new TextDecoder(encoding).decode(bytes, { stream: true });

/** Damaged text stays text: one stray byte must not turn a UTF-8 file into GB18030 nonsense. */
function fits(bytes: Uint8Array, encoding: Encoding): boolean {
  let good = 0;
  let bad = 0;
  for (const character of decodeSample(bytes, encoding)) {
    const code = character.codePointAt(0)!;
    if (code === 0xfffd) bad++;
    else if (code > 0x7f) good++;
  }
  return bad === 0 || good > bad * 10;
}

/** UTF-16 without a mark: zero bytes of ASCII signs stand on one side only. */
function unmarkedUtf16(bytes: Uint8Array): Encoding | undefined {
  const zeros = [0, 0];
  for (let index = 0; index < bytes.length; index++) if (bytes[index] === 0) zeros[index % 2]!++;
  const [even, odd] = zeros as [number, number];
  const many = bytes.length / 20;
  if (odd > many && even * 10 < odd) return "utf-16le";
  if (even > many && odd * 10 < even) return "utf-16be";
  return undefined;
}

function mostlyControls(text: string): boolean {
  let controls = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 9 || (code > 13 && code < 32 && code !== 26 && code !== 27)) controls++;
  }
  return controls * 10 > text.length * 3;
}

/** Throws tables.not_a_table when the bytes are no text in any encoding known here. */
export function guessEncoding(bytes: Uint8Array): Encoding {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  const encoding = unmarkedUtf16(bytes) ?? (["utf-8", "gb18030"] as const).find((each) => fits(bytes, each));
  if (encoding === undefined || mostlyControls(decodeSample(bytes, encoding))) throw refusal("tables.not_a_table");
  return encoding;
}

/**
 * Text of the bytes; what cannot be decoded becomes U+FFFD. Without an encoding the bytes are ASCII until the first
 * sign that is not, and the guess is made there: many files have an English head and Chinese only far below.
 */
export async function* decodeText(source: AsyncIterable<Uint8Array>, encoding?: Encoding): AsyncGenerator<string> {
  let decoder = encoding && new TextDecoder(encoding);
  let undecided: Uint8Array[] = [];
  const decide = (): string => {
    const bytes = Buffer.concat(undecided);
    undecided = [];
    decoder = new TextDecoder(fits(bytes, "utf-8") || !fits(bytes, "gb18030") ? "utf-8" : "gb18030");
    return decoder.decode(bytes, { stream: true });
  };
  for await (const chunk of source) {
    if (decoder) yield decoder.decode(chunk, { stream: true });
    else if (undecided.length === 0 && isAscii(chunk))
      yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString("latin1");
    else {
      undecided.push(chunk);
      if (undecided.reduce((sum, each) => sum + each.length, 0) >= sampleSize) yield decide();
    }
  }
  if (undecided.length > 0) yield decide();
  if (decoder) yield decoder.decode();
}

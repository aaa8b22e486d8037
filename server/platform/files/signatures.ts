/** What the first bytes of a file say it is. */
type Signature = { readonly type: string; readonly at?: number; readonly bytes: string };

const hex = (text: string) => text.replaceAll(" ", "");
const ascii = (text: string) => Buffer.from(text, "latin1").toString("hex");

/** Programs: what a double click would run. */
const programs: readonly Signature[] = [
  { type: "windows program", bytes: ascii("MZ") },
  { type: "linux program", bytes: hex("7f 45 4c 46") },
  { type: "mac program", bytes: "feedface" },
  { type: "mac program", bytes: "feedfacf" },
  { type: "mac program", bytes: "cefaedfe" },
  { type: "mac program", bytes: "cffaedfe" },
  { type: "java or mac program", bytes: "cafebabe" },
  { type: "script", bytes: ascii("#!") },
  { type: "windows shortcut", bytes: hex("4c 00 00 00 01 14 02 00") },
  { type: "compiled help", bytes: ascii("ITSF") },
  { type: "web assembly", bytes: hex("00 61 73 6d") },
  { type: "disk image", at: 32_769, bytes: ascii("CD001") },
  { type: "android program", bytes: ascii("dex\n") },
];

const known: readonly Signature[] = [
  { type: "application/pdf", bytes: ascii("%PDF-") },
  { type: "image/jpeg", bytes: "ffd8ff" },
  { type: "image/png", bytes: hex("89 50 4e 47 0d 0a 1a 0a") },
  { type: "image/gif", bytes: ascii("GIF8") },
  { type: "image/webp", at: 8, bytes: ascii("WEBP") },
  { type: "image/bmp", bytes: ascii("BM") },
  { type: "image/tiff", bytes: hex("49 49 2a 00") },
  { type: "image/tiff", bytes: hex("4d 4d 00 2a") },
  { type: "image/heic", at: 4, bytes: ascii("ftyphei") },
  { type: "image/heic", at: 4, bytes: ascii("ftypmif1") },
  { type: "audio/mp4", at: 4, bytes: ascii("ftypM4A") },
  { type: "video/quicktime", at: 4, bytes: ascii("ftypqt") },
  { type: "video/mp4", at: 4, bytes: ascii("ftyp") },
  { type: "audio/amr", bytes: ascii("#!AMR") },
  { type: "audio/mpeg", bytes: ascii("ID3") },
  { type: "audio/mpeg", bytes: "fffb" },
  { type: "audio/wav", at: 8, bytes: ascii("WAVE") },
  { type: "audio/ogg", bytes: ascii("OggS") },
  { type: "video/x-msvideo", at: 8, bytes: ascii("AVI ") },
  { type: "video/webm", bytes: hex("1a 45 df a3") },
  { type: "application/zip", bytes: hex("50 4b 03 04") },
  { type: "application/zip", bytes: hex("50 4b 05 06") },
  { type: "application/x-ole", bytes: hex("d0 cf 11 e0 a1 b1 1a e1") },
  { type: "application/vnd.rar", bytes: ascii("Rar!") },
  { type: "application/x-7z-compressed", bytes: hex("37 7a bc af 27 1c") },
  { type: "application/gzip", bytes: "1f8b" },
  { type: "application/rtf", bytes: ascii("{\\rtf") },
];

const matches = (head: Buffer, { at = 0, bytes }: Signature) =>
  head.subarray(at, at + bytes.length / 2).toString("hex") === bytes;

/** How much of a file `isProgram` and `typeOf` want to see. */
export const headBytes = 33_000;

export const isProgram = (head: Buffer): boolean =>
  // A recording of a phone begins like a script.
  !head.subarray(0, 5).equals(Buffer.from("#!AMR")) && programs.some((one) => matches(head, one));

/** Media type by content; plain text where it reads as text; undefined for anything else. */
export const typeOf = (head: Buffer): string | undefined =>
  known.find((one) => matches(head, one))?.type ?? (isText(head) ? "text/plain" : undefined);

function isText(head: Buffer): boolean {
  const sample = head.subarray(0, 8_192);
  // UTF-16 with its mark, else no byte that no text has.
  if (/^(fffe|feff)/.test(sample.toString("hex", 0, 2))) return true;
  return sample.length > 0 && !sample.some((byte) => byte < 9 || (byte > 13 && byte < 27));
}

/** Text that a browser would run rather than show. */
export const runsInBrowser = (head: Buffer): boolean =>
  /^[\s\ufeff]*(<!doctype html|<html|<\?xml[^>]*>[\s\S]{0,2000}<(svg|html)|<svg|<script)/i.test(
    head.subarray(0, 4_096).toString("utf8"),
  );

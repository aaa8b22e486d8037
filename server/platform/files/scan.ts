import { open } from "node:fs/promises";
import type { Text } from "../text.ts";
import { headBytes, isProgram, runsInBrowser, typeOf } from "./signatures.ts";
import { zipNames } from "./zip-names.ts";

/** Why a file that somebody outside sent is not kept. */
export const refusals = {
  too_large: { zh: "文件太大", en: "too large" },
  empty: { zh: "空文件", en: "empty" },
  program: { zh: "可执行程序", en: "a program" },
  active: { zh: "含有可在浏览器中运行的内容", en: "content that a browser would run" },
  macro: { zh: "含有宏", en: "macros" },
  packed_program: { zh: "压缩包中有可执行程序", en: "an archive with a program inside" },
} satisfies Record<string, Text>;
export type Refusal = keyof typeof refusals;

export type Scanned = {
  /** Safe to show and to store under: no path, no invisible or reversing characters. */
  readonly name: string;
  /** By content, never by what the sender says; unknown bytes are `application/octet-stream`. */
  readonly mediaType: string;
  readonly refused?: Refusal;
};

type Source = {
  readonly name: string;
  readonly size: number;
  readonly read: (at: number, length: number) => Promise<Buffer>;
};

const programNames =
  /\.(exe|com|bat|cmd|scr|pif|cpl|msi|msp|msix|dll|sys|jar|apk|ipa|app|js|jse|mjs|vb|vbe|vbs|wsf|wsh|hta|ps1|psm1|sh|bash|py|pl|rb|lnk|url|reg|inf|chm|iso|img|vhd|dmg|pkg|deb|rpm|jnlp|gadget|application|appref-ms|scf|library-ms|search-ms|desktop)$/i;
const activeNames = /\.(html?|xhtml|shtml|mht|mhtml|svg|svgz|swf|xsl|xslt)$/i;
const macroNames = /\.(docm|dotm|xlsm|xltm|xlam|xlsb|pptm|potm|ppam|ppsm|sldm)$/i;

/** Old Office files share one container with installers: only these names are taken for documents. */
const olds: Readonly<Record<string, string>> = {
  doc: "application/msword",
  wps: "application/msword",
  xls: "application/vnd.ms-excel",
  et: "application/vnd.ms-excel",
  ppt: "application/vnd.ms-powerpoint",
  dps: "application/vnd.ms-powerpoint",
  msg: "application/vnd.ms-outlook",
};
const office = (kind: string) => `application/vnd.openxmlformats-officedocument.${kind}`;

/** Judges a file that came from outside before it is kept: by its content, then by its name. */
async function scan({ name: given, size, read }: Source, limit: number): Promise<Scanned> {
  const name = safeName(given);
  const refuse = (refused: Refusal): Scanned => ({ name, mediaType: "application/octet-stream", refused });
  if (size > limit) return refuse("too_large");
  if (!size) return refuse("empty");
  const head = await read(0, Math.min(size, headBytes));
  if (isProgram(head) || programNames.test(name)) return refuse("program");
  if (runsInBrowser(head) || activeNames.test(name)) return refuse("active");
  if (macroNames.test(name)) return refuse("macro");
  const type = typeOf(head) ?? "application/octet-stream";
  if (type === "application/x-ole") {
    const old = olds[/\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? ""];
    return old ? { name, mediaType: old } : refuse("program");
  }
  if (type !== "application/zip") return { name, mediaType: type };
  const inside = await zipNames(size, read);
  if (inside.some((one) => /(^|\/)vbaProject\.bin$/i.test(one))) return refuse("macro");
  if (inside.some((one) => programNames.test(one.trim()))) return refuse("packed_program");
  const document = (["word", "xl", "ppt"] as const).find((folder) =>
    inside.some((one) => one.startsWith(`${folder}/`)),
  );
  if (document === "word") return { name, mediaType: office("wordprocessingml.document") };
  if (document === "xl") return { name, mediaType: office("spreadsheetml.sheet") };
  if (document === "ppt") return { name, mediaType: office("presentationml.presentation") };
  return { name, mediaType: type };
}

/** The same for bytes in memory. */
export const scanBytes = (name: string, bytes: Buffer, limit: number): Promise<Scanned> =>
  scan({ name, size: bytes.length, read: async (at, length) => bytes.subarray(at, at + length) }, limit);

/** The same for a file on the disk. */
export async function scanFile(name: string, path: string, limit: number): Promise<Scanned> {
  await using file = await open(path);
  const { size } = await file.stat();
  const read = async (at: number, length: number) => {
    const bytes = Buffer.alloc(length);
    return bytes.subarray(0, (await file.read(bytes, 0, length, at)).bytesRead);
  };
  return await scan({ name, size, read }, limit);
}

/** The last part of a path, without characters that hide what it is. */
export function safeName(given: string): string {
  const name = given
    .toWellFormed()
    .split(/[/\\]/)
    .at(-1)!
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "")
    .replace(/[\s.]+$/u, "")
    .trim();
  if (name.length <= 150) return name || "file";
  const end = /\.\w{1,10}$/.exec(name)?.[0] ?? "";
  return [...name].slice(0, 140).join("") + end;
}

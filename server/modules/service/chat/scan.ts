import { open } from "node:fs/promises";
import path from "node:path";
import { AppError } from "../../../platform/errors.ts";

const starts = (...bytes: number[]) => ({ at: 0, bytes });
type Kind = { readonly mediaType: string; readonly marks: readonly { at: number; bytes: readonly number[] }[] };
const zip: Kind["marks"] = [starts(0x50, 0x4b, 0x03, 0x04)];
const old: Kind["marks"] = [starts(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)];

/** What may be sent, by the end of its name: its type, and how its bytes begin. Nothing that a browser or a desk would run. */
const kinds: Readonly<Record<string, Kind>> = {
  png: { mediaType: "image/png", marks: [starts(0x89, 0x50, 0x4e, 0x47)] },
  jpg: { mediaType: "image/jpeg", marks: [starts(0xff, 0xd8, 0xff)] },
  jpeg: { mediaType: "image/jpeg", marks: [starts(0xff, 0xd8, 0xff)] },
  gif: { mediaType: "image/gif", marks: [starts(0x47, 0x49, 0x46, 0x38)] },
  webp: { mediaType: "image/webp", marks: [{ at: 8, bytes: [0x57, 0x45, 0x42, 0x50] }] },
  pdf: { mediaType: "application/pdf", marks: [starts(0x25, 0x50, 0x44, 0x46)] },
  txt: { mediaType: "text/plain", marks: [] },
  docx: { mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document", marks: zip },
  xlsx: { mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", marks: zip },
  doc: { mediaType: "application/msword", marks: old },
  xls: { mediaType: "application/vnd.ms-excel", marks: old },
};
export const allowedEndings: readonly string[] = Object.keys(kinds);

/**
 * Whether a file that was received may be kept: by the end of its name, and by its first bytes, whatever its sender
 * calls it. Answers its type. @throws AppError files.kind (415), files.disguised (415)
 */
export async function scanFile(file: string, name: string): Promise<{ mediaType: string }> {
  const kind = kinds[path.extname(name).slice(1).toLowerCase()];
  if (!kind)
    throw new AppError("files.kind", 415, {
      text: {
        zh: "不能发送这种文件，可以发送：{allowed}。",
        en: "This kind of file cannot be sent; these can: {allowed}.",
      },
      values: { allowed: allowedEndings.join(", ") },
    });
  const handle = await open(file);
  try {
    const head = Buffer.alloc(512);
    const { bytesRead } = await handle.read(head, 0, 512, 0);
    const begins = kind.marks.some(({ at, bytes }) => bytes.every((byte, i) => head[at + i] === byte));
    const isText = kind.marks.length === 0 && !head.subarray(0, bytesRead).includes(0);
    if (!begins && !isText)
      throw new AppError("files.disguised", 415, {
        text: { zh: "文件内容与扩展名不符，不能发送。", en: "The file is not what its name says and cannot be sent." },
      });
  } finally {
    await handle.close();
  }
  return { mediaType: kind.mediaType };
}

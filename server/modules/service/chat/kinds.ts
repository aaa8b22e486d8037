import { AppError } from "../../../platform/errors.ts";
import { refusals, scanFile } from "../../../platform/files/index.ts";

const office = "application/vnd.openxmlformats-officedocument.";
/** What may be sent in a chat, by its content; the names that people know it by. */
const kinds: Readonly<Record<string, readonly string[]>> = {
  "image/png": ["png"],
  "image/jpeg": ["jpg", "jpeg"],
  "image/gif": ["gif"],
  "image/webp": ["webp"],
  "application/pdf": ["pdf"],
  "text/plain": ["txt"],
  "application/msword": ["doc"],
  "application/vnd.ms-excel": ["xls"],
  [`${office}wordprocessingml.document`]: ["docx"],
  [`${office}spreadsheetml.sheet`]: ["xlsx"],
};
export const allowedEndings: readonly string[] = Object.values(kinds).flat();

const refused = (zh: string, en: string) =>
  new AppError("service.chat_file", 415, {
    text: {
      zh: `${zh}，不能发送。可以发送：{allowed}。`,
      en: `${en}: it cannot be sent; these can: {allowed}.`,
    },
    values: { allowed: allowedEndings.join(", ") },
  });

/** Name and type of a file that was received, judged by its content. @throws AppError service.chat_file (415) */
export async function judgeFile(
  given: string,
  path: string,
  limit: number,
): Promise<{ name: string; mediaType: string }> {
  const { name, mediaType, refused: why } = await scanFile(given, path, limit);
  if (why) throw refused(`文件不安全（${refusals[why].zh}）`, `This file is not safe (${refusals[why].en})`);
  if (!kinds[mediaType]) throw refused("不支持这种文件", "This is another kind of file");
  return { name, mediaType };
}

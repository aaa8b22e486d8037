import type { MultipartFile } from "@fastify/multipart";
import type { FastifyRequest } from "fastify";
import { rm } from "node:fs/promises";
import { AppError } from "../../../platform/errors.ts";
import {
  type FileRow,
  filePath,
  receiveFile,
  type Refusal,
  refusals,
  scanFile,
} from "../../../platform/files/index.ts";
import { newId } from "../../../platform/ids.ts";

const mostAttachmentBytes = 20 * 1024 * 1024;

export type Received = Pick<FileRow, "id" | "name" | "mediaType" | "size" | "sha256">;

const tooLarge = (name: string) =>
  new AppError("files.too_large", 413, {
    text: {
      zh: "“{name}”太大，没有保存：一个文件最多 {limit} MB。",
      en: "“{name}” is too large and was not kept: a file has at most {limit} MB.",
    },
    values: { name, limit: mostAttachmentBytes / 1024 ** 2 },
  });

/** Names under which people send pictures and papers: what lies under them and runs is disguised. */
const innocent = /\.(png|jpe?g|gif|webp|heic|bmp|tiff?|pdf|docx?|xlsx?|pptx?|txt|csv|zip|mp[34]|m4a|mov)$/i;

const unsafe = (name: string, refused: Refusal) => {
  const { zh, en } = refusals[refused];
  const isDisguised = (refused === "program" || refused === "active") && innocent.test(name);
  return new AppError("service.unsafe_file", 415, {
    text: isDisguised
      ? {
          zh: `“{name}”没有保存：内容与文件名不符（${zh}）。`,
          en: `“{name}” was not kept: its content is not what its name says (${en}).`,
        }
      : { zh: `“{name}”没有保存：文件不安全（${zh}）。`, en: `“{name}” was not kept: it is not safe (${en}).` },
    values: { name },
  });
};

/**
 * Receives the one file of a multipart request and hands it to `keep`, judged by its content; where something refuses
 * it, nothing stays. `admit` comes first: who may not keep it need not send it to the end.
 * @throws AppError files.missing (400), files.too_large (413), service.unsafe_file (415)
 */
export async function withAttachment<T>(
  request: FastifyRequest,
  admit: (part: MultipartFile) => Promise<unknown>,
  keep: (file: Received, part: MultipartFile) => Promise<T>,
): Promise<T> {
  const part = request.isMultipart()
    ? await request.file({ limits: { fileSize: mostAttachmentBytes + 1, files: 1 }, throwFileSizeLimit: false })
    : undefined;
  if (!part)
    throw new AppError("files.missing", 400, { text: { zh: "请求中没有文件。", en: "The request holds no file." } });
  await admit(part).catch((error: unknown) => {
    part.file.resume();
    throw error;
  });
  const id = newId();
  const target = filePath(request.reading().services.config, id);
  try {
    const { size, sha256 } = await receiveFile(target, part.file);
    const { name, mediaType, refused } = await scanFile(part.filename || "file", target, mostAttachmentBytes);
    if (refused === "too_large") throw tooLarge(name);
    if (refused) throw unsafe(name, refused);
    return await keep({ id, name, mediaType, size, sha256 }, part);
  } catch (error) {
    await rm(target, { force: true });
    throw error;
  }
}

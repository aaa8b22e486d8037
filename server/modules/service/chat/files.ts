import type { FastifyReply, FastifyRequest } from "fastify";
import { rm } from "node:fs/promises";
import { z } from "zod";
import type { Context } from "../../../platform/context.ts";
import { AppError, invalid, notFound } from "../../../platform/errors.ts";
import { filePath, receiveFile } from "../../../platform/files/index.ts";
import { newId } from "../../../platform/ids.ts";
import { sendStored } from "../send-file.ts";
import type { MessageRow, NewMessage } from "./message.store.ts";
import { judgeFile } from "./kinds.ts";

export const mostFileBytes = 10 * 1024 * 1024;

const tooLarge = () =>
  new AppError("platform.too_large", 413, {
    text: { zh: "文件超过 10 MB，请压缩后再发送。", en: "The file is larger than 10 MB; make it smaller first." },
  });

type Received = { readonly clientId: string; readonly file: NonNullable<NewMessage["file"]> & { sha256: Buffer } };

/**
 * Receives the one file of a multipart request, with the field `clientId` before it, and hands it to `keep`; where that
 * refuses, nothing stays.
 */
export async function withFile<T>(request: FastifyRequest, keep: (received: Received) => Promise<T>): Promise<T> {
  if (Number(request.headers["content-length"] ?? 0) > mostFileBytes + 20_000) throw tooLarge();
  const part = request.isMultipart()
    ? await request.file({ limits: { fileSize: mostFileBytes, files: 1, fields: 2 } })
    : undefined;
  if (!part)
    throw new AppError("files.missing", 400, { text: { zh: "请求中没有文件。", en: "The request holds no file." } });
  const field = part.fields["clientId"];
  const clientId = z.uuid().safeParse(field && "value" in field ? field.value : undefined);
  if (!clientId.success)
    throw invalid([{ field: "clientId", text: { zh: "缺少消息编号", en: "the message's own id is missing" } }]);
  const { config } = request.reading().services;
  const id = newId();
  const target = filePath(config, id);
  try {
    const { size, sha256 } = await receiveFile(target, part.file, mostFileBytes).catch((error: unknown) => {
      // A sender that is not listened to would never hear the reason.
      request.raw.unpipe();
      request.raw.resume();
      throw error instanceof AppError && error.code === "files.too_large" ? tooLarge() : error;
    });
    if (part.file.truncated) throw tooLarge();
    const { name, mediaType } = await judgeFile(part.filename || "file", target, mostFileBytes);
    return await keep({ clientId: clientId.data, file: { id, name, mediaType, size, sha256 } });
  } catch (error) {
    await rm(target, { force: true });
    throw error;
  }
}

/** @throws AppError platform.not_found (404) where the message has no file, or it was disposed of */
export async function sendFile(ctx: Context, reply: FastifyReply, message: MessageRow | undefined) {
  if (!message?.fileId) throw notFound({ zh: "文件", en: "file" });
  const { fileId, fileName, mediaType, fileSize } = message;
  return sendStored(ctx, reply, { fileId, name: fileName!, mediaType: mediaType!, size: fileSize! });
}

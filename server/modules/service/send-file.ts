import type { FastifyReply } from "fastify";
import { createReadStream } from "node:fs";
import type { Context } from "../../platform/context.ts";
import { filePath, findFile } from "../../platform/files/index.ts";

export type StoredFile = {
  readonly fileId: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: bigint | number;
};

/**
 * Sends a file that came from outside; a browser shows pictures and keeps the rest, and runs nothing of it.
 * @throws AppError platform.not_found (404) where it was disposed of
 */
export async function sendStored(ctx: Context, reply: FastifyReply, { fileId, name, mediaType, size }: StoredFile) {
  await findFile(ctx, fileId);
  const shows = mediaType.startsWith("image/") && mediaType !== "image/tiff";
  return reply
    .headers({
      "content-type": mediaType,
      "content-length": String(size),
      "content-disposition": `${shows ? "inline" : "attachment"}; filename*=UTF-8''${encoded(name)}`,
      "content-security-policy": "default-src 'none'; sandbox",
      "x-content-type-options": "nosniff",
    })
    .send(createReadStream(filePath(ctx.services.config, fileId)));
}

/** As RFC 8187 writes it. */
const encoded = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);

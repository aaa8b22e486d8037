import { rm } from "node:fs/promises";
import { z } from "zod";
import { AppError } from "../errors.ts";
import { grant, type Routes } from "../http/route.ts";
import { newId } from "../ids.ts";
import { insertFile } from "./file.store.ts";
import { filePath, receiveFile } from "./receive.ts";

/** Uploads are kept this long. */
export const uploadDays = 30;

const Uploaded = z
  .object({ id: z.uuid(), name: z.string(), size: z.number(), sha256: z.string() })
  .meta({ id: "UploadedFile" });

/** `POST /api/v1/files`: one file as multipart/form-data, for those who hold the permission that files serve. */
export const fileRoutes =
  (permission: string): Routes =>
  (app) => {
    app.post(
      "/api/v1/files",
      {
        config: grant(permission),
        schema: { tags: ["files"], consumes: ["multipart/form-data"], response: { 201: Uploaded } },
      },
      async (request, reply) => {
        const part = request.isMultipart() ? await request.file() : undefined;
        if (!part)
          throw new AppError("files.missing", 400, {
            text: { zh: "请求中没有文件。", en: "The request holds no file." },
          });
        const { config } = request.reading().services;
        const id = newId();
        const target = filePath(config, id);
        const { size, sha256 } = await receiveFile(target, part.file).catch((error: unknown) => {
          // What still comes is read and dropped: a sender that is not listened to would never hear the reason.
          request.raw.unpipe();
          request.raw.resume();
          throw error;
        });
        const name = (part.filename || "file").split(/[/\\]/).at(-1)!.slice(0, 200).toWellFormed().replaceAll("\0", "");
        try {
          // The multipart reader cuts what is too long and only marks it.
          if (part.file.truncated)
            throw new AppError("platform.too_large", 413, {
              text: { zh: "内容太大，超过了允许的上限。", en: "This is larger than allowed." },
            });
          await request.write((ctx) =>
            insertFile(ctx, {
              id,
              name,
              mediaType: part.mimetype.slice(0, 100),
              size,
              sha256,
              expiresAt: new Date(ctx.now.getTime() + uploadDays * 86_400_000),
            }),
          );
        } catch (error) {
          await rm(target, { force: true });
          throw error;
        }
        return reply.code(201).send({ id, name, size: Number(size), sha256: sha256.toString("hex") });
      },
    );
  };

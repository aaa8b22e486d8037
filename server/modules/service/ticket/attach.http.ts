import { rm } from "node:fs/promises";
import { z } from "zod";
import { AppError } from "../../../platform/errors.ts";
import { filePath, receiveFile, refusals, scanFile } from "../../../platform/files/index.ts";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { newId } from "../../../platform/ids.ts";
import { attachFile } from "./attach.actions.ts";
import { loadTicket } from "./ticket.store.ts";
import { Id } from "./tickets.http.ts";

const mostBytes = 20 * 1024 * 1024;

const tooLarge = () =>
  new AppError("files.too_large", 413, {
    text: { zh: "附件超过 {limit} MB。", en: "An attachment has at most {limit} MB." },
    values: { limit: mostBytes / 1024 ** 2 },
  });

/** Papers and pictures that a customer hands over, kept with the ticket; judged by their content as those of mails are. */
export const attachRoutes: Routes = (app) => {
  app.post(
    "/api/v1/tickets/:id/attachments",
    {
      config: grant("service.tickets.work"),
      schema: {
        tags: ["tickets"],
        params: Id,
        consumes: ["multipart/form-data"],
        response: { 201: z.object({ id: z.uuid() }) },
      },
    },
    async (request, reply) => {
      const part = request.isMultipart()
        ? await request.file({ limits: { fileSize: mostBytes + 1, files: 1 }, throwFileSizeLimit: false })
        : undefined;
      if (!part)
        throw new AppError("files.missing", 400, {
          text: { zh: "请求中没有文件。", en: "The request holds no file." },
        });
      // Who may not keep it need not send it to the end.
      await loadTicket(request.reading(), request.params.id).catch((error: unknown) => {
        part.file.resume();
        throw error;
      });
      const fileId = newId();
      const target = filePath(request.reading().services.config, fileId);
      const { size, sha256 } = await receiveFile(target, part.file);
      try {
        const { name, mediaType, refused } = await scanFile(part.filename || "file", target, mostBytes);
        if (refused === "too_large") throw tooLarge();
        if (refused)
          throw new AppError("service.unsafe_file", 415, {
            text: {
              zh: `这个文件不安全（${refusals[refused].zh}），没有保存。`,
              en: `This file is not safe (${refusals[refused].en}) and was not kept.`,
            },
          });
        const id = await request.write((ctx) =>
          attachFile(ctx, request.params.id, { id: fileId, name, mediaType, size, sha256 }),
        );
        return await reply.code(201).send({ id });
      } catch (error) {
        await rm(target, { force: true });
        throw error;
      }
    },
  );
};

import { createReadStream } from "node:fs";
import { rm } from "node:fs/promises";
import { z } from "zod";
import { AppError, forbidden } from "../../../platform/errors.ts";
import { seesClear } from "../../../platform/fields/index.ts";
import { filePath, receiveFile } from "../../../platform/files/index.ts";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { newId } from "../../../platform/ids.ts";
import { readOrder } from "./detail.ts";
import { mostPhotoBytes } from "./photo.rules.ts";
import {
  addPhoto,
  demandPhoto,
  loadAtWork,
  markStep,
  photoOf,
  readSignature,
  removePhoto,
  sign,
} from "./proof.actions.ts";
import { workOrder } from "./workorder.fields.ts";
import { Id, WorkOrderDetail } from "./workorder.schema.ts";

const PhotoId = z.strictObject({ id: z.uuid(), photoId: z.uuid() });
const StepId = z.strictObject({ id: z.uuid(), stepId: z.uuid() });
const Signature = z
  .strictObject({
    signerName: z.string().trim().min(1).max(60),
    png: z.base64().max(280_000).describe("The drawn signature, a PNG of at most 200 KB"),
  })
  .meta({ id: "WorkOrderSignature" });

/** What shows that the work was done: steps, photos, the customer's signature. */
export const proofRoutes: Routes = (app) => {
  const tags = ["work orders"];
  const perform = grant("service.orders.perform");
  const detail = { 200: WorkOrderDetail };

  app.put(
    "/api/v1/work-orders/:id/steps/:stepId",
    {
      config: perform,
      schema: { tags, params: StepId, body: z.strictObject({ done: z.boolean() }), response: detail },
    },
    (request) =>
      request.write(async (ctx) => {
        await markStep(ctx, request.params.id, request.params.stepId, request.body.done);
        return readOrder(ctx, request.params.id);
      }),
  );

  app.post(
    "/api/v1/work-orders/:id/photos",
    {
      config: perform,
      schema: {
        tags,
        consumes: ["multipart/form-data"],
        params: Id,
        querystring: z.strictObject({ stepId: z.uuid().optional() }),
        response: { 201: z.object({ id: z.uuid() }) },
      },
    },
    async (request, reply) => {
      const { config } = request.reading().services;
      const part = request.isMultipart()
        ? await request.file({ limits: { fileSize: mostPhotoBytes + 1 }, throwFileSizeLimit: false })
        : undefined;
      if (!part)
        throw new AppError("files.missing", 400, {
          text: { zh: "请求中没有文件。", en: "The request holds no file." },
        });
      const fileId = newId();
      const target = filePath(config, fileId);
      // Who may not keep it need not send it to the end.
      await loadAtWork(request.reading(), request.params.id, false).catch((error: unknown) => {
        part.file.resume();
        throw error;
      });
      const received = await receiveFile(target, part.file);
      try {
        const mediaType = await demandPhoto(target, part.filename || "photo");
        const id = await request.write((ctx) =>
          addPhoto(ctx, request.params.id, request.query.stepId, { id: fileId, mediaType, ...received }),
        );
        return await reply.code(201).send({ id });
      } catch (error) {
        await rm(target, { force: true });
        throw error;
      }
    },
  );

  app.get(
    "/api/v1/work-orders/:id/photos/:photoId",
    {
      config: { ...grant("service.orders.read"), masksItself: true },
      schema: { tags, params: PhotoId, response: { 200: z.any().describe("The image") } },
    },
    async (request, reply) => {
      const { path, mediaType } = await photoOf(request.reading(), request.params.id, request.params.photoId);
      return reply.type(mediaType).header("content-disposition", "inline").send(createReadStream(path));
    },
  );

  app.delete(
    "/api/v1/work-orders/:id/photos/:photoId",
    { config: perform, schema: { tags, params: PhotoId, response: { 204: z.null() } } },
    async (request, reply) => {
      await request.write((ctx) => removePhoto(ctx, request.params.id, request.params.photoId));
      return reply.code(204).send(null);
    },
  );

  app.put(
    "/api/v1/work-orders/:id/signature",
    { config: perform, schema: { tags, params: Id, body: Signature, response: detail } },
    (request) =>
      request.write(async (ctx) => {
        await sign(ctx, request.params.id, request.body);
        return readOrder(ctx, request.params.id);
      }),
  );

  app.get(
    "/api/v1/work-orders/:id/signature",
    {
      config: { ...grant("service.orders.read"), masksItself: true },
      schema: { tags, params: Id, response: { 200: z.any().describe("image/png") } },
    },
    async (request, reply) => {
      const png = await readSignature(request.reading(), request.params.id);
      if (!seesClear(request.actor, workOrder, workOrder.fields.signerName))
        throw forbidden(
          { zh: "您的岗位不能查看客户签名。", en: "Your role may not see customers' signatures." },
          "fields.forbidden",
        );
      return reply.type("image/png").send(png);
    },
  );
};

import { rm } from "node:fs/promises";
import type { Context } from "../../../platform/context.ts";
import { AppError, conflict, invalid, notFound } from "../../../platform/errors.ts";
import { demandWritable } from "../../../platform/fields/index.ts";
import { filePath, insertFile, scanBytes, scanFile } from "../../../platform/files/index.ts";
import { newId } from "../../../platform/ids.ts";
import { tell } from "./move.ts";
import { mostPhotoBytes, mostSignatureBytes, photoTypes } from "./photo.rules.ts";
import { deletePhoto, findPhoto, insertPhoto } from "./photo.store.ts";
import { findStep, setDone } from "./step.store.ts";
import { demandInstaller, seesContent } from "./workorder.access.ts";
import { workOrder } from "./workorder.fields.ts";
import { isAtWork } from "./workorder.rules.ts";
import { loadOrder, type OrderRow, signatureOf, updateOrder } from "./workorder.store.ts";

/** An order that its installer is at work on. @throws AppError service.not_at_work (409), service.not_your_order (403) */
export async function loadAtWork(ctx: Context, id: string, lock = true): Promise<OrderRow> {
  const order = await loadOrder(ctx, id, lock);
  demandInstaller(ctx.actor, order);
  if (!isAtWork(order.state))
    throw conflict("service.not_at_work", {
      zh: "出发后、结单前才能记录步骤、照片和签字。",
      en: "Steps, photos and the signature are taken between departure and completion.",
    });
  return order;
}

const noStep = () => notFound({ zh: "步骤", en: "step" });

/** Ticks a step of the order off, or back on. */
export async function markStep(ctx: Context, id: string, stepId: string, done: boolean): Promise<void> {
  const order = await loadAtWork(ctx, id);
  if (!(await findStep(ctx, order.kind, stepId))) throw noStep();
  await setDone(ctx, order, stepId, done);
}

/**
 * Judges what was uploaded by its content, whatever its name says; answers its media type.
 * @throws AppError files.not_an_image (415), files.photo_too_large (413)
 */
export async function demandPhoto(path: string, name: string): Promise<string> {
  const { mediaType, refused } = await scanFile(name, path, mostPhotoBytes);
  if (refused === "too_large")
    throw new AppError("files.photo_too_large", 413, {
      text: { zh: "照片超过 {limit} MB，请缩小后上传。", en: "A photo has at most {limit} MB: make it smaller." },
      values: { limit: mostPhotoBytes / 1024 ** 2 },
    });
  if (!refused && photoTypes.includes(mediaType)) return mediaType;
  throw new AppError("files.not_an_image", 415, {
    text: {
      zh: "这个文件不是照片：只接受 JPEG、PNG 和 WebP 图片，与文件名无关。",
      en: "This file is no photo: JPEG, PNG and WebP images are taken, whatever their name.",
    },
  });
}

/** Keeps an uploaded photo with its order, and with a step where it belongs to one. */
export async function addPhoto(
  ctx: Context,
  id: string,
  stepId: string | undefined,
  file: { id: string; mediaType: string; size: bigint; sha256: Buffer },
): Promise<string> {
  const order = await loadAtWork(ctx, id);
  if (stepId && !(await findStep(ctx, order.kind, stepId))) throw noStep();
  const photoId = newId();
  const { mediaType, size, sha256 } = file;
  // What a phone calls its photos is of no use, and may say who is on them.
  await insertFile(ctx, {
    id: file.id,
    name: `${order.number}-${photoId.slice(-6)}`,
    mediaType,
    size,
    sha256,
    expiresAt: null,
  });
  await insertPhoto(ctx, order, {
    id: photoId,
    visitId: order.visitId,
    stepId: stepId ?? null,
    fileId: file.id,
    mediaType,
    size,
  });
  return photoId;
}

/** Takes a photo back that was a mistake; possible while at work. */
export async function removePhoto(ctx: Context, id: string, photoId: string): Promise<void> {
  const order = await loadAtWork(ctx, id);
  const gone = await deletePhoto(ctx, order, photoId);
  if (!gone) throw notFound({ zh: "照片", en: "photo" });
  await ctx.tx.deleteFrom("platform.file").where("id", "=", gone.fileId).execute();
  await rm(filePath(ctx.services.config, gone.fileId), { force: true });
}

/** Where a photo lies, and what it is. */
export async function photoOf(ctx: Context, id: string, photoId: string) {
  const photo = await findPhoto(ctx, await loadOrder(ctx, id), photoId);
  if (!photo || !seesContent(ctx.actor)) throw notFound({ zh: "照片", en: "photo" });
  return { path: filePath(ctx.services.config, photo.fileId), mediaType: photo.mediaType };
}

const signatureSeal = "workOrder.signature";

/** The customer's drawn signature: sealed, with who signed. @throws AppError platform.invalid (400) for anything but a small PNG */
export async function sign(ctx: Context, id: string, given: { signerName: string; png: string }): Promise<void> {
  demandWritable(ctx.actor, workOrder, { signerName: given.signerName });
  const order = await loadAtWork(ctx, id);
  const png = Buffer.from(given.png, "base64");
  const scanned = await scanBytes("signature.png", png, mostSignatureBytes);
  if (scanned.refused || scanned.mediaType !== "image/png")
    throw invalid([
      { field: "png", text: { zh: "签名应为不超过 200 KB 的 PNG 图片", en: "a signature is a PNG of at most 200 KB" } },
    ]);
  await updateOrder(ctx, order, {
    signature: ctx.services.vault.seal(png.toString("base64"), signatureSeal),
    signerName: given.signerName,
    signedAt: ctx.now.toISOString(),
    signatureRefusal: null,
  });
  await tell(ctx, order, "signed");
}

/** The drawn signature as a PNG, for whoever may see who signed. */
export async function readSignature(ctx: Context, id: string): Promise<Buffer> {
  const sealed = await signatureOf(ctx, await loadOrder(ctx, id));
  if (!sealed) throw notFound({ zh: "签名", en: "signature" });
  return Buffer.from(ctx.services.vault.open(sealed, signatureSeal), "base64");
}

import type { Context } from "../../../platform/context.ts";
import { AppError, invalid, notFound } from "../../../platform/errors.ts";
import { insertFile } from "../../../platform/files/index.ts";
import { attach } from "../ticket/attach.actions.ts";
import type { Received } from "../ticket/attach.receive.ts";
import { type GivenFile, givenFile } from "../ticket/attach.store.ts";
import { insertUpload, takeUploads, type UploadOf, uploadsOfDay } from "./upload.store.ts";

/** So many files go with one thing that is sent, and so many come from somebody in a day. */
export const mostFiles = 10;
const mostOfDay = 60;
const uploadHours = 24;

/** @throws AppError service.too_many_files (429) */
export async function demandRoom(ctx: Context, of: UploadOf): Promise<void> {
  if ((await uploadsOfDay(ctx, of)) >= mostOfDay)
    throw new AppError("service.too_many_files", 429, {
      text: {
        zh: "今天上传的文件太多了（最多 {most} 个），请明天再试。",
        en: "Too many files in one day ({most} at most); try again tomorrow.",
      },
      values: { most: mostOfDay },
    });
}

/** Keeps a received file until what it belongs to is sent, a day at most. */
export async function keepUpload(ctx: Context, of: UploadOf, file: Received) {
  await demandRoom(ctx, of);
  await insertFile(ctx, { ...file, expiresAt: new Date(ctx.now.getTime() + uploadHours * 3_600_000) });
  await insertUpload(ctx, of, file.id);
  return { id: file.id, name: file.name, size: Number(file.size) };
}

/** What was uploaded goes with what is sent now. @throws AppError platform.invalid (400) for files that are not there (any more) */
export async function giveUploads(
  ctx: Context,
  ticket: { readonly customerId: string; readonly id: string; readonly number: string },
  of: UploadOf,
  ids: readonly string[],
  entryId: string | null = null,
): Promise<void> {
  const wanted = [...new Set(ids)];
  if (!wanted.length) return;
  const taken = await takeUploads(ctx, of, wanted);
  if (taken.length < wanted.length)
    throw invalid([
      {
        field: "files",
        text: { zh: "文件已失效，请重新添加", en: "a file is not there any more; add it again" },
      },
    ]);
  const order = new Map(wanted.map((id, at) => [id, at]));
  await attach(
    ctx,
    ticket,
    taken
      .sort((a, b) => order.get(a.id)! - order.get(b.id)!)
      .map((file) => ({ ...file, fileId: file.id, givenBy: "customer", entryId })),
  );
}

/** One file of a ticket that went between its customer and us. @throws AppError platform.not_found (404) */
export async function ownFileOf(ctx: Context, customerId: string, ticketId: string, id: string): Promise<GivenFile> {
  const file = await givenFile(ctx, customerId, ticketId, id);
  if (!file) throw notFound({ zh: "文件", en: "file" });
  return file;
}

import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";

export type FileRow = {
  id: string;
  name: string;
  mediaType: string;
  size: bigint;
  sha256: Buffer;
  createdBy: string | null;
  createdAt: string;
  expiresAt: string | null;
};

export async function insertFile(
  ctx: Context,
  file: Pick<FileRow, "id" | "name" | "mediaType" | "size" | "sha256"> & { expiresAt: Date | null },
): Promise<void> {
  await ctx.tx
    .insertInto("platform.file")
    .values({ ...file, createdBy: ctx.actor.id, createdAt: ctx.now })
    .execute();
}

/** @throws AppError platform.not_found (404) for a file that is not there, or no longer */
export async function findFile(ctx: Context, id: string): Promise<FileRow> {
  const row = await ctx.tx.selectFrom("platform.file").selectAll().where("id", "=", id).executeTakeFirst();
  if (!row || (row.expiresAt && row.expiresAt <= ctx.now.toISOString())) throw notFound({ zh: "文件", en: "file" });
  return row;
}

import type { Context } from "../../../platform/context.ts";

type Key = { readonly customerId: string; readonly id: string };

export type PhotoRow = {
  id: string;
  visitId: string | null;
  stepId: string | null;
  fileId: string;
  mediaType: string;
  size: bigint;
  takenBy: string | null;
  takenByName: string;
  takenAt: string;
};

const photos = (ctx: Pick<Context, "tx">, { customerId, id }: Key) =>
  ctx.tx
    .selectFrom("service.workPhoto")
    .select(["id", "visitId", "stepId", "fileId", "mediaType", "size", "takenBy", "takenByName", "takenAt"])
    .where("customerId", "=", customerId)
    .where("workOrderId", "=", id);

export const listPhotos = (ctx: Pick<Context, "tx">, order: Key): Promise<PhotoRow[]> =>
  photos(ctx, order).orderBy("id").execute();

export const findPhoto = (ctx: Pick<Context, "tx">, order: Key, photoId: string): Promise<PhotoRow | undefined> =>
  photos(ctx, order).where("id", "=", photoId).executeTakeFirst();

export type NewPhoto = Pick<PhotoRow, "id" | "visitId" | "stepId" | "fileId" | "mediaType" | "size">;

export const insertPhoto = (ctx: Context, { customerId, id }: Key, photo: NewPhoto) =>
  ctx.tx
    .insertInto("service.workPhoto")
    .values({
      ...photo,
      customerId,
      workOrderId: id,
      takenBy: ctx.actor.id,
      takenByName: ctx.actor.name,
      takenAt: ctx.now,
    })
    .execute();

export const deletePhoto = (ctx: Context, { customerId, id }: Key, photoId: string) =>
  ctx.tx
    .deleteFrom("service.workPhoto")
    .where("customerId", "=", customerId)
    .where("workOrderId", "=", id)
    .where("id", "=", photoId)
    .returning("fileId")
    .executeTakeFirst();

import type { Context } from "../../../platform/context.ts";
import type { Db } from "../../../platform/db.ts";
import { newId } from "../../../platform/ids.ts";
import type { Text } from "../../../platform/text.ts";
import type { SheetItem } from "./sheet.rules.ts";

export type SheetKind = "conduct" | "handling";
export type SheetRow = {
  id: string;
  key: string;
  version: number;
  kind: SheetKind;
  title: Text;
  items: SheetItem[];
  inUse: boolean;
  createdByName: string;
  createdAt: string;
};

const sheets = (db: Db) =>
  db
    .selectFrom("service.qualitySheet")
    .select(["id", "key", "version", "kind", "title", "items", "inUse", "createdByName", "createdAt"])
    .$castTo<SheetRow>();

export const sheetsInUse = (db: Db) => sheets(db).where("inUse", "=", true).orderBy("key").execute();
export const findSheet = (db: Db, id: string) => sheets(db).where("id", "=", id).executeTakeFirst();
export const sheetByKey = (db: Db, key: string) =>
  sheets(db).where("key", "=", key).where("inUse", "=", true).executeTakeFirst();
export const sheetVersions = (db: Db, key: string) =>
  sheets(db).where("key", "=", key).orderBy("version", "desc").limit(100).execute();

/** The next version of a sheet, from now on the one in use; the first of a new key. */
export async function insertSheet(
  ctx: Context,
  given: { key: string; kind: SheetKind; title: Text; items: readonly SheetItem[] },
  version: number,
): Promise<string> {
  await ctx.tx
    .updateTable("service.qualitySheet")
    .set({ inUse: false })
    .where("key", "=", given.key)
    .where("inUse", "=", true)
    .execute();
  const id = newId();
  await ctx.tx
    .insertInto("service.qualitySheet")
    .values({
      id,
      key: given.key,
      version,
      kind: given.kind,
      title: JSON.stringify(given.title),
      items: JSON.stringify(given.items),
      createdByName: ctx.actor.name,
      createdAt: ctx.now,
    })
    .execute();
  return id;
}

import { sql } from "kysely";
import type { Context } from "../../../platform/context.ts";
import type { Text } from "../../../platform/text.ts";

export type OpinionCategory = { key: string; label: Text; position: number; active: boolean };

const columns = ["key", "label", "position", "active"] as const;
const all = (ctx: Pick<Context, "tx">) =>
  ctx.tx.selectFrom("service.opinionCategory").select(columns).orderBy("position").orderBy("key");

export const opinionCategories = async (ctx: Pick<Context, "tx">): Promise<OpinionCategory[]> =>
  (await all(ctx).execute()) as OpinionCategory[];

/** Locked against being deleted while something comes to use it. */
export const findOpinionCategory = async (ctx: Context, key: string): Promise<OpinionCategory | undefined> =>
  (await all(ctx).where("key", "=", key).forShare().executeTakeFirst()) as OpinionCategory | undefined;

export const lockOpinionCategory = async (ctx: Context, key: string): Promise<OpinionCategory | undefined> =>
  (await all(ctx).where("key", "=", key).forUpdate().executeTakeFirst()) as OpinionCategory | undefined;

/** Keys that callbacks or measures hold. */
export async function usedOpinionCategories(ctx: Pick<Context, "tx">): Promise<Set<string>> {
  const { rows } = await sql<{ key: string }>`
    select opinion_category as key from service.callback where opinion_category is not null
    union select category from service.callback_measure where category is not null`.execute(ctx.tx);
  return new Set(rows.map((row) => row.key));
}

export async function insertOpinionCategory(ctx: Context, { label, ...given }: OpinionCategory): Promise<boolean> {
  const made = await ctx.tx
    .insertInto("service.opinionCategory")
    .values({ ...given, label: JSON.stringify(label) })
    .onConflict((on) => on.doNothing())
    .returning("key")
    .executeTakeFirst();
  return made !== undefined;
}

export const updateOpinionCategory = (
  ctx: Context,
  key: string,
  { label, ...change }: Partial<Omit<OpinionCategory, "key">>,
) =>
  ctx.tx
    .updateTable("service.opinionCategory")
    .set({ ...change, ...(label && { label: JSON.stringify(label) }) })
    .where("key", "=", key)
    .execute();

export const deleteOpinionCategory = (ctx: Context, key: string) =>
  ctx.tx.deleteFrom("service.opinionCategory").where("key", "=", key).execute();

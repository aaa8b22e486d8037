import type { Context } from "../../../platform/context.ts";
import type { Db } from "../../../platform/db.ts";
import type { ArticleText } from "./article.store.ts";

const editions = (db: Db) =>
  db
    .selectFrom("service.articleEdition")
    .select([
      "edition",
      "title",
      "category",
      "keywords",
      "applies",
      "answer",
      "body",
      "note",
      "editedByName",
      "editedAt",
      "publishedAt",
      "publishedByName",
    ]);
export type EditionRow = Awaited<ReturnType<typeof editionsOf>>[number];

/** All editions of an article, the newest first. */
export const editionsOf = (db: Db, articleId: string) =>
  editions(db).where("articleId", "=", articleId).orderBy("edition", "desc").limit(200).execute();

export const findEdition = (db: Db, articleId: string, edition: number) =>
  editions(db).where("articleId", "=", articleId).where("edition", "=", edition).executeTakeFirst();

/** Writes the draft, which is the edition after the published one, or changes it. */
export async function writeDraft(
  ctx: Context,
  articleId: string,
  edition: number,
  text: ArticleText,
  note: string | null,
): Promise<void> {
  const values = {
    title: text.title,
    category: text.category,
    keywords: [...text.keywords],
    applies: text.applies,
    answer: text.answer,
    body: text.body,
    note,
    editedBy: ctx.actor.id,
    editedByName: ctx.actor.name,
    editedAt: ctx.now,
  };
  await ctx.tx
    .insertInto("service.articleEdition")
    .values({ articleId, edition, ...values })
    .onConflict((conflict) => conflict.columns(["articleId", "edition"]).doUpdateSet(values))
    .execute();
}

export const markPublished = (ctx: Context, articleId: string, edition: number) =>
  ctx.tx
    .updateTable("service.articleEdition")
    .set({ publishedAt: ctx.now, publishedByName: ctx.actor.name })
    .where("articleId", "=", articleId)
    .where("edition", "=", edition)
    .execute();

export const dropDraft = (ctx: Context, articleId: string, edition: number) =>
  ctx.tx
    .deleteFrom("service.articleEdition")
    .where("articleId", "=", articleId)
    .where("edition", "=", edition)
    .where("publishedAt", "is", null)
    .returning("edition")
    .executeTakeFirst();

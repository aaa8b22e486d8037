import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Context } from "../../../platform/context.ts";
import type { Db } from "../../../platform/db.ts";
import { newId } from "../../../platform/ids.ts";
import { keysOf } from "./knowledge.keys.ts";

/** What an editor writes. */
export type ArticleText = {
  readonly title: string;
  readonly category: string;
  readonly keywords: readonly string[];
  readonly applies: string | null;
  readonly answer: string | null;
  readonly body: string;
};

export type ArticleState = "draft" | "published" | "withdrawn";

const columns = [
  "id",
  "state",
  "edition",
  "title",
  "category",
  "keywords",
  "applies",
  "answer",
  "body",
  "ownerId",
  "ownerName",
  "reviewOn",
  "reviewedAt",
  "reviewedByName",
  "helpful",
  "unhelpful",
  "used",
  "createdByName",
  "createdAt",
  "updatedByName",
  "updatedAt",
  "publishedAt",
  "withdrawnAt",
  "withdrawnReason",
  "version",
] as const;

const articles = (db: Db) => db.selectFrom("service.article as a").select(columns.map((one) => `a.${one}` as const));
export type ArticleRow = Awaited<ReturnType<typeof findArticles>>[number];

export const findArticles = (db: Db, ids: readonly string[]) =>
  articles(db)
    .where("id", "=", sql<string>`any(${ids}::uuid[])`)
    .execute();

export const findArticle = (db: Db, id: string) => articles(db).where("id", "=", id).executeTakeFirst();
export const lockArticle = (ctx: Context, id: string) =>
  articles(ctx.tx).where("id", "=", id).forUpdate().executeTakeFirst();

export type ArticleFilter = {
  readonly states: readonly ArticleState[];
  readonly category?: string | undefined;
  readonly ownerId?: string | undefined;
  /** On or before this day. */
  readonly reviewBy?: string | undefined;
};

/** A condition on `service.article a`. */
export function articleCondition({ states, category, ownerId, reviewBy }: ArticleFilter): RawBuilder<SqlBool> {
  const parts = [sql<SqlBool>`a.state = any(${states})`];
  if (category) parts.push(sql`a.category = ${category}`);
  if (ownerId) parts.push(sql`a.owner_id = ${ownerId}`);
  if (reviewBy) parts.push(sql`a.review_on <= ${reviewBy}`);
  return sql`(${sql.join(parts, sql` and `)})`;
}

/** Articles in order of their last change, the newest first. */
export const listArticles = (
  db: Db,
  filter: ArticleFilter,
  { after, limit }: { after: readonly unknown[] | undefined; limit: number },
) =>
  articles(db)
    .where(articleCondition(filter))
    .$if(after !== undefined, (query) =>
      query.where(sql<SqlBool>`(a.updated_at, a.id) < (${after![0]}, ${after![1]}::uuid)`),
    )
    .orderBy("a.updatedAt", "desc")
    .orderBy("a.id", "desc")
    .limit(limit + 1)
    .execute();

export async function categoriesOf(db: Db, states: readonly ArticleState[]) {
  const { rows } = await sql<{ category: string; count: number }>`
    select a.category, count(*)::int as count from service.article a where a.state = any(${states}) group by 1 order by 2 desc, 1`.execute(
    db,
  );
  return rows;
}

const written = (text: ArticleText) => ({
  title: text.title,
  category: text.category,
  keywords: [...text.keywords],
  applies: text.applies,
  answer: text.answer,
  body: text.body,
});

const found = (text: ArticleText) => keysOf({ ...text, besides: [text.applies, text.answer] });

export async function insertArticle(
  ctx: Context,
  text: ArticleText,
  owner: { id: string; name: string } | null,
): Promise<string> {
  const id = newId();
  await ctx.tx
    .insertInto("service.article")
    .values({
      id,
      ...written(text),
      ...found(text),
      ownerId: owner?.id ?? null,
      ownerName: owner?.name ?? null,
      createdBy: ctx.actor.id,
      createdByName: ctx.actor.name,
      createdAt: ctx.now,
      updatedByName: ctx.actor.name,
      updatedAt: ctx.now,
    })
    .execute();
  return id;
}

/** Changes columns of an article and counts its version up. */
export const changeArticle = (
  ctx: Context,
  id: string,
  change: {
    text?: ArticleText;
    owner?: { id: string; name: string } | null;
    state?: ArticleState;
    edition?: number;
    publishedAt?: Date;
    reviewed?: true;
    reviewOn?: string | null;
    withdrawnReason?: string | null;
  },
) =>
  ctx.tx
    .updateTable("service.article")
    .set((eb) => ({
      ...(change.text && { ...written(change.text), ...found(change.text) }),
      ...(change.owner !== undefined && { ownerId: change.owner?.id ?? null, ownerName: change.owner?.name ?? null }),
      ...(change.state && { state: change.state }),
      ...(change.edition && { edition: change.edition }),
      ...(change.publishedAt && { publishedAt: change.publishedAt }),
      ...(change.reviewed && { reviewedAt: ctx.now, reviewedByName: ctx.actor.name }),
      ...(change.reviewOn !== undefined && { reviewOn: change.reviewOn }),
      ...(change.withdrawnReason !== undefined && {
        withdrawnReason: change.withdrawnReason,
        withdrawnAt: change.withdrawnReason === null ? null : ctx.now,
      }),
      updatedByName: ctx.actor.name,
      updatedAt: ctx.now,
      version: eb("version", "+", 1),
    }))
    .where("id", "=", id)
    .execute();

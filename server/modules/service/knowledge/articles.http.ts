import { z } from "zod";
import { may } from "../../../platform/actor.ts";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { pageSchema } from "../../../platform/lists/index.ts";
import { decodeCursor, encodeCursor } from "../../../platform/lists/request.ts";
import { noArticle } from "./article.actions.ts";
import { Article, ArticleEdition, ArticleLine, Id } from "./article.schema.ts";
import { type ArticleState, categoriesOf, listArticles } from "./article.store.ts";
import { lineOf, viewOf } from "./article.view.ts";
import { editionsOf } from "./edition.store.ts";
import { searchArticles } from "./look-up.ts";

const Asked = z.strictObject({
  q: z.string().trim().max(200).optional().describe("Search words, pinyin or initials; the best first"),
  category: z.string().max(60).optional(),
  state: z
    .enum(["published", "draft", "withdrawn", "all"])
    .default("published")
    .describe("Others than published for editors only"),
  owner: z.literal("me").optional(),
  reviewBy: z.iso.date().optional().describe("Whose review falls on or before this day"),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
});

const all: readonly ArticleState[] = ["draft", "published", "withdrawn"];
const write = "service.knowledge.write";
const order = "-updatedAt";

/** Reading and looking up articles (S4.1). */
export const articleRoutes: Routes = (app) => {
  const tags = ["knowledge"];
  const read = grant("service.knowledge.read");

  app.get(
    "/api/v1/articles",
    { config: read, schema: { tags, querystring: Asked, response: { 200: pageSchema(ArticleLine) } } },
    async (request) => {
      const { q, category, state, owner, reviewBy, limit, cursor } = request.query;
      const ctx = request.reading();
      // Whoever may not write finds what is in use, whatever is asked for.
      const states = state === "all" ? all : [state];
      const filter = {
        states: may(ctx.actor, write) ? states : (["published"] as const),
        category,
        ownerId: owner && ctx.actor.id ? ctx.actor.id : undefined,
        reviewBy,
      };
      if (q) return { items: (await searchArticles(ctx, q, filter, Math.min(limit, 50))).map(lineOf), next: null };
      const after = cursor ? decodeCursor(cursor, order) : undefined;
      const rows = await listArticles(ctx.tx, filter, { after, limit });
      const last = rows[limit - 1];
      return {
        items: rows.slice(0, limit).map(lineOf),
        next: rows.length > limit && last ? encodeCursor(order, [last.updatedAt, last.id]) : null,
      };
    },
  );

  app.get(
    "/api/v1/article-categories",
    {
      config: read,
      schema: {
        tags,
        response: { 200: z.object({ items: z.array(z.object({ category: z.string(), count: z.number() })) }) },
      },
    },
    async (request) => {
      const ctx = request.reading();
      return { items: await categoriesOf(ctx.tx, may(ctx.actor, write) ? all : ["published"]) };
    },
  );

  app.get(
    "/api/v1/articles/:id",
    { config: read, schema: { tags, params: Id, response: { 200: Article } } },
    (request) => viewOf(request.reading(), request.params.id),
  );

  app.get(
    "/api/v1/articles/:id/editions",
    {
      config: grant(write),
      schema: { tags, params: Id, response: { 200: z.object({ items: z.array(ArticleEdition) }) } },
    },
    async (request) => {
      const ctx = request.reading();
      const items = await editionsOf(ctx.tx, request.params.id);
      if (!items.length) throw noArticle();
      return { items };
    },
  );
};

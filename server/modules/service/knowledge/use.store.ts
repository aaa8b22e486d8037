import { sql } from "kysely";
import type { Context } from "../../../platform/context.ts";
import { newId } from "../../../platform/ids.ts";

export type Use = {
  readonly kind: "article" | "reply";
  readonly itemId: string;
  readonly edition: number | null;
  readonly title: string;
  readonly customerId: string;
  readonly ticketId: string | null;
  readonly contactId: string | null;
};

/** Keeps what was used for what, and counts it. */
export async function keepUse(ctx: Context, use: Use): Promise<void> {
  await ctx.tx
    .insertInto("service.knowledgeUse")
    .values({ ...use, id: newId(), staffId: ctx.actor.id, staffName: ctx.actor.name, at: ctx.now })
    .execute();
  await ctx.tx
    .updateTable(use.kind === "article" ? "service.article" : "service.savedReply")
    .set({ used: sql<number>`used + 1` })
    .where("id", "=", use.itemId)
    .execute();
}

/** What was used while a ticket was handled, the newest first. */
export const usesOfTicket = (ctx: Context, customerId: string, ticketId: string) =>
  ctx.tx
    .selectFrom("service.knowledgeUse")
    .select(["id", "kind", "itemId", "edition", "title", "staffName", "at"])
    .where("customerId", "=", customerId)
    .where("ticketId", "=", ticketId)
    .orderBy("id", "desc")
    .limit(100)
    .execute();

/** One person says once whether an article helped; saying it again replaces it. The counts follow. */
export async function keepVote(
  ctx: Context,
  articleId: string,
  helpful: boolean,
  missing: string | null,
): Promise<void> {
  await ctx.tx
    .insertInto("service.articleVote")
    .values({ articleId, staffId: ctx.actor.id!, staffName: ctx.actor.name, helpful, missing, at: ctx.now })
    .onConflict((conflict) => conflict.columns(["articleId", "staffId"]).doUpdateSet({ helpful, missing, at: ctx.now }))
    .execute();
  await sql`
    update service.article a set helpful = v.helpful, unhelpful = v.unhelpful
      from (select count(*) filter (where helpful)::int as helpful, count(*) filter (where not helpful)::int as unhelpful
              from service.article_vote where article_id = ${articleId}) v
     where a.id = ${articleId}`.execute(ctx.tx);
}

export const voteOf = (ctx: Context, articleId: string) =>
  ctx.tx
    .selectFrom("service.articleVote")
    .select(["helpful", "missing"])
    .where("articleId", "=", articleId)
    .where("staffId", "=", ctx.actor.id)
    .executeTakeFirst();

/** What readers missed, for its editors. */
export const missedIn = (ctx: Context, articleId: string) =>
  ctx.tx
    .selectFrom("service.articleVote")
    .select(["staffName", "missing", "at"])
    .where("articleId", "=", articleId)
    .where("helpful", "=", false)
    .where("missing", "is not", null)
    .orderBy("at", "desc")
    .limit(50)
    .execute();

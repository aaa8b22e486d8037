import type { Context } from "../../../platform/context.ts";
import { articleCondition, type ArticleFilter, findArticles } from "./article.store.ts";
import { type Hit, ranked } from "./ranked.store.ts";
import { findReplies, seenReplies } from "./reply.store.ts";
import { lettersOf, tellingWords, wordsOf } from "./words.rules.ts";

/** Of what was asked for, a hit must hold this share; a question in whole sentences holds much that no article says. */
const coverOfSearch = 0.4;
const coverOfSuggestion = 0.12;

/** Articles for search words, the best first. */
export async function searchArticles(ctx: Context, text: string, filter: ArticleFilter, limit: number) {
  const hits = await ranked(ctx.tx, { table: "service.article", where: articleCondition(filter) }, asked(text, limit));
  return inOrder(near(hits, coverOfSearch), await findArticles(ctx.tx, idsOf(hits)));
}

/** Saved replies for search words, the best first. */
export async function searchReplies(ctx: Context, text: string, category: string | undefined, limit: number) {
  const where = seenReplies(ctx.actor.id, category);
  const hits = await ranked(ctx.tx, { table: "service.saved_reply", where }, asked(text, limit));
  return inOrder(near(hits, coverOfSearch), await findReplies(ctx.tx, idsOf(hits)));
}

/** What may help with what somebody wrote: articles in use and replies, the best first. */
export async function suggest(ctx: Context, text: string, limit: number) {
  const words = { words: tellingWords(text), limit };
  const where = articleCondition({ states: ["published"] });
  const articles = await ranked(ctx.tx, { table: "service.article", where }, words);
  const replies = await ranked(ctx.tx, { table: "service.saved_reply", where: seenReplies(ctx.actor.id) }, words);
  return {
    articles: inOrder(near(articles, coverOfSuggestion), await findArticles(ctx.tx, idsOf(articles))),
    replies: inOrder(near(replies, coverOfSuggestion), await findReplies(ctx.tx, idsOf(replies))),
  };
}

const asked = (text: string, limit: number) => {
  const telling = tellingWords(text);
  return { words: telling.length ? telling : wordsOf(text, 100), letters: lettersOf(text), limit };
};

/** Far behind the best is not what was looked for. */
const near = (hits: readonly Hit[], cover: number): Hit[] =>
  hits.filter((hit) => hit.cover >= cover && hit.score >= hits[0]!.score * 0.12);

const idsOf = (hits: readonly Hit[]) => hits.map((hit) => hit.id);

function inOrder<R extends { id: string }>(hits: readonly Hit[], rows: readonly R[]): R[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return hits.flatMap((hit) => byId.get(hit.id) ?? []);
}

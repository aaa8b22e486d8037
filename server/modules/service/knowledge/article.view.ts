import { may } from "../../../platform/actor.ts";
import type { Context } from "../../../platform/context.ts";
import { readArticle } from "./article.actions.ts";
import type { ArticleRow } from "./article.store.ts";
import { findEdition } from "./edition.store.ts";
import { beginning } from "./plain.rules.ts";
import { missedIn, voteOf } from "./use.store.ts";

/** An article as the actor sees it: editors see its draft and what readers missed. */
export async function viewOf(ctx: Context, id: string) {
  const mayWrite = may(ctx.actor, "service.knowledge.write");
  const article = await readArticle(ctx, id, mayWrite);
  return {
    ...article,
    vote: (await voteOf(ctx, id))?.helpful ?? null,
    draft: mayWrite ? ((await findEdition(ctx.tx, id, article.edition + 1)) ?? null) : null,
    missed: mayWrite ? await missedIn(ctx, id) : [],
  };
}

/** As a line of a list: with its beginning instead of its body. */
export const lineOf = ({ body, ...row }: ArticleRow) => ({ ...row, summary: beginning(row.applies ?? body) });

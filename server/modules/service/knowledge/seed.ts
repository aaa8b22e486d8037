import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { z } from "zod";
import type { Context } from "../../../platform/context.ts";
import { demandPlaces, draftArticle, publishArticle } from "./article.actions.ts";
import { NewArticle } from "./article.schema.ts";
import { findArticle } from "./article.store.ts";
import { insertReply } from "./reply.store.ts";

const file = new URL("../../../../db/seed/knowledge.yaml", import.meta.url);

const Seed = z.strictObject({
  articles: z.array(NewArticle.omit({ ownerId: true, note: true })),
  replies: z.array(
    z.strictObject({ title: z.string(), category: z.string(), keywords: z.array(z.string()), body: z.string() }),
  ),
});

/** The shipped articles and saved replies, published as the actor's work; none where the knowledge base holds some already. */
export async function seedKnowledge(ctx: Context, ownerId?: string): Promise<void> {
  const known = await ctx.tx.selectFrom("service.article").select("id").limit(1).executeTakeFirst();
  if (known) return;
  const { articles, replies } = Seed.parse(parse(await readFile(file, "utf8")));
  for (const text of articles) {
    const id = await draftArticle(ctx, { ...text, ...(ownerId && { ownerId }) });
    const { version } = (await findArticle(ctx.tx, id))!;
    await publishArticle(ctx, id, version);
  }
  for (const reply of replies) {
    demandPlaces(reply.body, "body");
    await insertReply(ctx, reply, null);
  }
}

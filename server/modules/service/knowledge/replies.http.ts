import { z } from "zod";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { pageSchema } from "../../../platform/lists/index.ts";
import { Id, keywordList } from "./article.schema.ts";
import { searchReplies } from "./look-up.ts";
import { addReply, changeReply, demandReply, removeReply } from "./reply.actions.ts";
import { listReplies, type ReplyRow, seenReplies } from "./reply.store.ts";

export const SavedReply = z
  .object({
    id: z.uuid(),
    shared: z.boolean().describe("For all, or one's own"),
    title: z.string(),
    category: z.string(),
    body: z.string().describe("May hold variables such as {customer}"),
    keywords: z.array(z.string()),
    used: z.number(),
    updatedByName: z.string(),
    updatedAt: z.iso.datetime(),
    version: z.number(),
  })
  .meta({ id: "SavedReply" });

const text = {
  title: z.string().trim().min(1).max(80),
  category: z.string().trim().min(1).max(40),
  body: z.string().trim().min(1).max(3_000),
  keywords: keywordList,
};
const NewReply = z.strictObject({ ...text, shared: z.boolean().default(false) }).meta({ id: "NewSavedReply" });
const ChangedReply = z.strictObject({ ...text, version: z.number().int().min(1) }).meta({ id: "ChangedSavedReply" });

export const replyOf = ({ ownerId, ...row }: ReplyRow) => ({ ...row, shared: ownerId === null });

/** Saved replies, for all and one's own (S4.1). */
export const replyRoutes: Routes = (app) => {
  const config = grant("service.knowledge.read");
  const tags = ["knowledge"];

  app.get(
    "/api/v1/saved-replies",
    {
      config,
      schema: {
        tags,
        querystring: z.strictObject({
          q: z.string().trim().max(200).optional(),
          category: z.string().max(60).optional(),
          limit: z.coerce.number().int().min(1).max(200).default(50),
          cursor: z.uuid().optional(),
        }),
        response: { 200: pageSchema(SavedReply) },
      },
    },
    async (request) => {
      const { q, category, limit, cursor } = request.query;
      const ctx = request.reading();
      if (q) return { items: (await searchReplies(ctx, q, category, Math.min(limit, 50))).map(replyOf), next: null };
      const rows = await listReplies(ctx.tx, seenReplies(ctx.actor.id, category), { cursor, limit });
      const items = rows.slice(0, limit).map(replyOf);
      return { items, next: rows.length > limit ? items.at(-1)!.id : null };
    },
  );

  app.post(
    "/api/v1/saved-replies",
    { config, schema: { tags, body: NewReply, response: { 201: SavedReply } } },
    async (request, reply) => {
      const { shared, ...given } = request.body;
      const made = await request.write(async (ctx) => demandReply(ctx, await addReply(ctx, given, shared)));
      return reply.code(201).send(replyOf(made));
    },
  );

  app.put(
    "/api/v1/saved-replies/:id",
    { config, schema: { tags, params: Id, body: ChangedReply, response: { 200: SavedReply } } },
    (request) =>
      request.write(async (ctx) => {
        const { version, ...given } = request.body;
        await changeReply(ctx, request.params.id, version, given);
        return replyOf(await demandReply(ctx, request.params.id));
      }),
  );

  app.delete(
    "/api/v1/saved-replies/:id",
    { config, schema: { tags, params: Id, response: { 204: z.null() } } },
    async (request, reply) => {
      await request.write((ctx) => removeReply(ctx, request.params.id));
      return reply.code(204).send(null);
    },
  );
};

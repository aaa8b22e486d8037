import { z } from "zod";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { Text } from "../../../platform/text.schema.ts";
import { loadTicket } from "../ticket/ticket.actions.ts";
import { ArticleLine, Id } from "./article.schema.ts";
import { lineOf } from "./article.view.ts";
import { suggest } from "./look-up.ts";
import { replyOf, SavedReply } from "./replies.http.ts";
import { takeArticle, takeReply, voteOn } from "./use.actions.ts";
import { usesOfTicket } from "./use.store.ts";
import { variables } from "./variables.rules.ts";

const UsedFor = z
  .strictObject({
    ticketId: z.uuid().optional(),
    contactId: z.uuid().optional(),
    customerId: z.uuid().optional(),
  })
  .meta({ id: "KnowledgeUsedFor" });

const Answer = z
  .object({
    text: z.string().nullable().describe("Filled for what it is used for; null where an article gives no answer"),
    missing: z.array(z.string()).describe("Variables without a value; their places stay"),
  })
  .meta({ id: "KnowledgeAnswer" });

const Use = z
  .object({
    id: z.uuid(),
    kind: z.enum(["article", "reply"]) as z.ZodType<string>,
    itemId: z.uuid(),
    edition: z.number().nullable(),
    title: z.string(),
    staffName: z.string(),
    at: z.iso.datetime(),
  })
  .meta({ id: "KnowledgeUse" });

/** Suggestions while something is handled, and what was used for what (S4.1). */
export const useRoutes: Routes = (app) => {
  const config = grant("service.knowledge.read");
  const tags = ["knowledge"];

  app.get(
    "/api/v1/knowledge/suggestions",
    {
      config,
      schema: {
        tags,
        querystring: z.strictObject({
          text: z.string().max(1_000).describe("What the customer wrote: subject and content"),
          limit: z.coerce.number().int().min(1).max(20).default(5),
        }),
        response: { 200: z.object({ articles: z.array(ArticleLine), replies: z.array(SavedReply) }) },
      },
    },
    async (request) => {
      const { articles, replies } = await suggest(request.reading(), request.query.text, request.query.limit);
      return { articles: articles.map(lineOf), replies: replies.map(replyOf) };
    },
  );

  app.get(
    "/api/v1/knowledge/variables",
    {
      config,
      schema: { tags, response: { 200: z.object({ items: z.array(z.object({ name: z.string(), label: Text })) }) } },
    },
    async () => ({ items: Object.entries(variables).map(([name, label]) => ({ name, label })) }),
  );

  app.get(
    "/api/v1/knowledge/uses",
    {
      config,
      schema: {
        tags,
        querystring: z.strictObject({ ticketId: z.uuid() }),
        response: { 200: z.object({ items: z.array(Use) }) },
      },
    },
    async (request) => {
      const ctx = request.reading();
      const ticket = await loadTicket(ctx, request.query.ticketId);
      return { items: await usesOfTicket(ctx, ticket.customerId, ticket.id) };
    },
  );

  app.post(
    "/api/v1/articles/:id/uses",
    { config, schema: { tags, params: Id, body: UsedFor, response: { 201: Answer } } },
    async (request, reply) =>
      reply.code(201).send(await request.write((ctx) => takeArticle(ctx, request.params.id, request.body))),
  );

  app.post(
    "/api/v1/saved-replies/:id/uses",
    { config, schema: { tags, params: Id, body: UsedFor, response: { 201: Answer } } },
    async (request, reply) =>
      reply.code(201).send(await request.write((ctx) => takeReply(ctx, request.params.id, request.body))),
  );

  app.put(
    "/api/v1/articles/:id/vote",
    {
      config,
      schema: {
        tags,
        params: Id,
        body: z
          .strictObject({ helpful: z.boolean(), missing: z.string().trim().min(1).max(500).nullish() })
          .meta({ id: "ArticleVote" }),
        response: { 200: z.object({ helpful: z.boolean() }) },
      },
    },
    (request) =>
      request.write(async (ctx) => {
        await voteOn(ctx, request.params.id, request.body.helpful, request.body.missing ?? null);
        return { helpful: request.body.helpful };
      }),
  );
};

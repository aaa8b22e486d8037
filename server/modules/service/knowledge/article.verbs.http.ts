import { grant, type Routes } from "../../../platform/http/route.ts";
import {
  draftArticle,
  editArticle,
  giveUpDraft,
  publishArticle,
  reviewArticle,
  withdrawArticle,
} from "./article.actions.ts";
import {
  Article,
  EditedArticle,
  Id,
  NewArticle,
  Publication,
  Review,
  Versioned,
  Withdrawal,
} from "./article.schema.ts";
import { viewOf } from "./article.view.ts";

/** Writing, publishing, reviewing and withdrawing articles (S4.1). */
export const articleVerbRoutes: Routes = (app) => {
  const config = grant("service.knowledge.write");
  const tags = ["knowledge"];
  const response = { 200: Article };

  app.post(
    "/api/v1/articles",
    { config, schema: { tags, body: NewArticle, response: { 201: Article } } },
    async (request, reply) => {
      const made = await request.write(async (ctx) => viewOf(ctx, await draftArticle(ctx, request.body)));
      return reply.code(201).send(made);
    },
  );

  app.put(
    "/api/v1/articles/:id/draft",
    { config, schema: { tags, params: Id, body: EditedArticle, response } },
    (request) =>
      request.write(async (ctx) => {
        const { version, ...draft } = request.body;
        await editArticle(ctx, request.params.id, version, draft);
        return viewOf(ctx, request.params.id);
      }),
  );

  app.post(
    "/api/v1/articles/:id/draft/removal",
    { config, schema: { tags, params: Id, body: Versioned, response } },
    (request) =>
      request.write(async (ctx) => {
        await giveUpDraft(ctx, request.params.id, request.body.version);
        return viewOf(ctx, request.params.id);
      }),
  );

  app.post(
    "/api/v1/articles/:id/publication",
    { config, schema: { tags, params: Id, body: Publication, response } },
    (request) =>
      request.write(async (ctx) => {
        await publishArticle(ctx, request.params.id, request.body.version, request.body.reviewOn);
        return viewOf(ctx, request.params.id);
      }),
  );

  app.post("/api/v1/articles/:id/review", { config, schema: { tags, params: Id, body: Review, response } }, (request) =>
    request.write(async (ctx) => {
      const { version, ...after } = request.body;
      await reviewArticle(ctx, request.params.id, version, after);
      return viewOf(ctx, request.params.id);
    }),
  );

  app.post(
    "/api/v1/articles/:id/withdrawal",
    { config, schema: { tags, params: Id, body: Withdrawal, response } },
    (request) =>
      request.write(async (ctx) => {
        await withdrawArticle(ctx, request.params.id, request.body.version, request.body.reason);
        return viewOf(ctx, request.params.id);
      }),
  );
};

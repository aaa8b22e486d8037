import type { Part } from "../part.ts";
import { articleRoutes } from "./articles.http.ts";
import { articleVerbRoutes } from "./article.verbs.http.ts";
import { knowledgeControls } from "./knowledge.controls.ts";
import { promiseReviews } from "./knowledge.jobs.ts";
import { replyRoutes } from "./replies.http.ts";
import { useRoutes } from "./uses.http.ts";

export { seedKnowledge } from "./seed.ts";

export const knowledgePart: Part = {
  events: [
    { kind: "service.article.drafted", text: { zh: "起草知识条目", en: "Article drafted" } },
    {
      kind: "service.article.published",
      text: { zh: "发布知识条目第 {edition} 版", en: "Article published, edition {edition}" },
    },
    { kind: "service.article.reviewed", text: { zh: "复核知识条目", en: "Article reviewed" } },
    { kind: "service.article.withdrawn", text: { zh: "停用知识条目", en: "Article taken out of use" } },
    { kind: "service.reply.added", text: { zh: "新增公用回复", en: "Shared reply added" } },
    { kind: "service.reply.changed", text: { zh: "修改公用回复", en: "Shared reply changed" } },
    { kind: "service.reply.removed", text: { zh: "删除公用回复", en: "Shared reply removed" } },
  ],
  controls: knowledgeControls,
  routes: (app) => {
    articleRoutes(app);
    articleVerbRoutes(app);
    replyRoutes(app);
    useRoutes(app);
  },
  tasks: { "service.articles.review": promiseReviews },
  cron: [{ task: "service.articles.review", pattern: "41 17 * * *" }],
};

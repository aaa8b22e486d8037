import { type Control, obligation } from "../../policy/index.ts";

/** S4.1. Runs from publication or the last review, and ends on the review date of the article; kept by reviewing it or taking it out of use. */
export const articleReview = obligation({
  key: "service.article-review",
  label: { zh: "复核知识条目", en: "Review of an article" },
  about: {
    zh: "每条知识自发布或者上次复核之日起，在时限内由责任人复核，过期内容停用。",
    en: "The owner of each article reviews it within its term of publication or the last review; what is out of date is taken out of use.",
  },
  subject: "article",
  parameters: {
    within: { type: "duration", label: { zh: "复核间隔", en: "Reviewed within" }, default: "180d" },
  },
});

export const knowledgeControls: readonly Control[] = [articleReview];

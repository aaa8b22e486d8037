import type { Context } from "../../../platform/context.ts";
import { conflict, invalid, notFound } from "../../../platform/errors.ts";
import { nobody } from "../../../platform/ids.ts";
import { isActiveStaff, staffOf } from "../../identity/index.ts";
import { fulfil } from "../../policy/index.ts";
import { dayOf } from "../day.ts";
import { changedMeanwhile } from "../seen.ts";
import {
  type ArticleRow,
  type ArticleText,
  changeArticle,
  findArticle,
  insertArticle,
  lockArticle,
} from "./article.store.ts";
import { dropDraft, findEdition, markPublished, writeDraft } from "./edition.store.ts";
import { articleReview } from "./knowledge.controls.ts";
import { promiseReview } from "./review.ts";
import { unknownPlaces, variables } from "./variables.rules.ts";

export type ArticleDraft = ArticleText & {
  readonly ownerId?: string | undefined;
  readonly note?: string | null | undefined;
};

/** A new article, as a draft. @throws AppError service.invalid (400) for unknown places or an owner who is not at work here */
export async function draftArticle(ctx: Context, { ownerId, note, ...text }: ArticleDraft): Promise<string> {
  demandPlaces(text.answer, "answer");
  const id = await insertArticle(ctx, text, await ownerOf(ctx, ownerId ?? ctx.actor.id));
  await writeDraft(ctx, id, 1, text, note ?? null);
  await tell(ctx, id, "drafted");
  return id;
}

/** Writes the draft of the next edition; readers keep what was published. */
export async function editArticle(
  ctx: Context,
  id: string,
  version: number,
  { ownerId, note, ...text }: ArticleDraft,
): Promise<void> {
  const article = await load(ctx, id, version);
  demandPlaces(text.answer, "answer");
  await writeDraft(ctx, id, article.edition + 1, text, note ?? null);
  // Before the first publication the article is its draft.
  const owner =
    ownerId && ownerId !== article.ownerId && article.state !== "published" ? await ownerOf(ctx, ownerId) : undefined;
  await changeArticle(ctx, id, { ...(article.edition === 0 && { text }), ...(owner && { owner }) });
}

/** Gives up the draft of a published or withdrawn article. @throws AppError service.no_draft (409) */
export async function giveUpDraft(ctx: Context, id: string, version: number): Promise<void> {
  const article = await load(ctx, id, version);
  if (article.edition === 0 || !(await dropDraft(ctx, id, article.edition + 1))) throw noDraft();
  await changeArticle(ctx, id, {});
}

/** Makes the draft what readers see, and so begins or renews the promise of its review. @throws AppError service.no_draft (409) */
export async function publishArticle(ctx: Context, id: string, version: number, reviewOn?: string): Promise<void> {
  const article = await load(ctx, id, version);
  const edition = article.edition + 1;
  const draft = await findEdition(ctx.tx, id, edition);
  if (!draft) throw noDraft();
  await markPublished(ctx, id, edition);
  await changeArticle(ctx, id, {
    text: { ...draft },
    state: "published",
    edition,
    publishedAt: ctx.now,
    withdrawnReason: null,
    reviewOn: await renewReview(ctx, { ...article, title: draft.title }, reviewOn),
  });
  await tell(ctx, id, "published", { edition });
}

/**
 * The owner looked at it and it still holds: the promise is kept and a new one begins, of a new owner where one is named.
 * @throws AppError service.not_published (409)
 */
export async function reviewArticle(
  ctx: Context,
  id: string,
  version: number,
  { ownerId, reviewOn }: { ownerId?: string | undefined; reviewOn?: string | undefined },
): Promise<void> {
  const article = await load(ctx, id, version);
  if (article.state !== "published") throw notPublished();
  const owner = ownerId && ownerId !== article.ownerId ? await ownerOf(ctx, ownerId) : undefined;
  const after = owner ? { ...article, ownerId: owner.id } : article;
  await changeArticle(ctx, id, {
    reviewed: true,
    ...(owner && { owner }),
    reviewOn: await renewReview(ctx, after, reviewOn),
  });
  await tell(ctx, id, "reviewed");
}

/** Takes an article out of use; what was promised about it ends with that. @throws AppError service.not_published (409) */
export async function withdrawArticle(ctx: Context, id: string, version: number, reason: string): Promise<void> {
  const article = await load(ctx, id, version);
  if (article.state !== "published") throw notPublished();
  await fulfil(ctx, articleReview.key, [{ customerId: nobody, subjectId: id }]);
  await changeArticle(ctx, id, { state: "withdrawn", reviewOn: null, withdrawnReason: reason });
  await tell(ctx, id, "withdrawn");
}

async function renewReview(ctx: Context, article: ArticleRow, on?: string): Promise<string | null> {
  if (on && on <= dayOf(ctx.now))
    throw invalid(
      [{ field: "reviewOn", text: { zh: "复核日期应在今天以后", en: "the review date lies in the future" } }],
      "service.invalid",
    );
  await fulfil(ctx, articleReview.key, [{ customerId: nobody, subjectId: article.id }]);
  return promiseReview(ctx, article, on);
}

async function load(ctx: Context, id: string, version: number): Promise<ArticleRow> {
  const article = await lockArticle(ctx, id);
  if (!article) throw noArticle();
  if (article.version !== version) throw changedMeanwhile(article.version);
  return article;
}

async function ownerOf(ctx: Context, id: string | null) {
  const owner = id && (await isActiveStaff(ctx, id)) ? await staffOf(ctx, id) : undefined;
  if (id && !owner)
    throw invalid(
      [{ field: "ownerId", text: { zh: "责任人不是在岗员工", en: "the owner is not at work here" } }],
      "service.invalid",
    );
  return owner ? { id: owner.id, name: owner.name } : null;
}

/** Places that nothing fills would reach the customer as they stand. @throws AppError service.invalid (400) naming them */
export function demandPlaces(text: string | null, field: string): void {
  const unknown = text ? unknownPlaces(text) : [];
  if (!unknown.length) return;
  const known = Object.keys(variables).map((name) => `{${name}}`);
  throw invalid(
    unknown.map((name) => ({
      field,
      text: {
        zh: `没有变量 {${name}}，可用的有 ${known.join("、")}`,
        en: `there is no variable {${name}}; there are ${known.join(", ")}`,
      },
    })),
    "service.invalid",
  );
}

const tell = (ctx: Context, id: string, verb: string, data: object = {}) =>
  ctx.emit({ kind: `service.article.${verb}`, subjectType: "article", subjectId: id, data: { ...data } });

export const noArticle = () => notFound({ zh: "知识条目", en: "article" });
const noDraft = () =>
  conflict("service.no_draft", { zh: "没有待发布的草稿。", en: "There is no draft to publish or give up." });
const notPublished = () =>
  conflict("service.not_published", { zh: "该条目没有在用的版本。", en: "No edition of this article is in use." });

/** An article that this reader may see: what is not in use is for editors. */
export async function readArticle(ctx: Context, id: string, mayWrite: boolean): Promise<ArticleRow> {
  const article = await findArticle(ctx.tx, id);
  if (!article || (article.state !== "published" && !mayWrite)) throw noArticle();
  return article;
}

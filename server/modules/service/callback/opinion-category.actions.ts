import type { Context } from "../../../platform/context.ts";
import { conflict, type FieldProblem, notFound } from "../../../platform/errors.ts";
import { nobody } from "../../../platform/ids.ts";
import type { Text } from "../../../platform/text.ts";
import {
  deleteOpinionCategory,
  findOpinionCategory,
  insertOpinionCategory,
  lockOpinionCategory,
  opinionCategories,
  type OpinionCategory,
  updateOpinionCategory,
  usedOpinionCategories,
} from "./opinion-category.store.ts";

const none = () => notFound({ zh: "意见类别", en: "opinion category" });

/** All of them with whether anything holds them: such a one is retired, never deleted. */
export async function listOpinionCategories(ctx: Pick<Context, "tx">) {
  const used = await usedOpinionCategories(ctx);
  return (await opinionCategories(ctx)).map((one) => ({ ...one, used: used.has(one.key) }));
}

const show = async (ctx: Context, key: string) => (await listOpinionCategories(ctx)).find((one) => one.key === key)!;

/** @throws AppError service.category_exists (409) where its key or name is taken */
export async function addOpinionCategory(ctx: Context, given: Omit<OpinionCategory, "active">) {
  await demandOwnName(ctx, given.key, given.label);
  if (!(await insertOpinionCategory(ctx, { ...given, active: true }))) throw taken();
  await told(ctx, "added", given.key);
  return show(ctx, given.key);
}

/** Renames, moves, retires or takes up again; what was recorded keeps its key. */
export async function changeOpinionCategory(ctx: Context, key: string, change: Partial<Omit<OpinionCategory, "key">>) {
  if (!(await lockOpinionCategory(ctx, key))) throw none();
  if (change.label) await demandOwnName(ctx, key, change.label);
  if (Object.keys(change).length) {
    await updateOpinionCategory(ctx, key, change);
    await told(ctx, "changed", key);
  }
  return show(ctx, key);
}

/** @throws AppError service.category_used (409) once an opinion or a measure holds it */
export async function removeOpinionCategory(ctx: Context, key: string): Promise<void> {
  if (!(await lockOpinionCategory(ctx, key))) throw none();
  if ((await usedOpinionCategories(ctx)).has(key))
    throw conflict("service.category_used", {
      zh: "已有意见归入这一类别，不能删除；请停用。",
      en: "Opinions were recorded under this category: retire it instead.",
    });
  await deleteOpinionCategory(ctx, key);
  await told(ctx, "removed", key);
}

/** What is wrong with a category that something is about to hold; a retired one takes nothing new. */
export async function opinionCategoryProblems(
  ctx: Context,
  field: string,
  key: string | null | undefined,
  retiredToo = false,
): Promise<FieldProblem[]> {
  if (!key) return [];
  const found = await findOpinionCategory(ctx, key);
  if (found && (found.active || retiredToo)) return [];
  return [
    {
      field,
      text: found
        ? { zh: "这个意见类别已停用", en: "this category was retired" }
        : { zh: "没有这个意见类别", en: "there is no such category" },
    },
  ];
}

const taken = () =>
  conflict("service.category_exists", {
    zh: "已有同名或同代码的意见类别。",
    en: "There is a category with this name or key.",
  });

/** Two of the same name cannot be told apart in lists and charts. */
async function demandOwnName(ctx: Context, key: string, label: Text): Promise<void> {
  const others = (await opinionCategories(ctx)).filter((one) => one.key !== key);
  const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
  if (others.some((one) => same(one.label.zh, label.zh) || same(one.label.en, label.en))) throw taken();
}

// Its key says which: it has no other id.
const told = (ctx: Context, verb: string, key: string) =>
  ctx.emit({
    kind: `service.opinion-category.${verb}`,
    subjectType: "opinion_category",
    subjectId: nobody,
    data: { key },
  });

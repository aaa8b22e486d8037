import { z } from "zod";
import type { Actor } from "../actor.ts";
import { AppError, invalid } from "../errors.ts";
import { canRead, type Noun } from "../fields/index.ts";
import { readListRequest } from "./request.ts";

/** A list as somebody likes to see it: search words, filters as the list's query string has them, order and columns. */
export const ViewDefinition = z
  .strictObject({
    q: z.string().max(100).optional(),
    filters: z.record(z.string().max(50), z.string().min(1).max(500)).default({}),
    sort: z.string().max(50).optional(),
    columns: z.array(z.string().max(50)).max(60).optional(),
  })
  .meta({ id: "ViewDefinition" });
export type ViewDefinition = z.infer<typeof ViewDefinition>;

const fallbackSort = "-createdAt";
const reserved = ["q", "limit", "cursor", "sort"];

/** @throws AppError lists.invalid (400) for a filter, order or column that this list or this actor does not have */
export function demandView(noun: Noun, definition: ViewDefinition, actor: Actor): void {
  const { q, filters, sort, columns = [] } = definition;
  const strange = Object.keys(filters).filter((key) => reserved.includes(key));
  const unseen = columns.filter((key) => !noun.fields[key]?.list || !canRead(actor, noun, noun.fields[key]));
  if (strange.length || unseen.length)
    throw invalid(
      [...strange, ...unseen].map((key) => ({
        field: strange.includes(key) ? `definition.filters.${key}` : "definition.columns",
        text: { zh: `这个列表没有「${key}」`, en: `this list has no "${key}"` },
      })),
      "lists.invalid",
    );
  readListRequest(noun, { ...filters, q, sort, limit: 1 }, actor, fallbackSort);
}

/** Whether a shared view works for somebody else, who may have fewer rights than its maker. */
export function isUsable(noun: Noun, definition: ViewDefinition, actor: Actor): boolean {
  try {
    demandView(noun, { ...definition, columns: [] }, actor);
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

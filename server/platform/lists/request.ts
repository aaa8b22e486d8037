import { z } from "zod";
import type { Actor } from "../actor.ts";
import { invalid } from "../errors.ts";
import { type Fields, type Noun, seesClear } from "../fields/index.ts";
import { type Condition, parseCondition } from "./condition.ts";

/** What a list was asked for, checked against what this actor may filter and sort by. */
export type ListRequest = {
  readonly limit: number;
  readonly search?: string;
  readonly conditions: readonly Condition[];
  readonly sort: { readonly key: string; readonly descending: boolean };
  readonly cursor?: readonly unknown[];
};

/** Query string of a list: `q`, `limit`, `cursor`, `sort` (`-createdAt`), and one parameter a filterable field. */
export function listQuerySchema(noun: Noun) {
  const filters = Object.entries(noun.fields).filter(([, field]) => field.filter);
  return z.strictObject({
    q: z.string().max(100).optional().describe("Search words"),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    cursor: z.string().max(1000).optional().describe("`next` of the page before"),
    sort: z.string().max(50).optional().describe("A sortable field, `-` before it for descending"),
    ...Object.fromEntries(
      filters.map(([key, field]) => [key, z.string().max(500).optional().describe(`Filter by ${field.label.en}`)]),
    ),
  });
}

export type ListQuery = {
  q?: string | undefined;
  limit: number;
  cursor?: string | undefined;
  sort?: string | undefined;
  [filter: string]: unknown;
};

/** @throws AppError lists.invalid (400) naming the parameter: unknown to this actor, malformed, or a foreign cursor */
export function readListRequest<F extends Fields>(
  noun: Noun<F>,
  query: ListQuery,
  actor: Actor,
  fallback: string,
): ListRequest {
  const { q, limit, cursor, sort = fallback, ...filters } = query;
  const key = sort.replace(/^-/, "");
  if (key !== fallback.replace(/^-/, "") && !(noun.fields[key]?.sort && seesClear(actor, noun, noun.fields[key])))
    throw wrong("sort", key);
  const conditions = Object.entries(filters)
    .filter((entry): entry is [string, string] => typeof entry[1] === "string" && entry[1] !== "")
    .map(([name, text]) => {
      const field = noun.fields[name];
      // A filter on a hidden value would tell the value: the same rights hold for both.
      if (!field?.filter || !seesClear(actor, noun, field)) throw wrong(name, name);
      return parseCondition(name, field, text);
    });
  return {
    limit,
    conditions,
    sort: { key, descending: sort.startsWith("-") },
    ...(q?.trim() && { search: q.trim() }),
    ...(cursor && { cursor: decodeCursor(cursor, sort) }),
  };
}

const wrong = (field: string, name: string) =>
  invalid(
    [{ field, text: { zh: `不能按「${name}」筛选或排序`, en: `cannot filter or sort by "${name}"` } }],
    "lists.invalid",
  );

/** Keyset cursor: the sort it belongs to and the last row's keys. */
export const encodeCursor = (sort: string, keys: readonly unknown[]): string =>
  Buffer.from(JSON.stringify([sort, ...keys], (_, v) => (typeof v === "bigint" ? v.toString() : v))).toString(
    "base64url",
  );

/** The keys of a cursor. @throws AppError lists.invalid (400) where it belongs to another list or order */
export function decodeCursor(text: string, sort: string): unknown[] {
  try {
    const [of, ...keys] = JSON.parse(Buffer.from(text, "base64url").toString()) as unknown[];
    if (of === sort && keys.length) return keys;
  } catch {}
  throw invalid(
    [
      {
        field: "cursor",
        text: { zh: "翻页位置已失效，请从第一页重新开始", en: "this cursor does not belong to this list; start again" },
      },
    ],
    "lists.invalid",
  );
}

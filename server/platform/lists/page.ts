import { type RawBuilder, type SqlBool, sql } from "kysely";
import { z } from "zod";
import type { Db } from "../db.ts";
import type { Field, Noun } from "../fields/index.ts";
import type { Condition } from "./condition.ts";
import { encodeCursor, type ListRequest } from "./request.ts";

/** How a store serves its list: where the rows come from, what a field is in SQL, which rows one may see. */
export type ListSource = {
  readonly noun: Noun;
  /** Everything between `select` and `where`: columns as camelCase names, and the from clause. */
  readonly columns: RawBuilder<unknown>;
  readonly from: RawBuilder<unknown>;
  /** SQL of a field for filters and sorts. */
  readonly field: (key: string) => RawBuilder<unknown>;
  /** A better way to filter by a field than its column, where there is one (a value in a table of its own). */
  readonly condition?: (condition: Condition) => RawBuilder<SqlBool> | undefined;
  /** Second sort key: unique, so that pages never overlap. */
  readonly id: RawBuilder<unknown>;
  readonly where?: readonly RawBuilder<SqlBool>[];
};

export type Page<R> = { readonly items: R[]; readonly next: string | null };

export const pageSchema = <S extends z.ZodType>(item: S) =>
  z.object({ items: z.array(item), next: z.string().nullable() });

/** One page by keyset: as fast on the thousandth page as on the first. */
export async function readPage<R extends Record<string, unknown>>(
  db: Db,
  source: ListSource,
  request: ListRequest,
): Promise<Page<R>> {
  const { sort, limit } = request;
  const key = source.field(sort.key);
  const direction = sort.descending ? sql`desc` : sql`asc`;
  // Rows without a value come last. Saying so of a column that always has one would keep its index from being used.
  const last = sort.descending && isNullable(source, sort.key) ? sql`nulls last` : sql``;
  const conditions = [...(source.where ?? []), ...request.conditions.map((one) => conditionSql(source, one))];
  if (request.cursor) conditions.push(after(source, sort, request.cursor));
  const result = await sql<R & { sortKey: unknown; rowId: string }>`
    select ${source.columns}, ${key} as "sortKey", ${source.id} as "rowId"
      ${source.from}
     where ${conditions.length ? sql.join(conditions, sql` and `) : sql`true`}
     order by ${key} ${direction} ${last}, ${source.id} ${direction}
     limit ${limit + 1}`.execute(db);
  const rows = result.rows.slice(0, limit);
  const end = rows.at(-1);
  const more = result.rows.length > limit && end;
  const name = (sort.descending ? "-" : "") + sort.key;
  return {
    items: rows.map(({ sortKey: _, rowId: __, ...row }) => row as unknown as R),
    next: more ? encodeCursor(name, [end.sortKey, end.rowId]) : null,
  };
}

function after(source: ListSource, sort: ListRequest["sort"], cursor: readonly unknown[]): RawBuilder<SqlBool> {
  const key = source.field(sort.key);
  const { descending } = sort;
  const nullable = isNullable(source, sort.key);
  const [value, id] = cursor;
  const beyond = descending ? sql`<` : sql`>`;
  if (value === null) return sql`(${key} is null and ${source.id} ${beyond} ${id})`;
  const behind = sql<SqlBool>`(${key}, ${source.id}) ${beyond} (${value}, ${id})`;
  // Rows without a value come last in both directions; asking for them where there are none would cost the index.
  return nullable ? sql`(${behind} or ${key} is null)` : behind;
}

const isNullable = (source: ListSource, key: string): boolean =>
  Boolean(source.noun.fields[key]?.schema.safeParse(null).success);

export function conditionSql(
  source: Pick<ListSource, "field" | "noun" | "condition">,
  condition: Condition,
): RawBuilder<SqlBool> {
  const own = source.condition?.(condition);
  if (own) return own;
  const column = source.field(condition.key);
  if ("empty" in condition) return sql`${column} is null`;
  // One value as plain equality: only then does an index on (column, order) give the page in order.
  if ("in" in condition)
    return condition.in.length === 1 ? sql`${column} = ${condition.in[0]}` : sql`${column} = any(${condition.in})`;
  if ("is" in condition) return sql`${column} = ${condition.is}`;
  if ("startsWith" in condition) return sql`${column} like ${`${condition.startsWith.replace(/[\\%_]/g, "\\$&")}%`}`;
  const field = source.noun.fields[condition.key] as Field;
  const parts: RawBuilder<SqlBool>[] = [];
  if (condition.from) parts.push(sql`${column} >= ${condition.from}`);
  if (condition.to)
    parts.push(
      field.kind === "instant" && condition.to.length === 10
        ? sql`${column} < ${condition.to}::date + 1`
        : sql`${column} <= ${condition.to}`,
    );
  return sql`(${sql.join(parts, sql` and `)})`;
}

/** How many rows a list has: exact to 10,000, beyond that a planner's estimate (`estimated: true`). */
export async function countRows(
  db: Db,
  source: ListSource,
  request: ListRequest,
): Promise<{ count: number; estimated: boolean }> {
  const conditions = [...(source.where ?? []), ...request.conditions.map((one) => conditionSql(source, one))];
  const where = conditions.length ? sql.join(conditions, sql` and `) : sql`true`;
  const counted = await sql<{ count: number }>`
    select count(*)::int as count from (select 1 ${source.from} where ${where} limit 10001) few`.execute(db);
  const count = counted.rows[0]!.count;
  if (count <= 10_000) return { count, estimated: false };
  const plan = await sql<{ "QUERY PLAN": [{ Plan: { "Plan Rows": number } }] }>`
    explain (format json) select 1 ${source.from} where ${where}`.execute(db);
  const [first] = Object.values(plan.rows[0]!) as [[{ Plan: { "Plan Rows": number } }]];
  return { count: Math.max(count, first[0].Plan["Plan Rows"]), estimated: true };
}

/** A page of rows whose ids are in order of time. */
export function pageOf<R extends { id: string }>(
  rows: readonly R[],
  limit: number,
): { items: R[]; next: string | null } {
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? items.at(-1)!.id : null };
}

import { type RawBuilder, sql } from "kysely";
import type { Context } from "../../../platform/context.ts";
import { charactersOf, pairsOf } from "../../../platform/pairs.ts";

/** With more hits than this a text is common: then the order of the list finds its first page sooner than the index of texts. */
const common = 5_000;

const number = /^t?(\d{6}-?[a-z0-9]{1,5})$/i;

/** Tickets that a text finds, as something to read from under the name `t`: by the number, or by the words. */
export async function hitsOf(ctx: Context, text: string): Promise<RawBuilder<unknown>> {
  const read = number.exec(text.trim());
  if (read) return byNumber(`T${read[1]!.toUpperCase().replace(/^(\d{6})-?/, "$1-")}`);
  const characters = charactersOf(text);
  const pairs = characters.length > 1 ? pairsOf(characters, 40) : characters;
  const found = sql`from service.ticket h where h.tokens @> ${pairs}::text[]`;
  const isCommon = pairs.length === 1 ? await isWidespread(ctx, pairs[0]!) : await hasMany(ctx, found);
  return isCommon
    ? sql`(select * from service.ticket h where ${holds("h", pairs)}) t`
    : sql`(select h.customer_id as c, h.id as i ${found} limit ${common}) k join service.ticket t on t.customer_id = k.c and t.id = k.i`;
}

const byNumber = (begin: string) => sql`
  (select k.customer_id as c, k.id as i from service.claim k where k.kind = 'ticket' and k.value >= ${begin} and k.value < ${`${begin}~`} limit 50) k
  join service.ticket t on t.customer_id = k.c and t.id = k.i`;

// Asked of an expression, words cannot take the way of their index, and the planner takes them for likely: rows are looked
// at as they come.
const holds = (table: string, pairs: readonly string[]) =>
  sql`coalesce(${sql.ref(`${table}.tokens`)} @> ${pairs}::text[], false)`;

/** Of one pair of characters the planner's statistics know how often it stands; counting would read all its postings. */
async function isWidespread(ctx: Context, pair: string): Promise<boolean> {
  const { rows } = await sql<{ hits: number }>`
    select e.share * c.reltuples as hits
      from pg_stats s, unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) e (pair, share), pg_class c
     where s.schemaname = 'service' and s.tablename = 'ticket' and s.attname = 'tokens' and e.pair = ${pair} and c.oid = 'service.ticket'::regclass`.execute(
    ctx.services.search,
  );
  return (rows[0]?.hits ?? 0) > common;
}

async function hasMany(ctx: Context, found: RawBuilder<unknown>): Promise<boolean> {
  const { rows } = await sql<{ hits: number }>`
    select count(*)::int as hits from (select 1 ${found} limit ${common + 1}) few`.execute(ctx.services.search);
  return rows[0]!.hits > common;
}

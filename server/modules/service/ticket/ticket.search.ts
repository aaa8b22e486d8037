import { type RawBuilder, sql } from "kysely";
import type { Context } from "../../../platform/context.ts";
import { charactersOf, pairsOf } from "../../../platform/pairs.ts";

/** With more hits than this the order of the list finds its first page sooner than the index of texts does. */
const few = 5_000;
/** So many of the newest tickets are looked at to guess it, and so many hits among them say that it is so. */
const [newest, among] = [10_000, 6];
/** The index is asked for no more pairs than this: each further one costs more than it spares. */
const asked = 4;

const number = /^t?(\d{6}-?[a-z0-9]{1,5})$/i;

/** Tickets that a text finds, as something to read from under the name `t`: by the number, or by the words. */
export async function hitsOf(ctx: Context, text: string): Promise<RawBuilder<unknown>> {
  const read = number.exec(text.trim());
  if (read) return byNumber(`T${read[1]!.toUpperCase().replace(/^(\d{6})-?/, "$1-")}`);
  const characters = charactersOf(text);
  const given = characters.length > 1 ? pairsOf(characters, 40) : characters;
  const shares = await sharesOf(ctx, given);
  const share = (pair: string) => shares.get(pair) ?? 0;
  // The rarest first: most rows are told by it alone.
  const pairs = given.toSorted((a, b) => share(a) - share(b));
  if (share(pairs[0]!) > few && (pairs.length === 1 || (await isAmongNewest(ctx, pairs)))) return inOrder(pairs);
  const keys = await keysOf(ctx, pairs);
  return keys.length > few ? inOrder(pairs) : byKeys(keys);
}

const inOrder = (pairs: readonly string[]) => sql`(select * from service.ticket h where ${holds("h", pairs)}) t`;

const byKeys = (keys: readonly Key[]) => sql`
  unnest(${keys.map((key) => key.c)}::uuid[], ${keys.map((key) => key.i)}::uuid[]) k (c, i)
  join service.ticket t on t.customer_id = k.c and t.id = k.i`;

const byNumber = (begin: string) => sql`
  (select k.customer_id as c, k.id as i from service.claim k where k.kind = 'ticket' and k.value >= ${begin} and k.value < ${`${begin}~`} limit 50) k
  join service.ticket t on t.customer_id = k.c and t.id = k.i`;

// Asked of an expression, words cannot take the way of their index, and the planner takes them for likely: rows are looked
// at as they come.
const holds = (table: string, pairs: readonly string[]) =>
  sql`coalesce(${sql.ref(`${table}.tokens`)} @> ${pairs}::text[], false)`;

/** In how many tickets each pair stands, by the planner's statistics; those that it does not know are rare. */
async function sharesOf(ctx: Context, pairs: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ pair: string; hits: number }>`
    select e.pair, e.share * c.reltuples as hits
      from pg_stats s, unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) e (pair, share), pg_class c
     where s.schemaname = 'service' and s.tablename = 'ticket' and s.attname = 'tokens' and e.pair = any(${pairs}::text[])
       and c.oid = 'service.ticket'::regclass`.execute(ctx.services.search);
  return new Map(rows.map((row) => [row.pair, row.hits]));
}

type Key = { readonly c: string; readonly i: string };

/** The index goes through every posting of the rarest pair, so it comes last: where statistics and newest tickets do not tell. */
async function keysOf(ctx: Context, pairs: readonly string[]): Promise<Key[]> {
  const { rows } = await sql<Key>`
    select h.customer_id as c, h.id as i from service.ticket h
     where h.tokens @> ${pairs.slice(0, asked)}::text[] and ${holds("h", pairs)} limit ${few + 1}`.execute(
    ctx.services.search,
  );
  return rows;
}

async function isAmongNewest(ctx: Context, pairs: readonly string[]): Promise<boolean> {
  const { rows } = await sql<{ hits: number }>`
    select count(*)::int as hits from (
      select 1 from (select tokens from service.ticket order by opened_at desc, id desc limit ${newest}) h where ${holds("h", pairs)} limit ${among}) few`.execute(
    ctx.services.search,
  );
  return rows[0]!.hits === among;
}

import { type RawBuilder, sql } from "kysely";
import type { Db } from "../../../platform/db.ts";

/** What is looked up, and which of its rows may be found. */
export type Shelf = { readonly table: "service.article" | "service.saved_reply"; readonly where: RawBuilder<unknown> };

export type Asked = {
  readonly words: readonly string[];
  readonly letters?: string | undefined;
  readonly limit: number;
};

export type Hit = { readonly id: string; readonly score: number; readonly cover: number };

/**
 * Rows that hold words, the best first: a rare word tells more than a common one, in the title more than among the
 * keywords, and there more than in the body. `cover` is the share of the known words that a row holds, by what they tell.
 * Letters find titles by pinyin and initials, and words by their beginning.
 */
export async function ranked(db: Db, { table, where }: Shelf, asked: Asked): Promise<Hit[]> {
  const rows = sql.raw(table);
  const letters = asked.letters ? `%${asked.letters}%` : null;
  const { rows: hits } = await sql<Hit>`
    with word as (select unnest(${asked.words}::text[]) as token),
    hit as materialized (
      select a.id, word.token,
             case when word.token = any(a.title_tokens) then 6 when word.token = any(a.keyword_tokens) then 4 else 1 end as place
        from word join ${rows} a on a.tokens @> array[word.token] and ${where}
      union all
      select a.id, ${asked.letters ?? ""}, 5 from ${rows} a
       where ${letters}::text is not null and ${where} and not (a.tokens @> array[${asked.letters ?? ""}])
         and (a.title_pinyin like ${letters} or a.title_initials like ${letters}
              or exists (select from unnest(a.title_tokens || a.keyword_tokens) t (word) where t.word like ${asked.letters ? `${asked.letters}%` : null}))
    ),
    weight as (
      select token, ln(1 + (select count(*) from ${rows} a where ${where})::float8 / count(distinct id)) as tells from hit group by token
    ),
    scored as (
      select hit.id, sum(weight.tells * hit.place) as score, sum(weight.tells) / (select sum(tells) from weight) as cover
        from hit join weight using (token) group by hit.id
    )
    select s.id, s.score, s.cover from scored s join ${rows} a on a.id = s.id
     order by s.score desc, a.used desc, s.id limit ${asked.limit}`.execute(db);
  return hits;
}

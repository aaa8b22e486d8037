import pg from "pg";

/** The schema as readable SQL: tables with columns, keys and checks, then indexes, then functions, sorted by name. */
export async function describeSchema(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const lines = async (sql: string) => (await client.query<{ line: string }>(sql)).rows.map((row) => row.line);
  const ours =
    "n.nspname not in ('pg_catalog', 'information_schema', 'public', 'graphile_worker') and n.nspname !~ '^pg_'";
  const tables = await lines(`
    select format(E'create table %I.%I (\\n%s\\n);', n.nspname, c.relname, string_agg(part.text, E',\\n' order by part.kind, part.place)) as line
      from pg_class c join pg_namespace n on n.oid = c.relnamespace,
      lateral (
        select 1 as kind, a.attnum::int as place, '  ' || quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod)
               || case when a.attnotnull then ' not null' else '' end || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') as text
          from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        union all
        select 2, row_number() over (order by k.contype, k.conname)::int, '  constraint ' || quote_ident(k.conname) || ' ' || pg_get_constraintdef(k.oid)
          from pg_constraint k where k.conrelid = c.oid and k.contype <> 'n'
      ) part
     where ${ours} and c.relkind in ('r', 'p')
     group by n.nspname, c.relname order by n.nspname, c.relname`);
  const indexes = await lines(`
    select pg_get_indexdef(i.indexrelid) || ';' as line
      from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
     where ${ours} and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid) order by c.relname`);
  const routines = await lines(`
    select pg_get_functiondef(p.oid) || ';' as line from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where ${ours} order by n.nspname, p.proname, p.oid::regprocedure::text`);
  const views = await lines(`
    select format(E'create view %I.%I as\\n%s', n.nspname, c.relname, pg_get_viewdef(c.oid, true)) as line
      from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${ours} and c.relkind in ('v', 'm') order by n.nspname, c.relname`);
  await client.end();
  return (
    [
      "-- Generated from db/migrations: read it, do not edit it.",
      ...tables,
      indexes.join("\n"),
      ...views,
      ...routines,
    ].join("\n\n") + "\n"
  );
}

import type pg from "pg";

export type TableName = { readonly schema: string; readonly table: string; readonly columns: readonly string[] };

export const nameOf = ({ schema, table }: Pick<TableName, "schema" | "table">): string => `${schema}.${table}`;
export const quoted = ({ schema, table }: Pick<TableName, "schema" | "table">): string => `"${schema}"."${table}"`;

/** Every table of ours, parents before those that refer to them; the queue's own tables are left out, runs are queued anew. */
export async function tablesInOrder(client: pg.ClientBase): Promise<TableName[]> {
  const { rows } = await client.query<TableName & { parents: string[] }>(`
    select n.nspname as schema, c.relname as table,
           array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
           array(select f.nspname || '.' || p.relname from pg_constraint k join pg_class p on p.oid = k.confrelid join pg_namespace f on f.oid = p.relnamespace
                  where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid) as parents
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and c.relpersistence = 'p' and n.nspname not in ('pg_catalog', 'information_schema', 'public', 'graphile_worker') and n.nspname !~ '^pg_'
     order by 1, 2`);
  const done = new Set<string>();
  const ordered: TableName[] = [];
  while (ordered.length < rows.length) {
    const ready = rows.filter((row) => !done.has(nameOf(row)) && row.parents.every((parent) => done.has(parent)));
    if (!ready.length) throw new Error("The tables refer to each other in a circle.");
    for (const { schema, table, columns } of ready) {
      done.add(`${schema}.${table}`);
      ordered.push({ schema, table, columns });
    }
  }
  return ordered;
}

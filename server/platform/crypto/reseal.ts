import type { Services } from "../services.ts";

/** A column that holds sealed values, and under which name they were sealed. */
export type SealedColumn = {
  readonly table: string;
  readonly key: readonly string[];
  readonly column: string;
  readonly context: string;
};

const chunk = 2_000;

/**
 * Seals anew, chunk by chunk, every value that another key than the present one sealed. Safe to break off and to run
 * again, and beside a running server: a row that changed meanwhile is left to its newer value. Answers how many.
 */
export async function reseal(
  services: Services,
  columns: readonly SealedColumn[],
  onProgress?: (done: number) => void,
): Promise<number> {
  let done = 0;
  for (const { table, key, column, context } of columns) {
    const keys = key.join(", ");
    let after: unknown[] | undefined;
    for (;;) {
      const { rows } = await services.pool.query<Record<string, unknown> & { sealed: Buffer }>(
        `select ${keys}, ${column} as sealed from ${table}
          where ${column} is not null and ${after ? `(${keys}) > (${key.map((_, i) => `$${i + 1}`).join(", ")})` : "true"}
          order by ${keys} limit ${chunk}`,
        after ?? [],
      );
      if (!rows.length) break;
      after = key.map((name) => rows.at(-1)![name]);
      const stale = rows.filter((row) => row.sealed.readUInt16BE(0) !== services.vault.sealingKey());
      await services.pool.query(
        `update ${table} t set ${column} = n.fresh
           from unnest(${key.map((_, i) => `$${i + 1}::uuid[]`).join(", ")}, $${key.length + 1}::bytea[], $${key.length + 2}::bytea[]) as n (${keys}, old, fresh)
          where ${key.map((name) => `t.${name} = n.${name}`).join(" and ")} and t.${column} = n.old`,
        [
          ...key.map((name) => stale.map((row) => row[name])),
          stale.map((row) => row.sealed),
          stale.map((row) => services.vault.seal(services.vault.open(row.sealed, context), context)),
        ],
      );
      done += stale.length;
      onProgress?.(done);
    }
  }
  return done;
}

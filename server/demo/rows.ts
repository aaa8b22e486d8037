import type pg from "pg";

/** Inserts plain objects whose keys are columns; bytes go as Buffer, lists as arrays. One statement a call. */
export async function insertRows(
  client: pg.PoolClient,
  table: string,
  rows: readonly Record<string, unknown>[],
): Promise<void> {
  if (!rows.length) return;
  const columns = Object.keys(rows[0]!).join(", ");
  await client.query(
    `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1)`,
    [JSON.stringify(rows, bytes)],
  );
}

const bytes = (_: string, value: unknown) => {
  if (typeof value === "bigint") return value.toString();
  const buffer = value as { type?: string; data?: number[] } | null;
  return buffer?.type === "Buffer" && Array.isArray(buffer.data)
    ? `\\x${Buffer.from(buffer.data).toString("hex")}`
    : value;
};

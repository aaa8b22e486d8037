import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import pg from "pg";

const folder = new URL("../../db/migrations/", import.meta.url);

export type Migration = { readonly name: string; readonly sql: string; readonly hash: string };

export async function readMigrations(): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}_.+\.sql$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(new URL(name, folder), "utf8");
      return { name, sql, hash: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

/**
 * Applies what is missing, each file in its own transaction, one program at a time. Answers the names applied.
 * `upTo` names the last one wanted (a restore stops where its backup stood).
 * Throws when a file that was applied has changed since (migrations are frozen), or when the database is newer.
 */
export async function migrate(url: string, upTo?: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  // Whoever waits for a statement hears that the database went away; nobody else needs to.
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(hashtext('youzhang.migrate'))");
    await client.query("create schema if not exists platform");
    await client.query(
      "create table if not exists platform.migration (name text primary key, hash text not null, applied_at timestamptz not null default now())",
    );
    const applied = new Map(
      (await client.query<{ name: string; hash: string }>("select name, hash from platform.migration")).rows.map(
        (r) => [r.name, r.hash],
      ),
    );
    const files = await readMigrations();
    refuseSurprises(files, applied);
    const missing = files.filter((file) => !applied.has(file.name) && (upTo === undefined || file.name <= upTo));
    for (const file of missing) await apply(client, file);
    return missing.map((file) => file.name);
  } finally {
    await client.end();
  }
}

function refuseSurprises(files: Migration[], applied: Map<string, string>) {
  const known = new Set(files.map((file) => file.name));
  const unknown = [...applied.keys()].filter((name) => !known.has(name));
  if (unknown.length) throw new Error(`The database is newer than this program: it has ${unknown.join(", ")}.`);
  const changed = files.filter((file) => applied.has(file.name) && applied.get(file.name) !== file.hash);
  if (changed.length)
    throw new Error(`Applied migrations have changed: ${changed.map((file) => file.name).join(", ")}.`);
}

async function apply(client: pg.Client, file: Migration) {
  await client.query("begin");
  try {
    await client.query(file.sql);
    await client.query("insert into platform.migration (name, hash) values ($1, $2)", [file.name, file.hash]);
    await client.query("commit");
  } catch (cause) {
    await client.query("rollback");
    throw new Error(`Migration ${file.name} failed: ${(cause as Error).message}`, { cause });
  }
}

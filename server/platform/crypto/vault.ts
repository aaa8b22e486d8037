import { randomBytes } from "node:crypto";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type pg from "pg";
import { blind, type Key, keyIdOf, seal, unseal } from "./seal.ts";

/** Seals and opens field values, and makes their blind indexes. Purely in memory once it is open. */
export type Vault = {
  readonly seal: (text: string, context: string) => Buffer;
  readonly open: (sealed: Buffer, context: string) => string;
  readonly blind: (text: string, context: string) => Buffer;
  /** Whether a value should be sealed anew, since its key has been replaced. */
  readonly stale: (sealed: Buffer) => boolean;
};

const wrapping = "youzhang.data_key";

/**
 * The master key: from the environment, else from a file in the data folder, made on first use.
 * Without it nothing sealed can ever be read again: back it up apart from the database.
 */
export async function masterKey(dataDir: string, fromEnvironment?: string): Promise<Key> {
  if (fromEnvironment) return masterOf(Buffer.from(fromEnvironment, "base64"), "YOUZHANG_MASTER_KEY");
  const file = path.join(dataDir, "keys", "master.key");
  const present = await readFile(file, "utf8").catch(() => undefined);
  if (present) return masterOf(Buffer.from(present.trim(), "base64"), file);
  const secret = randomBytes(32);
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(file, `${secret.toString("base64")}\n`, { mode: 0o600, flag: "wx" });
  await chmod(file, 0o600);
  return masterOf(secret, file);
}

function masterOf(secret: Buffer, source: string): Key {
  if (secret.length !== 32) throw new Error(`${source} must hold 32 bytes in base64.`);
  return { id: 0, secret };
}

/** Opens the data keys, making the first ones on a new database. */
export async function openVault(pool: pg.Pool, master: Key): Promise<Vault> {
  await pool.query(
    `insert into platform.data_key (id, purpose, wrapped, active) values (1, 'seal', $1, true), (2, 'index', $2, true)
     on conflict do nothing`,
    [1, 2].map(() => seal(master, randomBytes(32).toString("base64"), wrapping)),
  );
  const { rows } = await pool.query<{ id: number; purpose: string; wrapped: Buffer; active: boolean }>(
    "select id, purpose, wrapped, active from platform.data_key",
  );
  const keys = new Map<number, Key>();
  for (const row of rows) keys.set(row.id, { id: row.id, secret: Buffer.from(unwrap(master, row.wrapped), "base64") });
  const activeOf = (purpose: string) => keys.get(rows.find((row) => row.purpose === purpose && row.active)!.id)!;
  const sealing = activeOf("seal");
  const indexing = activeOf("index");
  return {
    seal: (text, context) => seal(sealing, text, context),
    open: (sealed, context) => {
      const key = keys.get(keyIdOf(sealed));
      if (!key) throw new Error(`No data key ${keyIdOf(sealed)}.`);
      return unseal(key, sealed, context);
    },
    blind: (text, context) => blind(indexing, text, context),
    stale: (sealed) => keyIdOf(sealed) !== sealing.id,
  };
}

function unwrap(master: Key, wrapped: Buffer): string {
  try {
    return unseal(master, wrapped, wrapping);
  } catch (cause) {
    throw new Error("The master key does not fit this database: restore keys/master.key from your backup.", { cause });
  }
}

/** A new sealing key for all that is written from now on; old values stay readable and are sealed anew by a run. */
export async function rotateSealingKey(pool: pg.Pool, master: Key): Promise<number> {
  const wrapped = seal(master, randomBytes(32).toString("base64"), wrapping);
  const { rows } = await pool.query<{ id: number }>(
    `with old as (update platform.data_key set active = false where purpose = 'seal' and active)
     select max(id) + 1 as id from platform.data_key`,
  );
  await pool.query("insert into platform.data_key (id, purpose, wrapped, active) values ($1, 'seal', $2, true)", [rows[0]!.id, wrapped]);
  return rows[0]!.id;
}

/** Wraps all data keys with another master key; the values themselves are untouched. */
export async function changeMasterKey(pool: pg.Pool, from: Key, to: Key): Promise<void> {
  const { rows } = await pool.query<{ id: number; wrapped: Buffer }>("select id, wrapped from platform.data_key");
  const rewrapped = rows.map((row) => seal(to, unwrap(from, row.wrapped), wrapping));
  await pool.query(
    "update platform.data_key d set wrapped = n.wrapped from unnest($1::smallint[], $2::bytea[]) as n (id, wrapped) where d.id = n.id",
    [rows.map((row) => row.id), rewrapped],
  );
}

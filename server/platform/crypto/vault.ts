import { randomBytes } from "node:crypto";
import type pg from "pg";
import type { Query } from "../context.ts";
import { blind, type Key, keyIdOf, seal, unseal } from "./seal.ts";

/** Seals and opens field values, and makes their blind indexes. In memory; learns of new keys every few seconds. */
export type Vault = {
  readonly seal: (text: string, context: string) => Buffer;
  readonly open: (sealed: Buffer, context: string) => string;
  readonly blind: (text: string, context: string) => Buffer;
  /** Number of the key that seals now: what another one sealed is due to be sealed anew. */
  readonly sealingKey: () => number;
  readonly close: () => void;
};

const wrapping = "youzhang.data_key";

/** How soon every running server knows of a new key. */
export const learnsWithinMs = 15_000;

type Keys = { readonly all: ReadonlyMap<number, Key>; readonly sealing: Key; readonly indexing: Key };

/** Opens the data keys, making the first ones on a new database. */
export async function openVault(pool: pg.Pool, master: Key): Promise<Vault> {
  await pool.query(
    `insert into platform.data_key (id, purpose, wrapped, active) values (1, 'seal', $1, true), (2, 'index', $2, true)
     on conflict do nothing`,
    [newWrapped(master), newWrapped(master)],
  );
  let keys = await readKeys(pool, master);
  const timer = setInterval(() => {
    readKeys(pool, master).then(
      (read) => (keys = read),
      () => {}, // the database is away for a moment: the known keys still hold
    );
  }, learnsWithinMs).unref();
  return {
    seal: (text, context) => seal(keys.sealing, text, context),
    open: (sealed, context) => {
      const key = keys.all.get(keyIdOf(sealed));
      if (!key) throw new Error(`No data key ${keyIdOf(sealed)}.`);
      return unseal(key, sealed, context);
    },
    blind: (text, context) => blind(keys.indexing, text, context),
    sealingKey: () => keys.sealing.id,
    close: () => clearInterval(timer),
  };
}

async function readKeys(pool: pg.Pool, master: Key): Promise<Keys> {
  const { rows } = await pool.query<{ id: number; purpose: string; wrapped: Buffer; active: boolean }>(
    "select id, purpose, wrapped, active from platform.data_key",
  );
  const all = new Map(
    rows.map((row) => [row.id, { id: row.id, secret: Buffer.from(unwrap(master, row.wrapped), "base64") }]),
  );
  const active = (purpose: string) => all.get(rows.find((row) => row.purpose === purpose && row.active)!.id)!;
  return { all, sealing: active("seal"), indexing: active("index") };
}

const newWrapped = (master: Key) => seal(master, randomBytes(32).toString("base64"), wrapping);

function unwrap(master: Key, wrapped: Buffer): string {
  try {
    return unseal(master, wrapped, wrapping);
  } catch (cause) {
    throw new Error("The master key does not fit this database: restore keys/master.key from your backup.", { cause });
  }
}

/** Adds a sealing key that nobody uses yet; answers its number. */
export async function addSealingKey(pool: pg.Pool, master: Key): Promise<number> {
  const { rows } = await pool.query<{ id: number }>(
    "insert into platform.data_key (id, purpose, wrapped, active) select max(id) + 1, 'seal', $1, false from platform.data_key returning id",
    [newWrapped(master)],
  );
  return rows[0]!.id;
}

/** From now on this key seals; call it when every running server has had time to learn of it. */
export async function useSealingKey(query: Query, id: number): Promise<void> {
  await query(
    {
      name: "key.retire",
      text: "update platform.data_key set active = false where purpose = 'seal' and active and id <> $1",
    },
    [id],
  );
  await query(
    { name: "key.use", text: "update platform.data_key set active = true where purpose = 'seal' and id = $1" },
    [id],
  );
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

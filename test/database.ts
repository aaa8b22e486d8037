import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { openPool } from "../server/platform/db.ts";
import { databaseUrl } from "./global.ts";

/** A database of one's own, with the demo company's people and policies and no customers: call in `beforeAll` and `close()` in `afterAll`. `empty` has no schema yet. */
export async function testDatabase(empty = false) {
  const name = `test_${randomBytes(6).toString("hex")}`;
  const server = inject("server");
  await onServer(server, `create database ${name} template ${empty ? "template0" : inject("template")}`);
  const url = databaseUrl(server, name);
  const pool = openPool(url, { max: 6 });
  const close = async () => {
    await pool.end();
    await onServer(server, `drop database if exists ${name} with (force)`);
  };
  return { url, pool, close };
}

async function onServer(server: string, sql: string) {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

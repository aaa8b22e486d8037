import { randomUUID } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { testApp } from "../../../test/app.ts";
import { serviceConsent } from "../../../test/customers.ts";
import { databaseUrl } from "../../../test/global.ts";
import { backup, restore } from "./backup.ts";
import { nameOf, quoted, tablesInOrder } from "./tables.ts";

let t: Awaited<ReturnType<typeof testApp>>;
const home = `/tmp/youzhang-backup-${randomUUID()}`;
const folder = path.join(home, "backup");
const fresh: string[] = [];

beforeAll(async () => {
  t = await testApp();
  const call = await t.as("data_group");
  await call("POST", "/customers", {
    facts: { name: "备份\t甲\\n", kind: "person" },
    contacts: [{ kind: "phone", value: "13812345678" }],
    consents: [serviceConsent],
  });
  await mkdir(path.join(home, "data", "files"), { recursive: true });
  await writeFile(path.join(home, "data", "files", "one"), "uploaded");
  await backup({ url: await urlOf(t.pool), dataDir: path.join(home, "data"), folder });
});
afterAll(async () => {
  await t.close();
  for (const name of fresh) await onServer(`drop database if exists ${name} with (force)`);
  await rm(home, { recursive: true, force: true });
});

const urlOf = async (pool: pg.Pool) =>
  databaseUrl(inject("server"), (await pool.query("select current_database() as name")).rows[0].name);

async function onServer(sql: string) {
  const client = new pg.Client({ connectionString: inject("server") });
  await client.connect();
  await client.query(sql);
  await client.end();
}

async function emptyDatabase() {
  const name = `restore_${randomUUID().replaceAll("-", "").slice(0, 12)}`;
  fresh.push(name);
  await onServer(`create database ${name}`);
  return databaseUrl(inject("server"), name);
}

/** Every table's rows, whatever their order, as one checksum. */
async function fingerprints(url: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const out: Record<string, string> = {};
  for (const table of await tablesInOrder(client)) {
    if (nameOf(table) === "platform.migration") continue;
    const { rows } = await client.query(
      `select count(*) || ':' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as sum from ${quoted(table)} t`,
    );
    out[nameOf(table)] = rows[0].sum;
  }
  await client.end();
  return out;
}

test("the drill: a restored database equals its origin in every table, and the files are back", async () => {
  const url = await emptyDatabase();
  const manifest = await restore({ url, dataDir: path.join(home, "restored"), folder });
  expect(manifest.tables.length).toBeGreaterThan(20);
  expect(await fingerprints(url)).toEqual(await fingerprints(await urlOf(t.pool)));
  expect(await readFile(path.join(home, "restored", "files", "one"), "utf8")).toBe("uploaded");
});

test("a backup never overwrites another", async () => {
  await expect(backup({ url: await urlOf(t.pool), dataDir: home, folder })).rejects.toThrow("exists already");
});

test("a restore refuses a database that is in use", async () => {
  await expect(restore({ url: await urlOf(t.pool), dataDir: home, folder })).rejects.toThrow("in use");
});

test("a damaged backup is named and leaves nothing behind", async () => {
  const file = path.join(folder, "tables", "identity.department.gz");
  const whole = await readFile(file);
  const lines = gunzipSync(whole).toString().split("\n");
  await writeFile(file, gzipSync(lines.slice(1).join("\n")));
  const url = await emptyDatabase();
  await expect(restore({ url, dataDir: home, folder })).rejects.toThrow("identity.department is damaged");
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  expect((await client.query("select count(*)::int as count from identity.role")).rows[0].count).toBe(0);
  await client.end();
  await writeFile(file, whole);
});

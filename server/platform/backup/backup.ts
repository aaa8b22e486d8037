import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { copyFile, cp, mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import pg from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import { z } from "zod";
import { migrate, readMigrations } from "../migrate.ts";
import { nameOf, quoted, tablesInOrder } from "./tables.ts";

const Manifest = z.object({
  format: z.literal(1),
  takenAt: z.iso.datetime(),
  migrations: z.array(z.object({ name: z.string(), hash: z.string() })),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()), rows: z.number(), sha256: z.string() })),
  files: z.number(),
});
export type Manifest = z.infer<typeof Manifest>;

export type BackupOptions = {
  readonly url: string;
  readonly dataDir: string;
  /** A folder that does not exist yet. */
  readonly folder: string;
  /** Whether uploaded and exported files are copied too; they are unless told otherwise. */
  readonly withFiles?: boolean;
  readonly onProgress?: (done: number, total: number, table: string) => void;
};

/**
 * An online backup: all tables as of one instant, and the uploaded files. The master key is not in it: keep
 * `keys/master.key` elsewhere, or the sealed values can never be read again.
 */
export async function backup(options: BackupOptions): Promise<Manifest> {
  const { url, dataDir, folder, withFiles = true, onProgress } = options;
  if (await stat(folder).catch(() => undefined))
    throw new Error(`${folder} exists already; a backup needs a new folder.`);
  const growing = `${folder}.part`;
  await rm(growing, { recursive: true, force: true });
  await mkdir(path.join(growing, "tables"), { recursive: true, mode: 0o700 });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("begin isolation level repeatable read read only");
    const tables = (await tablesInOrder(client)).filter((table) => nameOf(table) !== "platform.migration");
    const manifest: Manifest = {
      format: 1,
      takenAt: new Date().toISOString(),
      migrations: (await client.query("select name, hash from platform.migration order by name")).rows,
      tables: [],
      files: 0,
    };
    for (const [index, table] of tables.entries()) {
      onProgress?.(index, tables.length, nameOf(table));
      const columns = table.columns.map((column) => `"${column}"`).join(", ");
      const source = client.query(copyTo(`copy ${quoted(table)} (${columns}) to stdout`));
      const { meter, result } = measure();
      await pipeline(
        source,
        meter,
        createGzip({ level: 3 }),
        createWriteStream(path.join(growing, "tables", `${nameOf(table)}.gz`), { mode: 0o600 }),
      );
      manifest.tables.push({ name: nameOf(table), columns: [...table.columns], ...result() });
    }
    await client.query("commit");
    if (withFiles) manifest.files = await copyFiles(path.join(dataDir, "files"), path.join(growing, "files"));
    await writeFile(path.join(growing, "manifest.json"), JSON.stringify(manifest, null, 2));
    await rename(growing, folder);
    return manifest;
  } catch (error) {
    await rm(growing, { recursive: true, force: true });
    if ((error as NodeJS.ErrnoException).code === "ENOSPC")
      throw new Error("The disk is full: no backup was written. Free some space or choose another disk.", {
        cause: error,
      });
    throw error;
  } finally {
    await client.end();
  }
}

/** Complete files only; one that ends meanwhile was past its day. Answers how many. */
async function copyFiles(from: string, to: string): Promise<number> {
  const names = (await readdir(from).catch(() => [])).filter((name) => !name.endsWith(".part"));
  if (names.length) await mkdir(to, { mode: 0o700 });
  let copied = 0;
  for (const name of names)
    await copyFile(path.join(from, name), path.join(to, name)).then(
      () => copied++,
      (error: NodeJS.ErrnoException) => {
        if (error.code !== "ENOENT") throw error;
      },
    );
  return copied;
}

/**
 * Restores a backup into an empty database, in one transaction, and compares every table with the backup's own count
 * and checksum. A program newer than the backup migrates afterwards.
 * @throws Error when the database is not empty, the backup is damaged, or a table came out different
 */
export async function restore({ url, dataDir, folder, onProgress }: BackupOptions): Promise<Manifest> {
  const manifest = Manifest.parse(JSON.parse(await readFile(path.join(folder, "manifest.json"), "utf8")));
  const known = await readMigrations();
  const strange = manifest.migrations.filter(
    (one) => !known.some((file) => file.name === one.name && file.hash === one.hash),
  );
  if (strange.length)
    throw new Error(`The backup comes from another program version: ${strange.map((one) => one.name).join(", ")}.`);
  await demandEmpty(url);
  await migrate(url, manifest.migrations.at(-1)?.name);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("begin");
    for (const [index, table] of manifest.tables.entries()) {
      onProgress?.(index, manifest.tables.length, table.name);
      const [schema = "", name = ""] = table.name.split(".");
      const target = `${quoted({ schema, table: name })} (${table.columns.map((column) => `"${column}"`).join(", ")})`;
      // A migration may have put rows of its own: the backup's stand for all.
      await client.query(`delete from ${quoted({ schema, table: name })}`);
      const damaged = (cause?: unknown) =>
        new Error(`${table.name} is damaged in the backup; nothing was restored.`, { cause });
      const { meter, result } = measure();
      await pipeline(
        createReadStream(path.join(folder, "tables", `${table.name}.gz`)),
        createGunzip(),
        meter,
        client.query(copyFrom(`copy ${target} from stdin`)),
      ).catch((cause: unknown) => {
        throw damaged(cause);
      });
      const { rows } = await client.query<{ count: number }>(
        `select count(*)::int as count from ${quoted({ schema, table: name })}`,
      );
      if (result().sha256 !== table.sha256 || rows[0]!.count !== table.rows) throw damaged();
    }
    // What was under way when the backup was taken starts again from its last chunk.
    await client.query(
      "update platform.run set state = 'running', heartbeat_at = 'epoch' where state in ('queued', 'running')",
    );
    await client.query("commit");
  } finally {
    await client.end();
  }
  await migrate(url);
  if (manifest.files) await cp(path.join(folder, "files"), path.join(dataDir, "files"), { recursive: true });
  return manifest;
}

async function demandEmpty(url: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ used: boolean }>("select to_regclass('identity.staff') is not null as used");
    if (!rows[0]!.used) return;
    const staff = await client.query<{ count: number }>("select count(*)::int as count from identity.staff");
    if (staff.rows[0]!.count)
      throw new Error("The database is in use: a backup is restored into an empty one (start with another --data).");
    throw new Error("The database has tables already: restore into a new one.");
  } finally {
    await client.end();
  }
}

/** Counts the lines that pass and adds up their checksum. COPY's text form ends each row with a line feed and escapes those inside. */
function measure() {
  const hash = createHash("sha256");
  let rows = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk);
      for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) rows++;
      done(null, chunk);
    },
  });
  let digest: string | undefined;
  return { meter, result: () => ({ rows, sha256: (digest ??= hash.digest("hex")) }) };
}

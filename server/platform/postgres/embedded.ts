import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { chown, mkdir, open, readFile, rm, stat } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { bundledBinaries, openToOthers, reachableBinaries } from "./binaries.ts";
import { databaseOwner, type Owner } from "./owner.ts";

export type Embedded = {
  /** Connection text of the product's database; it goes through a socket that only this user can open. */
  readonly url: string;
  readonly urlOf: (database: string) => string;
  /** Folder of the database cluster, for backups. */
  readonly folder: string;
  /** Whether it ran already: then it is somebody else's to stop, unless that somebody is gone. */
  readonly found: boolean;
  readonly stop: () => Promise<void>;
};

export type EmbeddedOptions = {
  /** Where everything of this installation lives. */
  readonly dataDir: string;
  /** Tests trade durability for speed. */
  readonly durable?: boolean;
  readonly settings?: Record<string, string>;
};

const shelterOf = (dataDir: string) =>
  `/var/lib/youzhang/${createHash("sha256").update(path.resolve(dataDir)).digest("hex").slice(0, 8)}`;

/** Sized for one small machine with room left for the program itself. */
const settings: Record<string, string> = {
  shared_buffers: "256MB",
  effective_cache_size: "1GB",
  work_mem: "16MB",
  maintenance_work_mem: "128MB",
  max_wal_size: "2GB",
  max_connections: "60",
  random_page_cost: "1.1",
  jit: "off",
  timezone: "UTC",
  listen_addresses: "",
  log_statement: "none",
  log_min_error_statement: "panic",
  log_parameter_max_length_on_error: "0",
};

/** Starts (or takes over, after a crash of the program) the PostgreSQL server of `dataDir`, made on first use. */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const owner = await databaseOwner();
  const shelter = shelterOf(options.dataDir);
  const base =
    owner && !(await openToOthers(path.join(path.resolve(options.dataDir), "x"))) && !(await ownable(options.dataDir))
      ? shelter
      : path.resolve(options.dataDir);
  const binaries = owner ? await reachableBinaries(await bundledBinaries(), shelter) : await bundledBinaries();
  const folder = path.join(base, "postgresql");
  const socket = path.join("/tmp", `youzhang-${createHash("sha256").update(folder).digest("hex").slice(0, 12)}`);
  await mkdir(base, { recursive: true });
  for (const dir of [folder, socket]) await ownedFolder(dir, owner);
  if (!(await exists(path.join(folder, "PG_VERSION")))) await initialise(binaries.initdb, folder, owner);
  const found = await answers(socket);
  if (!found) await launch(binaries.postgres, folder, socket, owner, options);

  const urlOf = (database: string) => `postgresql://youzhang@localhost/${database}?host=${encodeURIComponent(socket)}`;
  await ensureDatabase(urlOf("postgres"), "youzhang");
  return { url: urlOf("youzhang"), urlOf, folder, found, stop: () => stop(folder, socket) };
}

const exists = (file: string) =>
  stat(file).then(
    () => true,
    () => false,
  );

/** A data folder that is there already and open to others by itself needs no shelter. */
const ownable = async (dir: string) => exists(path.join(dir, "postgresql", "PG_VERSION"));

async function ownedFolder(dir: string, owner: Owner) {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  if (owner) await chown(dir, owner.uid, owner.gid);
}

async function initialise(initdb: string, folder: string, owner: Owner) {
  const args = [
    "--pgdata",
    folder,
    "--username=youzhang",
    "--auth=trust",
    "--encoding=UTF8",
    "--locale=C",
    "--no-sync",
  ];
  await finished(spawn(initdb, args, { ...owner, cwd: "/", stdio: ["ignore", "ignore", "pipe"] }), "initdb");
}

async function launch(postgres: string, folder: string, socket: string, owner: Owner, options: EmbeddedOptions) {
  const all: Record<string, string> = {
    ...settings,
    unix_socket_directories: socket,
    ...(options.durable === false && { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
    ...options.settings,
  };
  const log = await open(path.join(path.dirname(folder), "postgresql.log"), "a", 0o600);
  // Detached, so that Ctrl-C reaches the program first, which then stops the database in order.
  const child = spawn(postgres, ["-D", folder, ...Object.entries(all).flatMap(([k, v]) => ["-c", `${k}=${v}`])], {
    ...owner,
    cwd: "/",
    detached: true,
    stdio: ["ignore", log.fd, log.fd],
  });
  child.unref();
  await log.close();
  let ended: number | null | undefined;
  child.once("exit", (code) => (ended = code));
  for (let tries = 0; tries < 1200; tries++) {
    if (await answers(socket)) return;
    if (ended !== undefined) break;
    await pause(50);
  }
  throw new Error(`PostgreSQL did not start (see ${path.join(path.dirname(folder), "postgresql.log")}).`);
}

async function answers(socket: string): Promise<boolean> {
  if (!(await exists(path.join(socket, ".s.PGSQL.5432")))) return false;
  const client = new pg.Client({ host: socket, user: "youzhang", database: "postgres" });
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

async function ensureDatabase(url: string, name: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [name]);
  if (!rowCount) await client.query(`create database ${client.escapeIdentifier(name)}`);
  await client.end();
}

/** A fast shutdown: running statements are rolled back, everything committed is on disk. */
async function stop(folder: string, socket: string) {
  const pidFile = path.join(folder, "postmaster.pid");
  const pid = Number((await readFile(pidFile, "utf8").catch(() => "")).split("\n")[0]);
  if (!pid) return;
  try {
    process.kill(pid, "SIGINT");
  } catch {
    return;
  }
  while (await exists(pidFile)) await pause(20);
  await rm(socket, { recursive: true, force: true });
}

function finished(child: ReturnType<typeof spawn>, name: string) {
  let errors = "";
  child.stderr?.on("data", (chunk) => (errors += chunk));
  return new Promise<void>((resolve, reject) =>
    child
      .once("error", reject)
      .once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`${name} failed: ${errors.trim()}`)))),
  );
}

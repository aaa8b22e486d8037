import { createHash } from "node:crypto";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { within } from "../within.ts";
import { bundledBinaries, reachableBinaries } from "./binaries.ts";
import { makeCluster, ownFolder, placeOfCluster } from "./cluster.ts";
import { databaseOwner } from "./owner.ts";
import { launch, type Launch, postmasterOf, stopPostmaster } from "./postmaster.ts";

export type Embedded = {
  /** Connection text of the product's database; it goes through a socket that only this user can open. */
  readonly url: string;
  readonly urlOf: (database: string) => string;
  /** Folder of the database cluster. */
  readonly folder: string;
  /** Whether it ran already. */
  readonly found: boolean;
  /** Starts the database again whenever it dies, until `stop`. */
  readonly keepAlive: (onDeath: () => void) => void;
  readonly stop: () => Promise<void>;
};

export type EmbeddedOptions = {
  /** Where everything of this installation lives. */
  readonly dataDir: string;
  /** Tests trade durability for speed. */
  readonly durable?: boolean;
  readonly settings?: Record<string, string>;
};

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
  // The work of a program that died ends soon after it.
  client_connection_check_interval: "1s",
  log_statement: "none",
  log_min_error_statement: "panic",
  log_parameter_max_length_on_error: "0",
};

/** Starts (or takes over, after a crash of the program) the PostgreSQL server of `dataDir`, made on first use. */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const owner = await databaseOwner();
  const bundled = await bundledBinaries();
  const binaries = owner ? await reachableBinaries(bundled) : bundled;
  const folder = await placeOfCluster(options.dataDir, owner);
  const socket = path.join("/tmp", `youzhang-${createHash("sha256").update(folder).digest("hex").slice(0, 12)}`);
  const given: Launch = {
    folder,
    socket,
    postgres: binaries.postgres,
    owner,
    settings: {
      ...settings,
      ...(options.durable === false && { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
      ...options.settings,
    },
  };
  await makeCluster(binaries.initdb, folder, owner, options.durable !== false);
  await ownFolder(socket, owner);
  const found = await launch(given);
  const urlOf = (database: string) => `postgresql://youzhang@localhost/${database}?host=${encodeURIComponent(socket)}`;
  await ensureDatabase(urlOf("postgres"), "youzhang");

  let stopping = false;
  let reviving: Promise<void> | undefined;
  return {
    url: urlOf("youzhang"),
    urlOf,
    folder,
    found,
    keepAlive: (onDeath) => {
      const look = async () => {
        while (!stopping) {
          if (!(await postmasterOf(given)) && !stopping) {
            onDeath();
            // What it needs may be away for longer, such as space on the disk.
            await ownFolder(socket, owner)
              .then(() => launch(given))
              .catch(() => pause(5_000, undefined, { ref: false }));
          }
          await pause(500, undefined, { ref: false });
        }
      };
      reviving ??= look();
    },
    stop: async () => {
      stopping = true;
      if (reviving) await within(10_000, reviving);
      await stopPostmaster(given);
    },
  };
}

async function ensureDatabase(url: string, name: string) {
  const client = new pg.Client({ connectionString: url });
  // Whoever waits for a statement hears that the database went away; nobody else needs to.
  client.on("error", () => {});
  await client.connect();
  try {
    const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [name]);
    if (!rowCount) await client.query(`create database ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}

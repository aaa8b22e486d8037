import { spawn } from "node:child_process";
import { open, readFile, rm, stat } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import type { Owner } from "./owner.ts";

/** Where a cluster lies and where it listens. */
export type Place = { readonly folder: string; readonly socket: string };

export type Launch = Place & {
  readonly postgres: string;
  readonly owner: Owner;
  readonly settings: Readonly<Record<string, string>>;
};

const logOf = ({ folder }: Place): string => path.join(path.dirname(folder), "postgresql.log");

/** The database process of a cluster, if it lives. A number that went to another program since counts for nothing. */
export async function postmasterOf({ folder }: Place): Promise<number | undefined> {
  return livingPostgres(path.join(folder, "postmaster.pid"), folder);
}

async function livingPostgres(pidFile: string, folder: string): Promise<number | undefined> {
  const pid = Number((await readFile(pidFile, "utf8").catch(() => "")).split("\n")[0]);
  return pid && (await serves(pid, folder)) ? pid : undefined;
}

async function serves(pid: number, folder: string): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => undefined);
  // Where there is no /proc the number is all there is; there an empty line is one that is just ending.
  return command === undefined ? !(await exists("/proc/self")) : command.split("\0").includes(folder);
}

/** Brings the cluster to answer: the process that runs already, or a new one. Answers whether it ran already. */
export async function launch(given: Launch): Promise<boolean> {
  await endOrphan(given);
  if (await postmasterOf(given)) {
    // It may still be recovering from a crash, or be on its way out.
    while (await postmasterOf(given)) {
      if (await answers(given)) return true;
      await pause(50);
    }
  }
  await rm(path.join(given.folder, "postmaster.pid"), { force: true });
  // After a crash the system may need a moment to let go of what the dead process held.
  for (let attempt = 1; !(await launchOnce(given)); attempt++) {
    if (attempt === 3) throw new Error(`PostgreSQL did not start (see ${logOf(given)}).`);
    await pause(1000);
  }
  return false;
}

async function launchOnce({ postgres, owner, settings, ...place }: Launch): Promise<boolean> {
  const all = { ...settings, unix_socket_directories: place.socket };
  const log = await open(logOf(place), "a", 0o600);
  // Detached, so that Ctrl-C reaches the program first, which then stops the database in order.
  const child = spawn(postgres, ["-D", place.folder, ...Object.entries(all).flatMap(([k, v]) => ["-c", `${k}=${v}`])], {
    ...owner,
    cwd: "/",
    detached: true,
    stdio: ["ignore", log.fd, log.fd],
  });
  let ended = false;
  child.once("exit", () => (ended = true));
  child.once("error", () => (ended = true));
  child.unref();
  await log.close();
  while (!ended) {
    if (await answers(place)) return true;
    await pause(50);
  }
  return false;
}

/** A database whose folder was deleted under it lives on for a while and would answer in place of the new one. */
async function endOrphan({ folder, socket }: Place): Promise<void> {
  const pid = await livingPostgres(path.join(socket, ".s.PGSQL.5432.lock"), folder);
  if (!pid || pid === (await postmasterOf({ folder, socket }))) return;
  process.kill(pid, "SIGQUIT");
  for (let tries = 0; (await serves(pid, folder)) && tries < 100; tries++) await pause(50);
  if (await serves(pid, folder)) process.kill(pid, "SIGKILL");
  for (const name of [".s.PGSQL.5432", ".s.PGSQL.5432.lock"]) await rm(path.join(socket, name), { force: true });
}

async function answers({ socket }: Place): Promise<boolean> {
  if (!(await exists(path.join(socket, ".s.PGSQL.5432")))) return false;
  const client = new pg.Client({
    host: socket,
    user: "youzhang",
    database: "postgres",
    connectionTimeoutMillis: 5_000,
    application_name: "looking",
  });
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

/** A fast shutdown: running statements are rolled back, everything committed is on disk. */
export async function stopPostmaster(place: Place): Promise<void> {
  const pid = await postmasterOf(place);
  if (pid) {
    try {
      process.kill(pid, "SIGINT");
    } catch {
      // It ended at this moment.
    }
    while (await serves(pid, place.folder)) await pause(20);
  }
  await rm(place.socket, { recursive: true, force: true });
}

const exists = (file: string) =>
  stat(file).then(
    () => true,
    () => false,
  );

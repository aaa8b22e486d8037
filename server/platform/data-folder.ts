import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";

/**
 * One program at a time owns a data folder. Answers what releases it.
 * @throws Error naming the program that holds it; one that died without a word holds nothing
 */
export async function holdDataFolder(dataDir: string): Promise<() => Promise<void>> {
  const file = path.join(dataDir, "youzhang.pid");
  const holder = Number(await readFile(file, "utf8").catch(() => "0"));
  if (holder && holder !== process.pid && (await isOurs(holder)))
    throw new Error(`Youzhang already runs on ${dataDir} (process ${holder}).`);
  await writeFile(file, String(process.pid));
  return () => rm(file, { force: true });
}

/** A number may have gone to another program since: only one that looks like ours counts. */
async function isOurs(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "node");
  return /node|youzhang/.test(command);
}

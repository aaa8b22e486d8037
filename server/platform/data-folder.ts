import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const pidFile = (dataDir: string) => path.join(dataDir, "youzhang.pid");

/**
 * One program at a time owns a data folder. Answers what releases it.
 * @throws Error naming the program that holds it; one that died without a word holds nothing
 */
export async function holdDataFolder(dataDir: string): Promise<() => Promise<void>> {
  const file = pidFile(dataDir);
  const own = await markOf(process.pid);
  for (;;) {
    const holder = await holderOf(dataDir);
    if (holder) throw new Error(`Youzhang already runs on ${dataDir} (process ${holder}).`);
    await rm(file, { force: true });
    const made = await writeFile(file, own, { flag: "wx" }).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code !== "EEXIST") throw error;
      },
    );
    // Of two that start at the same moment over a dead one's mark, the later may have removed the earlier's.
    await pause(50);
    if (made && (await marked(file)) === own) break;
  }
  return async () => {
    if ((await marked(file)) === own) await rm(file, { force: true });
  };
}

/** The living program that owns the data folder; its process number. */
export async function holderOf(dataDir: string): Promise<number | undefined> {
  const mark = await marked(pidFile(dataDir));
  const pid = Number(mark.split(" ")[0]);
  if (!pid || pid === process.pid) return undefined;
  // A number may have gone to another program since: that one began at another time.
  return (await markOf(pid)) === mark ? pid : undefined;
}

const marked = async (file: string) => (await readFile(file, "utf8").catch(() => "")).trim();

/** Number and begin of a process; where the system tells no begin, the number alone. */
async function markOf(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
  // The second field is the program's name in brackets and may hold anything.
  const begun = stat?.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  if (begun) return `${pid} ${begun}`;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return "";
  }
  return String(pid);
}

import { execFile } from "node:child_process";
import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";

const newest = async (folder: string): Promise<number> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const times = entries.filter((entry) => entry.isFile()).map((entry) => stat(path.join(entry.parentPath, entry.name)));
  return Math.max(0, ...(await Promise.all(times)).map((file) => file.mtimeMs));
};

/** Builds the console where it is missing or older than its sources. */
export async function buildConsole(): Promise<void> {
  const built = await stat("console/dist/index.html").then(
    (file) => file.mtimeMs,
    () => 0,
  );
  if (built > Math.max(await newest("console/src"), await newest("api"))) return;
  console.error("Building the console ...");
  await promisify(execFile)("node_modules/.bin/vite", ["build", "console", "--logLevel", "error"]);
}

if (import.meta.main) await buildConsole();

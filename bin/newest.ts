import { readdir, stat } from "node:fs/promises";
import path from "node:path";

/** When a file of a folder was changed last, in milliseconds. */
export async function newest(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const times = entries.filter((entry) => entry.isFile()).map((entry) => stat(path.join(entry.parentPath, entry.name)));
  return Math.max(0, ...(await Promise.all(times)).map((file) => file.mtimeMs));
}

import { randomBytes } from "node:crypto";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Key } from "./seal.ts";

/**
 * The master key: from the environment, else from a file in the data folder, made on first use.
 * Without it nothing sealed can ever be read again: back it up apart from the database.
 */
export async function masterKey(dataDir: string, fromEnvironment?: string): Promise<Key> {
  if (fromEnvironment) return keyOf(Buffer.from(fromEnvironment, "base64"), "YOUZHANG_MASTER_KEY");
  const file = path.join(dataDir, "keys", "master.key");
  const present = await readFile(file, "utf8").catch(() => undefined);
  if (present) return keyOf(Buffer.from(present.trim(), "base64"), file);
  const secret = randomBytes(32);
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(file, `${secret.toString("base64")}\n`, { mode: 0o600, flag: "wx" });
  await chmod(file, 0o600);
  return keyOf(secret, file);
}

export function keyOf(secret: Buffer, source: string): Key {
  if (secret.length !== 32) throw new Error(`${source} must hold 32 bytes in base64.`);
  return { id: 0, secret };
}

import { readdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { type Pack, readPack } from "./read.ts";

const shippedFolder = fileURLToPath(new URL("../../../../policies", import.meta.url));

/** The packs of the product, as they stand in `policies/`, by the names of their folders. */
export async function shippedPacks(): Promise<Map<string, Pack>> {
  const names = (await readdir(shippedFolder)).sort();
  return new Map(
    await Promise.all(names.map(async (name) => [name, await readPack(path.join(shippedFolder, name))] as const)),
  );
}

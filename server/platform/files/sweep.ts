import { readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import type { Context } from "../context.ts";
import { fileFolder, filePath } from "./receive.ts";

const abandoned = 86_400_000;

/** Removes files whose time is over, and what a broken upload left behind. */
export async function sweepFiles(ctx: Context): Promise<void> {
  const { config } = ctx.services;
  const gone = await ctx.tx
    .deleteFrom("platform.file")
    .where("expiresAt", "<", ctx.now.toISOString())
    .returning("id")
    .execute();
  for (const { id } of gone) await rm(filePath(config, id), { force: true });
  for (const name of await readdir(fileFolder(config)).catch(() => [] as string[])) {
    const file = path.join(fileFolder(config), name);
    const changed = name.endsWith(".part") ? await stat(file).catch(() => undefined) : undefined;
    if (changed && Date.now() - changed.mtimeMs > abandoned) await rm(file, { force: true });
  }
}

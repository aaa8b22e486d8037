import { createReadStream } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Actor } from "../../../platform/actor.ts";
import { reading, write } from "../../../platform/context.ts";
import { AppError, invalid } from "../../../platform/errors.ts";
import { filePath, insertFile, receiveFile, uploadDays } from "../../../platform/files/index.ts";
import { problemsOf } from "../../../platform/http/validation.ts";
import { newId } from "../../../platform/ids.ts";
import { workRun } from "../../../platform/runs.ts";
import type { Services } from "../../../platform/services.ts";
import { startImport } from "./import.actions.ts";
import { importRun } from "./import.run.ts";
import {
  type Counts,
  findImport,
  type Format,
  type ImportRow,
  listRefusals,
  noCounts,
  type RefusalRow,
} from "./import.store.ts";
import { Mapping } from "./mapping.ts";
import { shippedMappings } from "./shipped.ts";

export type FileToImport = {
  readonly path: string;
  /** The name of a shipped mapping, or a definition. */
  readonly mapping: string | object;
  /** Needs `customers.import`, `customers.rows:all` and the write levels of what the mapping fills. */
  readonly actor: Actor;
  readonly asOf?: string;
  readonly format?: Format;
  readonly dryRun?: boolean;
  readonly onProgress?: (done: number, total: number | null) => void;
};

export type Imported = {
  readonly importId: string;
  readonly state: ImportRow["state"];
  readonly counts: Counts;
  readonly firstErrors: readonly RefusalRow[];
  readonly problem: Record<string, unknown> | null;
};

/** Imports a file of this machine by the very run that the wizard starts, and waits for its end: for the command line and the demo. */
export async function importFile(services: Services, given: FileToImport): Promise<Imported> {
  const mapping = await mappingOf(given);
  const caller = { actor: given.actor };
  const fileId = newId();
  const received = await receiveFile(filePath(services.config, fileId), createReadStream(given.path));
  const { id, runId } = await write(services, caller, async (ctx) => {
    const expiresAt = new Date(ctx.now.getTime() + uploadDays * 86_400_000);
    await insertFile(ctx, {
      id: fileId,
      name: path.basename(given.path),
      mediaType: "application/octet-stream",
      ...received,
      expiresAt,
    });
    return startImport(ctx, {
      fileId,
      mapping,
      format: given.format ?? {},
      dryRun: given.dryRun ?? false,
      remember: false,
    });
  });
  // A worker of a running server may be faster: then this waits for it.
  let here = true;
  const work = workRun(services, { "customers.import": importRun }, runId).finally(() => (here = false));
  const ctx = reading(services, caller);
  for (;;) {
    await Promise.race([here ? work : pause(300), pause(300)]);
    const found = (await findImport(ctx, id))!;
    given.onProgress?.(Number(found.done), found.total === null ? null : Number(found.total));
    if (found.state === "queued" || found.state === "running") continue;
    await work;
    return {
      importId: id,
      state: found.state,
      counts: { ...noCounts, ...found.position.counts },
      firstErrors: await listRefusals(ctx, id, 0n, 10),
      problem: found.problem,
    };
  }
}

async function mappingOf({ mapping, asOf }: FileToImport): Promise<Mapping> {
  const shipped =
    typeof mapping === "string" ? (await shippedMappings()).find((one) => one.name === mapping)?.mapping : undefined;
  if (typeof mapping === "string" && !shipped)
    throw new AppError("import.no_mapping", 404, {
      text: { zh: "没有名为「{name}」的映射文件。", en: 'There is no mapping file "{name}".' },
      values: { name: mapping },
    });
  const parsed = Mapping.safeParse(shipped ?? mapping);
  if (!parsed.success)
    throw invalid(problemsOf(parsed.error).map((one) => ({ ...one, field: `mapping.${one.field}` })));
  return parsed.data.what === "customers" && asOf ? { ...parsed.data, asOf } : parsed.data;
}

import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Context } from "../../../platform/context.ts";
import { newId } from "../../../platform/ids.ts";
import type { Delimiter, Encoding } from "../../../platform/tables/index.ts";
import { consentColumns, type Mapping, type What } from "./mapping.ts";
import type { RefusedRow } from "./prepared.ts";
import type { Reason } from "./values.ts";

/** How a file is read; what is not given is found from its bytes. */
export type Format = { encoding?: Encoding | undefined; delimiter?: Delimiter | undefined; sheet?: string | undefined };

/** All that a run needs to go on by itself. */
export type Plan = {
  readonly mapping: Mapping;
  readonly columns: readonly string[];
  readonly format: Format;
  readonly asOf: string;
};

export const counters = ["new", "updated", "unchanged", "refused", "customers"] as const;
/** Rows by what became of them; `customers`: those made for purchases. */
export type Counts = Record<(typeof counters)[number], number>;
export const noCounts: Counts = { new: 0, updated: 0, unchanged: 0, refused: 0, customers: 0 };
export type Position = { record: number; counts: Counts; finished?: true };

export type ImportRow = {
  id: string;
  runId: string;
  what: What;
  fileId: string;
  fileName: string;
  plan: Plan;
  dryRun: boolean;
  createdBy: string | null;
  createdByName: string;
  createdAt: string;
  state: "queued" | "running" | "done" | "failed" | "cancelled";
  done: bigint;
  total: bigint | null;
  position: Partial<Position>;
  problem: Record<string, unknown> | null;
};

const selected = (ctx: Context) =>
  ctx.tx
    .selectFrom("customers.import as i")
    .innerJoin("platform.run as r", "r.id", "i.runId")
    .select([
      "i.id",
      "i.runId",
      "i.what",
      "i.fileId",
      "i.fileName",
      "i.mapping as plan",
      "i.dryRun",
      "i.createdBy",
      "i.createdByName",
      "i.createdAt",
      "r.state",
      "r.done",
      "r.total",
      "r.position",
      "r.problem",
    ]);

export const findImport = async (ctx: Context, id: string) =>
  (await selected(ctx).where("i.id", "=", id).executeTakeFirst()) as ImportRow | undefined;

/** The newest first. */
export const listImports = async (ctx: Context, limit: number, before?: string) =>
  (await selected(ctx)
    .$if(before !== undefined, (q) => q.where("i.id", "<", before!))
    .orderBy("i.id", "desc")
    .limit(limit)
    .execute()) as ImportRow[];

type NewImport = Pick<ImportRow, "id" | "runId" | "what" | "fileId" | "fileName" | "plan" | "dryRun">;
export async function insertImport(ctx: Context, { plan, ...given }: NewImport): Promise<void> {
  await ctx.tx
    .insertInto("customers.import")
    .values({
      ...given,
      mapping: JSON.stringify(plan),
      createdBy: ctx.actor.id,
      createdByName: ctx.actor.name,
      createdAt: ctx.now,
    })
    .execute();
}

/** The day that an earlier import of the same bytes took them to describe: the same file means the same day. */
export async function earlierAsOf(ctx: Context, sha256: Buffer): Promise<string | undefined> {
  const { rows } = await sql<{ asOf: string }>`
    select i.mapping ->> 'asOf' as "asOf" from platform.file f join customers.import i on i.file_id = f.id
     where f.sha256 = ${sha256} and not i.dry_run order by i.id limit 1`.execute(ctx.tx);
  return rows[0]?.asOf;
}

export async function insertRefusals(ctx: Context, importId: string, rows: readonly RefusedRow[]): Promise<void> {
  if (!rows.length) return;
  // A cell may hold what the database cannot: it keeps a mark in its place.
  const storable = (cell: string) => cell.replaceAll("\0", "\ufffd").toWellFormed();
  const data = rows.map((row) => ({
    ...row,
    cells: row.cells.map(storable),
    reasons: row.reasons.map((one) => ({ ...one, text: { zh: storable(one.text.zh), en: storable(one.text.en) } })),
  }));
  await sql`
    insert into customers.import_refusal (import_id, record, line, cells, reasons)
    select ${importId}::uuid, r.record, r.line, array(select jsonb_array_elements_text(r.cells)), r.reasons
      from jsonb_to_recordset(${JSON.stringify(data)}::jsonb) r (record bigint, line bigint, cells jsonb, reasons jsonb)
    on conflict do nothing`.execute(ctx.tx);
}

export type RefusalRow = { record: bigint; line: bigint; cells: string[]; reasons: Reason[] };

/** Refused rows in the order of the file, after a record. */
export const listRefusals = async (ctx: Context, importId: string, after: bigint, limit: number) =>
  (await ctx.tx
    .selectFrom("customers.importRefusal")
    .select(["record", "line", "cells", "reasons"])
    .where("importId", "=", importId)
    .where("record", ">", after)
    .orderBy("record")
    .limit(limit)
    .execute()) as RefusalRow[];

const hashOf = (columns: readonly string[]) => createHash("sha256").update(JSON.stringify(columns)).digest();

/**
 * Keeps how these columns were mapped: the next file with the same header is mapped alike. What was declared of this
 * file as a whole is not: the next one has to be vouched for anew.
 */
export async function rememberMapping(
  ctx: Context,
  name: string,
  columns: readonly string[],
  mapping: Mapping,
): Promise<void> {
  const headerHash = hashOf(columns);
  await ctx.tx
    .deleteFrom("customers.mapping")
    .where("what", "=", mapping.what)
    .where("headerHash", "=", headerHash)
    .execute();
  await ctx.tx
    .insertInto("customers.mapping")
    .values({
      id: newId(),
      name,
      what: mapping.what,
      headerHash,
      definition: JSON.stringify(consentColumns(mapping).length ? mapping : { ...mapping, consent: undefined }),
      createdBy: ctx.actor.id,
      createdAt: ctx.now,
    })
    .execute();
}

export const rememberedMapping = async (ctx: Context, what: What, columns: readonly string[]): Promise<unknown> =>
  (
    await ctx.tx
      .selectFrom("customers.mapping")
      .select("definition")
      .where("what", "=", what)
      .where("headerHash", "=", hashOf(columns))
      .executeTakeFirst()
  )?.definition;

import { systemActor } from "../../../platform/actor.ts";
import { type Context, write } from "../../../platform/context.ts";
import { isDatabaseAway } from "../../../platform/db.ts";
import { AppError } from "../../../platform/errors.ts";
import { filePath } from "../../../platform/files/index.ts";
import { nobody } from "../../../platform/ids.ts";
import { Cancelled, readingAs, type RunKind, type RunTools } from "../../../platform/runs.ts";
import type { RawRow } from "../../../platform/tables/index.ts";
import { fulfil, openObligations } from "../../policy/index.ts";
import { type Class, classOf } from "../class.ts";
import { entry, secondCheck } from "../customer.controls.ts";
import { applyCustomers, type Chunk } from "./customers.apply.ts";
import { type Counts, findImport, type ImportRow, insertRefusals, noCounts, type Position } from "./import.store.ts";
import { consentReader } from "./consent.ts";
import { openMeasured } from "./measured.ts";
import { prepareCustomers } from "./prepare-customers.ts";
import { preparePurchases } from "./prepare-purchases.ts";
import { type Prepare, type Prepared, refusedRow } from "./prepared.ts";
import { applyPurchases } from "./purchases.apply.ts";
import { ClaimLost } from "./staged-customers.ts";
import { stage } from "./staging.ts";

type Tools = RunTools<{ importId: string }, Position>;

const chunkRows = 5_000;

/**
 * An import: chunk by chunk, each in one transaction together with the place in the file where it ends, so that a
 * killed run goes on without losing or doubling a row. While the database writes a chunk, the next one is made ready.
 */
export const importRun: RunKind<{ importId: string }, Position> = {
  label: { zh: "批量导入", en: "Import" },
  work: async (tools) => {
    const ctx = readingAs(tools);
    const found = (await findImport(ctx, tools.parameters.importId))!;
    const position: Position = { record: 0, counts: noCounts, ...tools.position };
    if (position.finished) return position.counts;
    const file = await openMeasured(filePath(tools.services.config, found.fileId), {
      ...found.plan.format,
      batch: chunkRows,
    });
    let counts: Counts;
    try {
      if (file.table.columns.join("\0") !== found.plan.columns.join("\0"))
        throw new AppError("import.file_changed", 409, {
          text: {
            zh: "文件与开始导入时不同，请重新上传。",
            en: "The file is not what it was when the import began: upload it again.",
          },
        });
      counts = await walk(tools, found, position, file);
      await finish(tools, found, counts);
    } catch (error) {
      await breakOff(tools, found, error);
      throw error;
    } finally {
      await file.table.close();
    }
    return counts;
  },
};

async function walk(
  tools: Tools,
  found: ImportRow,
  position: Position,
  file: Awaited<ReturnType<typeof openMeasured>>,
): Promise<Counts> {
  const prepare = await prepareOf(tools, found);
  const resumed = position.record;
  let counts = position.counts;
  let writing: Promise<unknown> = Promise.resolve();
  try {
    for await (const batch of file.table.rows) {
      const [before, rows] = split(batch, resumed);
      prepare.recall(before);
      if (!rows.length) continue;
      const prepared = await prepare.prepare(rows);
      const total = file.estimate(rows.at(-1)!.record);
      await writing;
      writing = keep(tools, found, prepared, counts, total).then((after) => (counts = after));
      // It is awaited a chunk later; until then a failure must not count as unheard.
      writing.catch(() => {});
    }
  } finally {
    await writing;
  }
  return counts;
}

function split(rows: readonly RawRow[], record: number): [RawRow[], RawRow[]] {
  const at = rows.findIndex((row) => row.record > record);
  return at < 0 ? [[...rows], []] : [rows.slice(0, at), rows.slice(at)];
}

async function prepareOf(tools: Tools, { plan, createdAt }: ImportRow): Promise<Prepare> {
  const known = new Map<string, Class>();
  const classed = (kind: string, organisationType: string | null) => {
    const key = `${kind} ${organisationType}`;
    return (
      known.get(key) ??
      classOf(readingAs(tools), { kind, organisationType }).then((decided) => {
        known.set(key, decided);
        return decided;
      })
    );
  };
  const consentOf = await consentReader(readingAs(tools), plan.mapping.consent, plan.columns, plan.asOf, createdAt);
  const given = { vault: tools.services.vault, asOf: plan.asOf, classOf: classed, consentOf };
  return plan.mapping.what === "customers"
    ? prepareCustomers(plan.mapping, plan.columns, given)
    : preparePurchases(plan.mapping, plan.columns, given);
}

const retried = (error: unknown) =>
  error instanceof ClaimLost || ["40P01", "40001", "23505"].includes((error as { code?: string }).code ?? "");

/** One chunk into the database, again where another writer came between. Answers the counts so far. */
async function keep(
  tools: Tools,
  found: ImportRow,
  prepared: Prepared,
  before: Counts,
  total: number,
  attempt = 1,
): Promise<Counts> {
  try {
    return (await tools.chunk(async (ctx) => {
      const chunk: Chunk = { ctx, importId: found.id, asOf: found.plan.asOf, dryRun: found.dryRun };
      await stage(ctx, prepared.staged);
      const { mapping } = found.plan;
      const outcome =
        mapping.what === "customers"
          ? { ...(await applyCustomers(chunk, mapping)), customers: 0 }
          : await applyPurchases(chunk, mapping);
      const refused = [
        ...prepared.refused,
        ...outcome.foreign.map((n) => refusedRow(prepared.rows[n]!, [foreignReason[mapping.what]])),
        ...outcome.unconsented.map((n) => refusedRow(prepared.rows[n]!, [prepared.unconsented.get(n)!])),
      ];
      await insertRefusals(ctx, found.id, refused);
      const counts = {
        new: before.new + outcome.new,
        updated: before.updated + outcome.updated,
        unchanged: before.unchanged + outcome.unchanged,
        refused: before.refused + refused.length,
        customers: before.customers + outcome.customers,
      };
      const { record } = prepared.rows.at(-1)!;
      return { position: { record, counts }, done: record, total, value: counts };
    }))!;
  } catch (error) {
    if (attempt < 5 && retried(error)) return keep(tools, found, prepared, before, total, attempt + 1);
    throw error;
  }
}

const foreignReason = {
  customers: {
    field: "memberNumber",
    text: {
      zh: "会员号或外部编号：已属于另一位客户",
      en: "Member number or external key: belongs to another customer",
    },
  },
  purchases: {
    field: "customer",
    text: { zh: "客户编号：没有这位客户", en: "Customer key: there is no such customer" },
  },
};

/**
 * The import is one entry with one second check (B3.2.1), about the file as a whole: a million promises would say the
 * same thing a million times, and nobody would check a million records one by one; the check draws its own sample.
 */
async function finish(tools: Tools, found: ImportRow, counts: Counts): Promise<void> {
  await tools.chunk(async (ctx) => {
    const records = counts.new + counts.updated + counts.unchanged + counts.refused;
    const position: Position = { record: records, counts, finished: true };
    if (found.dryRun) return { position, done: records, total: records };
    await promise(ctx, found, counts);
    await tell(ctx, found, "finished", counts);
    return { position, done: records, total: records };
  });
}

/**
 * A cancelled or failed import keeps its complete chunks: what they wrote was entered, is to be checked and is told as
 * it is. An import whose database went away is not over and says nothing yet.
 */
async function breakOff(tools: Tools, { id }: ImportRow, error: unknown): Promise<void> {
  if (isDatabaseAway(error)) return;
  const actor = { ...systemActor(tools.startedBy.name), id: tools.startedBy.id };
  const told = write(tools.services, { actor }, async (ctx) => {
    const found = (await findImport(ctx, id))!;
    const counts: Counts = { ...noCounts, ...found.position.counts };
    if (found.dryRun || found.position.finished) return;
    await promise(ctx, found, counts);
    await tell(ctx, found, error instanceof Cancelled ? "cancelled" : "failed", counts);
  });
  // The reason why the import ended matters more than that this could not be kept, e.g. on a full disk.
  await told.catch((second: Error) => console.error("import: its end was not kept", second.name));
}

/** Entry and second check of what an import wrote, as far as it wrote anything. */
async function promise(ctx: Context, found: ImportRow, counts: Counts): Promise<void> {
  if (counts.new + counts.updated + counts.customers === 0) return;
  const subject = { customerId: nobody, subjectType: "import", subjectId: found.id };
  await openObligations(ctx, entry.key, [
    { ...subject, subjectName: found.fileName, openedAt: found.createdAt, assigneeId: found.createdBy },
  ]);
  await fulfil(ctx, entry.key, [subject]);
  await openObligations(ctx, secondCheck.key, [{ ...subject, subjectName: found.fileName }]);
}

const tell = (
  ctx: Context,
  found: ImportRow,
  end: "finished" | "cancelled" | "failed",
  counts: Counts,
): Promise<void> =>
  ctx.emit({
    kind: `customers.import.${end}`,
    subjectType: "import",
    subjectId: found.id,
    data: { what: found.what, ...counts },
  });

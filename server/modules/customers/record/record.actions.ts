import type { Context } from "../../../platform/context.ts";
import { notFound } from "../../../platform/errors.ts";
import { demandWritable, seesClear } from "../../../platform/fields/index.ts";
import { loadChangeable, loadCustomer } from "../customer.load.ts";
import { afterCorrection } from "../check/check.actions.ts";
import { demandConsent } from "../consent/consent.actions.ts";
import { tellDepartments } from "../notice/notice.actions.ts";
import type { RecordKind } from "./kinds.ts";
import { recordKinds } from "./kinds.ts";
import {
  deleteRecord,
  findRecord,
  insertRecord,
  listRecords,
  preferOnly,
  type RecordRow,
  touchCustomer,
  updateRecord,
} from "./record.store.ts";

/** What a customer has of a kind. Reading identity numbers in clear leaves an audit row (B3.2.2, E3.5.1). */
export async function readRecords(ctx: Context, kind: RecordKind, customerId: string): Promise<RecordRow[]> {
  await loadCustomer(ctx, customerId);
  const rows = await listRecords(ctx, kind, customerId);
  if (kind.noun.name === "identifier" && rows.length && seesClear(ctx.actor, kind.noun, kind.noun.fields.value!))
    await ctx.emit({
      kind: "customers.field.read",
      customerId,
      subjectType: "customer",
      subjectId: customerId,
      data: { noun: "identifier", fields: ["value"] },
    });
  return rows;
}

export async function addRecord(
  ctx: Context,
  kind: RecordKind,
  customerId: string,
  given: Record<string, unknown>,
): Promise<RecordRow> {
  await loadChangeable(ctx, customerId);
  demandWritable(ctx.actor, kind.noun, given);
  const row = await insertRecord(
    ctx,
    kind,
    customerId,
    kind.prepare(ctx, await withConsent(ctx, kind, customerId, given)),
  );
  await preferOnly(ctx, kind, customerId, row);
  await tell(ctx, kind, customerId, "added", row.id, Object.keys(given));
  return row;
}

/** The whole record anew; answers 404 where this customer has none such. */
export async function replaceRecord(
  ctx: Context,
  kind: RecordKind,
  customerId: string,
  id: string,
  given: Record<string, unknown>,
): Promise<RecordRow> {
  await loadChangeable(ctx, customerId);
  demandWritable(ctx.actor, kind.noun, given);
  const before = await findRecord(ctx, kind, customerId, id);
  if (!before) throw notFound(kind.noun.label);
  const row = (await updateRecord(
    ctx,
    kind,
    customerId,
    id,
    kind.prepare(ctx, await withConsent(ctx, kind, customerId, given)),
  ))!;
  await preferOnly(ctx, kind, customerId, row);
  await tell(ctx, kind, customerId, "changed", id, changedBetween(ctx, kind, before, row));
  return row;
}

export async function removeRecord(ctx: Context, kind: RecordKind, customerId: string, id: string): Promise<void> {
  await loadChangeable(ctx, customerId);
  const needed = Object.entries(kind.noun.fields).filter(([, field]) => field.origin === "input");
  demandWritable(ctx.actor, kind.noun, Object.fromEntries(needed));
  if (!(await deleteRecord(ctx, kind, customerId, id))) throw notFound(kind.noun.label);
  await tell(ctx, kind, customerId, "removed", id, []);
}

/** Identity numbers stand on a consent of their own (B3.1.2): the one in force is kept beside the number. */
async function withConsent(ctx: Context, kind: RecordKind, customerId: string, given: Record<string, unknown>) {
  if (kind !== recordKinds.identifiers) return given;
  return { ...given, consentId: await demandConsent(ctx, customerId, "identity") };
}

/** Names of the fields that are not what they were; sealed values are compared in clear, never kept. */
function changedBetween(ctx: Context, kind: RecordKind, before: RecordRow, after: RecordRow): string[] {
  const clear = (key: string, value: unknown) => {
    const { sealed } = kind.noun.fields[key]!;
    return sealed && Buffer.isBuffer(value) ? ctx.services.vault.open(value, sealed) : String(value);
  };
  return Object.keys(kind.noun.fields).filter((key) => clear(key, before[key]) !== clear(key, after[key]));
}

async function tell(ctx: Context, kind: RecordKind, customerId: string, verb: string, id: string, fields: string[]) {
  await touchCustomer(ctx, customerId);
  await ctx.emit({
    kind: `customers.${kind.noun.name}.${verb}`,
    customerId,
    subjectType: kind.noun.name,
    subjectId: id,
    data: { fields },
  });
  if (verb === "removed" || fields.length) await tellDepartments(ctx, customerId, kind.noun, fields);
  await afterCorrection(ctx, customerId);
}

import type { Context } from "../../../platform/context.ts";
import { AppError, invalid } from "../../../platform/errors.ts";
import { fulfil, openObligations } from "../../policy/index.ts";
import { correction, secondCheck } from "../customer.controls.ts";
import { customer } from "../customer.fields.ts";
import { loadChangeable, loadCustomer } from "../customer.load.ts";
import { clauseOf } from "../clause.ts";
import { type CheckRow, departmentOfStaff, insertCheck, listChecks } from "./check.store.ts";

export type GivenCheck = { accurate: boolean; wrongFields: string[]; note?: string | null | undefined };

/**
 * Another employee checks an entry against its evidence (B3.2.1). A wrong one goes back to who entered it.
 * @throws AppError customers.own_entry (403) with the clause, for whoever entered the customer
 */
export async function checkCustomer(ctx: Context, customerId: string, given: GivenCheck): Promise<CheckRow> {
  const row = await loadChangeable(ctx, customerId);
  if (row.createdBy !== null && row.createdBy === ctx.actor.id) {
    const clause = await clauseOf(ctx, secondCheck.key);
    throw new AppError("customers.own_entry", 403, {
      text: {
        zh: "复核须由录入人以外的另一名员工进行。",
        en: "Somebody other than who entered it has to check an entry.",
      },
      ...(clause && { clause }),
    });
  }
  demandKnown(given);
  const departmentId = row.createdBy ? await departmentOfStaff(ctx, row.createdBy) : null;
  const check = await insertCheck(ctx, customerId, departmentId, given);
  const subject = { customerId, subjectType: "customer", subjectId: customerId };
  await fulfil(ctx, secondCheck.key, [subject]);
  await ctx.emit({
    kind: given.accurate ? "customers.check.passed" : "customers.check.failed",
    ...subject,
    data: { fields: given.wrongFields },
  });
  if (!given.accurate)
    await openObligations(ctx, correction.key, [{ ...subject, assigneeId: row.createdBy, departmentId }]);
  return check;
}

function demandKnown(given: GivenCheck) {
  if (given.accurate === given.wrongFields.length > 0)
    throw invalid([
      {
        field: "wrongFields",
        text: given.accurate
          ? { zh: "准确的记录不能有错误字段", en: "an accurate record has no wrong fields" }
          : { zh: "请指出哪些字段有误", en: "say which fields are wrong" },
      },
    ]);
  const beside = ["contacts", "addresses", "identifiers"];
  const unknown = given.wrongFields.filter((field) => !(field in customer.fields) && !beside.includes(field));
  if (unknown.length)
    throw invalid(
      unknown.map((field) => ({
        field: "wrongFields",
        text: { zh: `没有「${field}」这个字段`, en: `there is no field "${field}"` },
      })),
    );
}

export async function readChecks(ctx: Context, customerId: string): Promise<CheckRow[]> {
  await loadCustomer(ctx, customerId);
  return listChecks(ctx, customerId);
}

/** A change after a failed check is its correction; the corrected entry is to be checked again. */
export async function afterCorrection(ctx: Context, customerId: string): Promise<void> {
  const subject = { customerId, subjectType: "customer", subjectId: customerId };
  const corrected = await fulfil(ctx, correction.key, [subject]);
  if (corrected.length) await openObligations(ctx, secondCheck.key, [subject]);
}

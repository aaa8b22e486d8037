import { may } from "../../platform/actor.ts";
import type { Context } from "../../platform/context.ts";
import { conflict, forbidden, invalid } from "../../platform/errors.ts";
import { demandWritable } from "../../platform/fields/index.ts";
import { isActiveStaff } from "../identity/index.ts";
import { releaseObligations } from "../policy/index.ts";
import { decideClass } from "./class.ts";
import { duplicate } from "./customer.actions.ts";
import { changesSince, closeRow, moveClaim, updateFacts } from "./customer.change.store.ts";
import { customer } from "./customer.fields.ts";
import { loadChangeable } from "./customer.load.ts";
import { afterCorrection } from "./check/check.actions.ts";
import { managersNamed } from "./grading/index.ts";
import { tellDepartments } from "./notice/notice.actions.ts";

/** Facts that say whose customer it is: changed by assignment only. */
const assigned = ["ownerId", "departmentId"];

/** What the class follows from. */
const classified = ["kind", "organisationType"];

/**
 * Changes facts of the version that the caller saw. The class is decided anew, departments concerned are told.
 * @throws AppError customers.changed (409) with the present version, who changed what since, and when
 */
export async function changeCustomer(
  ctx: Context,
  id: string,
  version: number,
  given: Record<string, unknown>,
): Promise<void> {
  const before = await loadChangeable(ctx, id);
  demandWritable(ctx.actor, customer, given);
  if (before.version !== version) throw await changedMeanwhile(ctx, id, version, before.version);
  const fields = Object.keys(given).filter((key) => !same(given[key], before[key]));
  if (!fields.length) return;
  if (fields.some((field) => assigned.includes(field)) && !may(ctx.actor, "customers.assign"))
    throw forbidden({
      zh: "调整客户经理或所属部门需要「分配客户」权限。",
      en: "Changing the account manager or department needs the right to assign customers.",
    });
  await demandPeople(ctx, id, given);
  const facts: Record<string, unknown> = Object.fromEntries(fields.map((key) => [key, given[key]]));
  if (fields.some((field) => classified.includes(field))) {
    const decided = await decideClass(ctx, id, { ...before, ...facts });
    if (decided !== before.class) facts.class = decided;
  }
  const next = await updateFacts(ctx, id, version, facts);
  if (next === undefined) throw await changedMeanwhile(ctx, id, version);
  for (const [kind, field] of [
    ["member", "memberNumber"],
    ["external", "externalKey"],
  ] as const)
    if (fields.includes(field) && !(await moveClaim(ctx, id, kind, facts[field] as string | null)))
      throw duplicate([kind]);
  await ctx.emit({
    kind: "customers.customer.changed",
    customerId: id,
    subjectType: "customer",
    subjectId: id,
    data: { fields: Object.keys(facts), version: next },
  });
  await tellDepartments(ctx, id, customer, Object.keys(facts));
  await afterCorrection(ctx, id);
  if (typeof facts.ownerId === "string") await managersNamed(ctx, [id]);
}

const same = (a: unknown, b: unknown) => JSON.stringify(plain(a)) === JSON.stringify(plain(b));
const plain = (value: unknown) => (typeof value === "bigint" ? value.toString() : (value ?? null));

async function demandPeople(ctx: Context, id: string, given: Record<string, unknown>) {
  if (given.referrerId === id)
    throw invalid([
      { field: "facts.referrerId", text: { zh: "客户不能推荐自己", en: "a customer cannot refer itself" } },
    ]);
  if (typeof given.ownerId === "string" && !(await isActiveStaff(ctx, given.ownerId)))
    throw invalid([
      { field: "facts.ownerId", text: { zh: "没有这位在职员工", en: "nobody who works here has this id" } },
    ]);
}

async function changedMeanwhile(ctx: Context, id: string, seen: number, present?: number) {
  const changes = await changesSince(ctx, id, seen);
  return conflict(
    "customers.changed",
    {
      zh: "在您编辑期间，别人已修改了该客户。您填写的内容没有丢失，请核对后再保存。",
      en: "Somebody changed this customer while you edited. Nothing you typed is lost; compare and save again.",
    },
    {
      version: present ?? (await loadChangeable(ctx, id)).version,
      changedBy: changes[0]?.by ?? null,
      changedAt: changes[0]?.at ?? null,
      changedFields: [...new Set(changes.flatMap((change) => change.fields ?? []))],
    },
  );
}

/** Ends the relation: services end today, the file stays readable. */
export async function closeCustomer(ctx: Context, id: string, reason: string): Promise<void> {
  await loadChangeable(ctx, id);
  const { endedServices } = await closeRow(ctx, id);
  await releaseObligations(ctx, [id], reason);
  await ctx.emit({
    kind: "customers.customer.closed",
    customerId: id,
    subjectType: "customer",
    subjectId: id,
    data: { reason, endedServices },
  });
}

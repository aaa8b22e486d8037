import { type FieldProblem } from "../../../platform/errors.ts";
import { type Cycle, periodOf } from "../../../platform/calendar/index.ts";
import type { Doer, PlanCycle } from "./choices.ts";

type Doing = {
  readonly doer: Doer;
  readonly doerStaffId: string | null;
  readonly doerDepartmentId: string | null;
  readonly doerRole: string | null;
};

/** Whose work a call is: the account manager's where there is one, else that of the role beside it. */
export function doerOf(plan: Doing, customer: { readonly ownerId: string | null }) {
  switch (plan.doer) {
    case "person":
      return { assigneeId: plan.doerStaffId, departmentId: null, role: null };
    case "department":
      return { assigneeId: null, departmentId: plan.doerDepartmentId, role: null };
    case "role":
      return { assigneeId: null, departmentId: null, role: plan.doerRole };
    case "owner":
      return { assigneeId: customer.ownerId, departmentId: null, role: customer.ownerId ? null : plan.doerRole };
  }
}

/** Which turn of a plan a day belongs to; undefined on days on which it does not run. */
export function turnOf(
  { cycle, fromOn, toOn }: { readonly cycle: PlanCycle; readonly fromOn: string; readonly toOn: string | null },
  day: string,
): string | undefined {
  if (day < fromOn || (toOn !== null && day > toOn)) return undefined;
  return cycle === "once" ? "once" : periodOf(cycle as Cycle, day).key;
}

/** What a plan lacks or says twice. */
export function planProblems(given: {
  readonly occasion: string;
  readonly cycle?: string | null | undefined;
  readonly doer: Doer;
  readonly doerStaffId?: string | null | undefined;
  readonly doerDepartmentId?: string | null | undefined;
  readonly doerRole?: string | null | undefined;
  readonly fromOn: string;
  readonly toOn?: string | null | undefined;
}): FieldProblem[] {
  const found: FieldProblem[] = [];
  const say = (field: string, zh: string, en: string) => found.push({ field, text: { zh, en } });
  if (given.occasion === "cycle" && !given.cycle) say("cycle", "请选择周期", "choose a cycle");
  if (given.occasion !== "cycle" && given.cycle) say("cycle", "此类计划没有周期", "such a plan has no cycle");
  if (given.doer === "person" && !given.doerStaffId) say("doerStaffId", "请选择回访人", "choose who calls");
  if (given.doer === "department" && !given.doerDepartmentId)
    say("doerDepartmentId", "请选择部门", "choose a department");
  if ((given.doer === "role" || given.doer === "owner") && !given.doerRole)
    say("doerRole", "请选择岗位", "choose a role");
  if (given.toOn && given.toOn < given.fromOn) say("toOn", "结束日期早于开始日期", "it ends before it begins");
  return found;
}

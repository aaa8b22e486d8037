import { queries, type Schema } from "../api.ts";
import { companyTime } from "../parts/clock.ts";

export type Obligation = Schema<"Obligation">;
export type Outcome = Schema<"ObligationResults">["items"][number];
export const scopes = ["mine", "role", "department", "all"] as const;
export type Scope = (typeof scopes)[number];
export const states = ["open", "late", "paused", "done"] as const;
export type WorkState = (typeof states)[number];

/** The grants behind each scope. */
export const scopeGrants: Record<Scope, string> = {
  mine: "policy.obligations.own",
  role: "policy.obligations.own",
  department: "policy.obligations.department",
  all: "policy.obligations.all",
};

/** What belongs to the company itself stands under this customer. */
export const nobody = "00000000-0000-0000-0000-000000000000";
export const pathOf = (row: Obligation) => ({ customerId: row.customerId ?? nobody, id: row.id });
/** A row in the address and in sets. */
export const keyOf = (row: Obligation): string => `${row.customerId ?? nobody}.${row.id}`;
export function readKey(key: string): { customerId: string; id: string } {
  const [customerId = nobody, id = ""] = key.split(".");
  return { customerId, id };
}

/** The screen on which the work is done; undefined where this console has none. */
export function recordOf(row: Obligation): string | undefined {
  if (row.subjectType === "cleansing") return `/cleansings/${row.subjectId}`;
  if (row.subjectType === "grading" || row.subjectType === "grade_review") return "/gradings";
  if (row.subjectType === "service_contact") return `/desk?open=${row.subjectId}`;
  if (row.subjectType === "chat") return `/chats?chat=${row.subjectId}`;
  if (row.subjectType === "ticket") return `/tickets/${row.subjectId}`;
  if (row.subjectType === "work_order") return `/work-orders/${row.subjectId}`;
  if (row.subjectType === "article") return `/knowledge?open=${row.subjectId}`;
  if (row.subjectType === "quality_check") return `/quality/${row.subjectId}`;
  if (row.subjectType === "work_report") return `/reports/${row.subjectId}`;
  if (row.subjectType === "handover") return `/handovers?open=${row.subjectId}`;
  if (row.subjectType === "inspection_turn" || row.subjectType === "shortfall") return "/supervision";
  if (row.subjectType === "callback") return `/callbacks/${row.subjectId}`;
  if (row.subjectType === "callback_remedy") return "/callbacks/remedies";
  if (row.subjectType === "callback_plan_turn") return "/callbacks/plans";
  if (row.subjectType === "callback_statistics") return "/callbacks/statistics";
  if (row.subjectType === "callback_analysis" || row.subjectType === "callback_measure") return "/callbacks/analysis";
  if (row.subjectType === "complaint_measure" || row.subjectType === "suggestion")
    return `/ticket-parts/${row.subjectId}`;
  if (row.subjectType === "improvement") return `/improvements?tab=improvements&open=${row.subjectId}`;
  if (row.subjectType === "complaint_analysis") return "/improvements";
  return row.customerId ? `/customers/${row.customerId}` : undefined;
}

/** Bands of a list in order of its due times. */
export type Band = "bandLate" | "bandToday" | "bandWeek" | "bandLater" | "bandPaused";
export function bandOf(row: Obligation, now: number): Band {
  if (row.pausedSince || !row.dueAt) return "bandPaused";
  const due = Date.parse(row.dueAt);
  if (row.late || due < now) return "bandLate";
  const midnight = companyTime(now).add(1, "day").startOf("day").valueOf();
  if (due < midnight) return "bandToday";
  return due < midnight + 6 * 86_400_000 ? "bandWeek" : "bandLater";
}

/** After something was done with a promise: lists, counts, notices and the customer's page. */
export const worklistChanged = (): Promise<unknown> =>
  Promise.all([
    queries.invalidateQueries({ queryKey: ["obligations"] }),
    queries.invalidateQueries({ queryKey: ["customers"] }),
    queries.invalidateQueries({ queryKey: ["notices"] }),
  ]);

import type { EventKind } from "../../../platform/events.ts";

export const gradingEvents: readonly EventKind[] = [
  { kind: "customers.grading.started", text: { zh: "发起等级评定", en: "Grade review started" } },
  { kind: "customers.grading.approved", text: { zh: "批准等级调整", en: "Grade changes approved" } },
  { kind: "customers.grading.rejected", text: { zh: "驳回等级调整", en: "Grade changes rejected" } },
  { kind: "customers.grading.applied", text: { zh: "等级调整生效", en: "Grade changes took effect" } },
  { kind: "customers.grade.overridden", text: { zh: "人工改定等级", en: "Grade set by a person" } },
];

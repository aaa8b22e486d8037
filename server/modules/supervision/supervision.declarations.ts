import type { Permission } from "../../platform/actor.ts";
import type { EventKind } from "../../platform/events.ts";

export const permissions: readonly Permission[] = [
  {
    key: "supervision.read",
    label: { zh: "查看检查、改进计划和客户评价", en: "See inspections, improvement plans and feedback" },
  },
  { key: "supervision.inspect", label: { zh: "登记和复核检查", en: "Record and verify inspections" } },
  { key: "supervision.plan", label: { zh: "提交改进计划", en: "Submit improvement plans" } },
  { key: "supervision.feedback", label: { zh: "阅看客户评价", en: "Mark customers' feedback as read" } },
  { key: "supervision.judge", label: { zh: "评定改进计划", en: "Judge improvement plans" } },
];

export const events: readonly EventKind[] = [
  { kind: "supervision.inspection.recorded", text: { zh: "登记监督检查", en: "Inspection recorded" } },
  { kind: "supervision.inspection.verified", text: { zh: "复核整改并销号", en: "Correction verified" } },
  {
    kind: "supervision.shortfall.found",
    text: { zh: "指标 {control} 未达目标", en: "Metric {control} missed its target" },
  },
  { kind: "supervision.plan.recorded", text: { zh: "提交改进计划", en: "Improvement plan submitted" } },
  { kind: "supervision.feedback.read", text: { zh: "阅看客户评价", en: "Customer's feedback read" } },
  { kind: "supervision.plan.judged", text: { zh: "评定改进计划", en: "Improvement plan judged" } },
];

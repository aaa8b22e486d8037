import type { EventKind } from "../../../platform/events.ts";

const told = (kind: string, zh: string, en: string): EventKind => ({ kind: `service.${kind}`, text: { zh, en } });

export const events: readonly EventKind[] = [
  told("complaint.investigated", "登记投诉 {number} 的调查结论", "Finding on complaint {number}"),
  told("complaint.measure_done", "落实投诉 {number} 的措施", "Measure of complaint {number} done"),
  told("complaint.review_failed", "投诉 {number} 未通过质量复核", "Complaint {number} failed its review"),
  told("complaint.supervised", "主管复核重新打开的投诉 {number}", "Supervisor's word on reopened complaint {number}"),
  told("complaint.answered", "投诉 {number} 的客户回应", "The customer answered on complaint {number}"),
  told("compensation.proposed", "提出补偿（{number}）", "Compensation proposed ({number})"),
  told("compensation.instructed", "下达补偿（{number}）", "Compensation instructed ({number})"),
  told("compensation.carried_out", "补偿已兑现（{number}）", "Compensation carried out ({number})"),
  told("compensation.cancelled", "取消补偿（{number}）", "Compensation cancelled ({number})"),
  told(
    "complaint.disposed",
    "投诉 {number} 保存期满，销毁文字内容",
    "Words of complaint {number} disposed of after its term",
  ),
  told("cause.added", "新增投诉原因", "Cause of complaints added"),
  told("cause.changed", "修改投诉原因", "Cause of complaints changed"),
];

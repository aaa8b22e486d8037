import type { EventKind } from "../../platform/events.ts";

/** What happens to policies, as the audit trail tells it. */
export const events: readonly EventKind[] = [
  {
    kind: "policy.version.drafted",
    text: { zh: "起草制度 {document} 第 {number} 版", en: "Version {number} of policy {document} drafted" },
  },
  {
    kind: "policy.version.changed",
    text: {
      zh: "修改制度 {document} 第 {number} 版的条款 {clause}",
      en: "Clause {clause} of version {number} of policy {document} changed",
    },
  },
  {
    kind: "policy.version.submitted",
    text: { zh: "提交制度 {document} 第 {number} 版审批", en: "Version {number} of policy {document} sent for review" },
  },
  {
    kind: "policy.version.returned",
    text: {
      zh: "退回制度 {document} 第 {number} 版修改",
      en: "Version {number} of policy {document} returned to its drafter",
    },
  },
  {
    kind: "policy.version.withdrawn",
    text: { zh: "撤回制度 {document} 第 {number} 版草案", en: "Draft version {number} of policy {document} withdrawn" },
  },
  {
    kind: "policy.version.approved",
    text: {
      zh: "批准制度 {document} 第 {number} 版，自 {from} 起施行",
      en: "Version {number} of policy {document} approved, in force from {from}",
    },
  },
  {
    kind: "policy.version.in_force",
    text: { zh: "制度版本自 {from} 起施行", en: "Policy version in force from {from}" },
  },
  { kind: "policy.obligation.warned", text: { zh: "待办临近到期（{clause}）", en: "Obligation soon due ({clause})" } },
  {
    kind: "policy.obligation.due",
    text: { zh: "待办到期未办（{clause}）", en: "Obligation not done when due ({clause})" },
  },
  {
    kind: "policy.obligation.escalated",
    text: { zh: "逾期待办升级（{clause}）", en: "Late obligation escalated ({clause})" },
  },
  { kind: "policy.obligation.assigned", text: { zh: "转派待办（{clause}）", en: "Obligation reassigned ({clause})" } },
  { kind: "policy.obligation.paused", text: { zh: "暂停待办计时（{clause}）", en: "Obligation paused ({clause})" } },
  { kind: "policy.obligation.resumed", text: { zh: "恢复待办计时（{clause}）", en: "Obligation resumed ({clause})" } },
  { kind: "policy.obligation.waived", text: { zh: "豁免待办（{clause}）", en: "Obligation waived ({clause})" } },
  {
    kind: "policy.obligation.fulfilled",
    text: { zh: "手工办结待办（{clause}）", en: "Obligation fulfilled by hand ({clause})" },
  },
  { kind: "policy.approval.asked", text: { zh: "申请例外（{clause}）", en: "Exception asked for ({clause})" } },
  { kind: "policy.approval.granted", text: { zh: "批准例外（{clause}）", en: "Exception granted ({clause})" } },
  { kind: "policy.approval.denied", text: { zh: "驳回例外（{clause}）", en: "Exception denied ({clause})" } },
  { kind: "policy.calendar.created", text: { zh: "新增工作日历 {calendar}", en: "Calendar {calendar} made" } },
  { kind: "policy.calendar.changed", text: { zh: "修改工作日历 {calendar}", en: "Calendar {calendar} changed" } },
  {
    kind: "policy.calendar.extended",
    text: { zh: "工作日历 {calendar} 延至 {to} 年", en: "Calendar {calendar} extended to {to}" },
  },
  {
    kind: "policy.calendar.recomputed",
    text: {
      zh: "按日历 {calendar} 重算 {seen} 项待办：提前 {earlier} 项，推后 {later} 项",
      en: "{seen} obligations reckoned anew by calendar {calendar}: {earlier} earlier, {later} later",
    },
  },
  {
    kind: "policy.replay.started",
    text: {
      zh: "用 {from} 至 {to} 的历史试算制度草案",
      en: "History from {from} to {to} replayed under a draft policy",
    },
  },
];

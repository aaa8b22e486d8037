import type { Permission } from "../../platform/actor.ts";

/** Actions of this module that a role can be allowed. */
export const permissions: readonly Permission[] = [
  { key: "policy.read", label: { zh: "查看制度", en: "Read policies" } },
  { key: "policy.edit", label: { zh: "起草和修改制度", en: "Draft and change policies" } },
  { key: "policy.review", label: { zh: "审批制度", en: "Review and approve policies" } },
  { key: "policy.replay", label: { zh: "用历史数据试算制度草案", en: "Replay history under a draft policy" } },
  { key: "policy.compliance", label: { zh: "查看制度执行情况", en: "See how well the policy is kept" } },
  { key: "policy.calendars", label: { zh: "维护工作日历", en: "Maintain working calendars" } },
  { key: "policy.obligations.own", label: { zh: "处理本人的待办", en: "Work on own obligations" } },
  { key: "policy.obligations.department", label: { zh: "查看本部门待办", en: "See the department's obligations" } },
  { key: "policy.obligations.all", label: { zh: "查看全部待办", en: "See all obligations" } },
  { key: "policy.obligations.assign", label: { zh: "转派和暂停待办", en: "Reassign and pause obligations" } },
  { key: "policy.obligations.waive", label: { zh: "豁免待办", en: "Waive obligations" } },
  { key: "policy.approvals.ask", label: { zh: "申请例外", en: "Ask for exceptions" } },
  { key: "policy.approvals.decide", label: { zh: "批准或驳回例外申请", en: "Decide on requested exceptions" } },
];

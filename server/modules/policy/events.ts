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
];

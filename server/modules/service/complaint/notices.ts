import type { NoticeKind } from "../../../platform/notice/index.ts";

/** About the complaint's ticket. */
export const notices: readonly NoticeKind[] = [
  { kind: "complaint.measure", text: { zh: "投诉的改进措施由您落实", en: "A measure of a complaint is yours" } },
  { kind: "complaint.review_passed", text: { zh: "投诉处理通过复核", en: "A complaint passed its review" } },
  { kind: "complaint.review_failed", text: { zh: "投诉处理未通过复核", en: "A complaint failed its review" } },
];

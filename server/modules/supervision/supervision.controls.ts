import { type Control, metric, obligation } from "../policy/index.ts";

/** B8.1.1. Each turn is opened at the start of its cycle, for the role that the clause names. */
export const inspectionDuty = obligation({
  key: "supervision.inspection",
  label: { zh: "监督检查", en: "Inspection" },
  about: {
    zh: "每个周期检查各部门执行制度的情况，登记发现的问题，整改后复核销号。",
    en: "Every cycle the departments are inspected; findings are registered and closed after their correction is verified.",
  },
  subject: "inspection_turn",
  parameters: {
    cycle: { type: "cycle", label: { zh: "检查周期", en: "Cycle" }, default: "quarter" },
    within: {
      type: "duration",
      label: { zh: "自周期开始起的时限", en: "Within, from the start of the cycle" },
      default: "90d",
    },
  },
});

/** B8.3.1. Opened when a closed figure misses its target, kept by recording a plan. */
export const improvementDuty = obligation({
  key: "supervision.improvement-plan",
  label: { zh: "改进计划", en: "Improvement plan" },
  about: {
    zh: "指标低于目标的部门在时限内提交改进计划，计划须在规定期限内完成。",
    en: "A department below a target submits an improvement plan in time; the plan ends within the term of the clause.",
  },
  subject: "shortfall",
  parameters: {
    within: { type: "duration", label: { zh: "提交时限", en: "Plan submitted within" }, default: "7d" },
    term: { type: "duration", label: { zh: "完成期限", en: "Plan completed within" } },
  },
});

/** B8.1.2. Runs from when the customer spoke, and is kept by marking it as read. */
export const feedbackDuty = obligation({
  key: "supervision.feedback-reading",
  label: { zh: "阅看客户评价", en: "Reading of customers' feedback" },
  about: {
    zh: "客户的每条评价都由监督小组在时限内阅看，并标注处理意见。",
    en: "The supervision group reads all that customers say of the service in time, and notes what is to be done.",
  },
  subject: "feedback",
});

const yes = (zh: string, en: string) => ({ type: "conditions", label: { zh, en } }) as const;

/** B8.2.2. The promises that count as answers are named by the clause. */
const timely = metric({
  key: "supervision.timely",
  label: { zh: "响应及时率", en: "Timely response" },
  about: {
    zh: "按时答复的咨询和投诉件数占全部咨询和投诉件数的比例。",
    en: "Enquiries and complaints answered in time, of all that were due.",
  },
  facts: {
    control: { type: "text", label: { zh: "时限承诺", en: "Promise" } },
    clause: { type: "text", label: { zh: "条款", en: "Clause" } },
    state: {
      type: "choice",
      label: { zh: "状态", en: "State" },
      values: {
        open: { zh: "进行中", en: "Open" },
        met: { zh: "已做到", en: "Met" },
        breached: { zh: "已逾期", en: "Breached" },
        waived: { zh: "已豁免", en: "Waived" },
      },
    },
    inTime: { type: "boolean", label: { zh: "按时", en: "In time" } },
  },
  parameters: {
    numerator: { ...yes("分子条件", "Counted when"), default: { inTime: true } },
    denominator: {
      ...yes("分母条件", "In scope when"),
      default: {
        control:
          "service.hotline-answer, service.chat-answer, service.enquiry-answer, service.complaint-contact, service.complaint-solution",
        state: "not(waived)",
      },
    },
  },
  source: "supervision.timely_facts",
  better: "higher",
});

/** B8.2.3. */
const satisfaction = metric({
  key: "supervision.satisfaction",
  label: { zh: "客户满意度", en: "Customer satisfaction" },
  about: {
    zh: "回访和问卷中评价为满意的件数占有效评价总件数的比例。",
    en: "Ratings of callbacks and surveys that are satisfied, of all valid ones.",
  },
  facts: {
    way: {
      type: "choice",
      label: { zh: "方式", en: "Way" },
      values: {
        callback: { zh: "回访", en: "Callback" },
        survey: { zh: "问卷", en: "Survey" },
        hotline: { zh: "热线", en: "Hotline" },
        message: { zh: "留言", en: "Message" },
      },
    },
    satisfied: { type: "boolean", label: { zh: "满意", en: "Satisfied" } },
    valid: { type: "boolean", label: { zh: "有效", en: "Valid" } },
  },
  parameters: {
    numerator: { ...yes("分子条件", "Counted when"), default: { satisfied: true } },
    denominator: { ...yes("分母条件", "In scope when"), default: { valid: true, way: "callback, survey" } },
  },
  source: "supervision.rating_facts",
  better: "higher",
});

export const supervisionControls: readonly Control[] = [
  inspectionDuty,
  improvementDuty,
  feedbackDuty,
  timely,
  satisfaction,
];

import { grades } from "../../customers/index.ts";
import { type Control, decision, guard, metric, obligation } from "../../policy/index.ts";
import { severities } from "../ticket/choices.ts";
import { type Reason, reasons, states } from "./choices.ts";

const within = (zh: string, en: string, fallback?: string) =>
  ({ type: "duration", label: { zh, en }, ...(fallback && { default: fallback }) }) as const;
const ownTerm = { within: within("未另定时的时限", "Where no other term is set", "10d") };
const cycle = (fallback: string) => ({ type: "cycle", label: { zh: "周期", en: "Cycle" }, default: fallback }) as const;

/** T7.1, E5.1.1: each cycle the plan is made, or the running one confirmed. */
export const planDuty = obligation({
  key: "service.callback-plan",
  label: { zh: "制定回访计划", en: "Callback plan made" },
  about: {
    zh: "每个周期制定并批准回访计划，或者确认沿用现有计划。",
    en: "Each cycle a callback plan is made and approved, or the running ones are confirmed.",
  },
  subject: "callback_plan_turn",
  parameters: { cycle: cycle("month"), within: within("自周期开始起的时限", "From the start of the cycle", "7d") },
});

/** T7.1: the plan says by when; what is late is listed and followed up. */
export const plannedDuty = obligation({
  key: "service.callback",
  label: { zh: "按计划回访", en: "Planned callback" },
  about: {
    zh: "计划生成的每个回访在计划规定的时限内完成。",
    en: "Each callback of a plan is made within the term that the plan sets.",
  },
  subject: "callback",
  parameters: ownTerm,
});

/** E5.1.3, B5.3.2. */
export const keyDuty = obligation({
  key: "service.key-callback",
  label: { zh: "重点客户回访", en: "Callback to a key customer" },
  about: {
    zh: "按客户等级和类别规定的周期，由客户经理至少回访一次并征求意见。",
    en: "Within each cycle that grade and class give, the account manager calls and asks for opinions.",
  },
  subject: "callback",
  parameters: ownTerm,
});

/** S2.2.2. The term is what the severity gives. */
export const complaintDuty = obligation({
  key: "service.callback-of-complaint",
  label: { zh: "投诉办结后回访", en: "Callback after a complaint" },
  about: {
    zh: "投诉办结后，在其严重程度对应的时限内回访。",
    en: "A settled complaint is called back within the term of its severity.",
  },
  subject: "callback",
  parameters: ownTerm,
});

/** T3.2.5, E4.2.5. */
export const completionDuty = obligation({
  key: "service.completion-callback",
  label: { zh: "完成后回访", en: "Callback after completion" },
  about: {
    zh: "业务开通或工单完成后在时限内回访客户。",
    en: "The customer is called back within the term of an order or a piece of work being finished.",
  },
  subject: "callback",
});

/** S2.2.3: the date that was agreed. */
const nextDuty = obligation({
  key: "service.next-callback",
  label: { zh: "约定的再次回访", en: "Next callback as agreed" },
  about: {
    zh: "与不满意客户约定的日期之前再次回访。",
    en: "A dissatisfied customer is called again by the date that was agreed.",
  },
  subject: "callback",
  parameters: ownTerm,
});

export const dutyOf: Readonly<Record<Reason, string>> = {
  plan: plannedDuty.key,
  key: keyDuty.key,
  complaint: complaintDuty.key,
  completion: completionDuty.key,
  follow_up: nextDuty.key,
};

/** T7.2: the record follows the call in time; how often one tries is said beside it. */
export const recordDuty = obligation({
  key: "service.callback-record",
  label: { zh: "填写回访记录", en: "Callback recorded" },
  about: {
    zh: "回访后在时限内填写记录；连续多次未接通的，按联系不上结束。",
    en: "A callback is recorded within the term; after so many tries in vain it ends as not reached.",
  },
  subject: "callback",
  parameters: {
    attempts: { type: "integer", label: { zh: "最多拨打次数", en: "Tries at most" }, default: 3 },
  },
});

/** S2.2.3: what could not be put right at once goes to the department responsible. */
export const remedyDuty = obligation({
  key: "service.callback-remedy",
  label: { zh: "回访整改", en: "Correction after a callback" },
  about: {
    zh: "责任部门在时限内整改并回复；与客户约定的下次回访不得晚于规定。",
    en: "The department responsible corrects and answers in time; the next callback is agreed for no later than allowed.",
  },
  subject: "callback_remedy",
  parameters: {
    nextCallbackWithin: within("下次回访不晚于", "Next callback no later than", "7d"),
  },
});

/** S2.2.4. */
export const reviewDuty = obligation({
  key: "service.callback-review",
  label: { zh: "审阅回访记录", en: "Callback record reviewed" },
  about: {
    zh: "部门经理在时限内审阅每份回访记录并签署意见，不得审阅本人的记录。",
    en: "The department manager reviews and signs each record in time, never one's own.",
  },
  subject: "callback",
});

export const statisticsDuty = obligation({
  key: "service.callback-statistics",
  label: { zh: "回访统计报告", en: "Callback statistics reported" },
  about: {
    zh: "每个周期结束后在时限内汇总回访情况，签发并报管理层。",
    en: "Within the term of each cycle's end the statistics are signed and reported to the management.",
  },
  subject: "callback_statistics",
  parameters: { cycle: cycle("month"), within: within("期末后的时限", "From the end of the cycle") },
});

/** T7.3. */
export const analysisDuty = obligation({
  key: "service.callback-analysis",
  label: { zh: "回访分析", en: "Callbacks analysed" },
  about: {
    zh: "每个周期结束后分析回访记录，写明结论；措施登记责任人和期限。",
    en: "After each cycle the callbacks are analysed with conclusions; measures get an owner and a date.",
  },
  subject: "callback_analysis",
  parameters: { cycle: cycle("month"), within: within("期末后的时限", "From the end of the cycle", "10d") },
});

export const measureDuty = obligation({
  key: "service.callback-measure",
  label: { zh: "回访改进措施", en: "Measure after an analysis" },
  about: {
    zh: "分析提出的每项措施由责任人在登记的期限内完成。",
    en: "Each measure is completed by its owner by the date that was registered.",
  },
  subject: "callback_measure",
  parameters: ownTerm,
});

/** E5.1.3, B5.3.2: key customers more often. */
export const cycleDecision = decision({
  key: "service.callback-cycle",
  label: { zh: "回访周期", en: "How often a customer is called" },
  about: {
    zh: "按客户的类别和等级决定多久至少回访一次（month、quarter、half-year 或 year）；没有结果的按回访计划。",
    en: "How often at least a customer is called, by class and grade: month, quarter, half-year or year; without a value as a plan provides.",
  },
  subject: "customer",
  parameters: {
    keyCycle: { type: "cycle", label: { zh: "重点客户周期", en: "Cycle of key customers" } },
    otherCycle: { type: "cycle", label: { zh: "其他客户周期", en: "Cycle of other customers" }, optional: true },
  },
  facts: {
    class: {
      type: "choice",
      label: { zh: "类别", en: "Class" },
      values: {
        household: { zh: "家庭客户", en: "Household" },
        enterprise: { zh: "企业客户", en: "Enterprise" },
        special: { zh: "特殊客户", en: "Special" },
      },
      required: true,
    },
    grade: { type: "choice", label: { zh: "等级", en: "Grade" }, values: grades },
  },
  outcome: { type: "text", label: { zh: "回访周期", en: "Cycle" } },
  source: "service.callback_cycle_facts",
  example: {
    hit: "first",
    rows: [
      { when: { grade: "gold" }, then: "{keyCycle}" },
      { when: { class: "special" }, then: "{keyCycle}" },
    ],
    otherwise: null,
  },
});

/** S2.2.2. */
export const complaintTerm = decision({
  key: "service.complaint-callback",
  label: { zh: "投诉回访时限", en: "Term of a complaint's callback" },
  about: {
    zh: "按投诉的严重程度决定办结后多久内回访；没有结果的不回访。",
    en: "Within which term a settled complaint is called back, by severity; without a value it is not.",
  },
  subject: "ticket",
  parameters: {
    severeWithin: within("严重投诉", "A severe complaint"),
    moderateWithin: within("较重投诉", "A moderate complaint"),
    minorWithin: within("一般投诉", "A minor complaint"),
  },
  facts: {
    severity: { type: "choice", label: { zh: "严重程度", en: "Severity" }, values: severities, required: true },
  },
  outcome: { type: "text", label: { zh: "时限", en: "Term" } },
  example: {
    hit: "first",
    rows: [
      { when: { severity: "severe" }, then: "{severeWithin}" },
      { when: { severity: "moderate" }, then: "{moderateWithin}" },
    ],
    otherwise: "{minorWithin}",
  },
});

/** S2.2.2: a complaint is called back by somebody who did not handle it. */
export const callerGuard = guard({
  key: "service.callback-caller",
  label: { zh: "投诉回访人回避", en: "Caller did not handle the complaint" },
  about: {
    zh: "投诉的回访由未经手该投诉的人员进行。",
    en: "A complaint is called back by somebody who did not handle it.",
  },
  subject: "callback",
  check: (_, { followsComplaint, handled }) =>
    followsComplaint && handled
      ? {
          outcome: "refused",
          text: {
            zh: "该投诉由您或被指派人经手，须由未经手的同事回访。",
            en: "Whoever handled this complaint may not call back: give it to a colleague who did not.",
          },
        }
      : { outcome: "allowed" },
});

const yes = (zh: string, en: string) => ({ type: "conditions", label: { zh, en } }) as const;

const done = metric({
  key: "service.callbacks-done",
  label: { zh: "回访完成率", en: "Callbacks made in time" },
  about: {
    zh: "按时完成的回访件数占到期回访件数的比例。",
    en: "Callbacks made in time, of all that were due.",
  },
  facts: {
    reason: { type: "choice", label: { zh: "事由", en: "Reason" }, values: reasons },
    state: { type: "choice", label: { zh: "状态", en: "State" }, values: states },
    inTime: { type: "boolean", label: { zh: "按时", en: "In time" } },
  },
  parameters: {
    numerator: { ...yes("分子条件", "Counted when"), default: { inTime: true } },
    denominator: { ...yes("分母条件", "In scope when"), default: { state: "not(cancelled)" } },
  },
  source: "service.callback_done_facts",
  better: "higher",
});

const satisfied = metric({
  key: "service.callback-satisfaction",
  label: { zh: "回访满意率", en: "Satisfied in callbacks" },
  about: {
    zh: "回访中评价满意的件数占有效评价件数的比例。",
    en: "Callbacks rated satisfied, of all valid ratings.",
  },
  facts: {
    satisfied: { type: "boolean", label: { zh: "满意", en: "Satisfied" } },
    valid: { type: "boolean", label: { zh: "有效", en: "Valid" } },
  },
  parameters: {
    numerator: { ...yes("分子条件", "Counted when"), default: { satisfied: true } },
    denominator: { ...yes("分母条件", "In scope when"), default: { valid: true } },
  },
  source: "service.callback_rating_facts",
  better: "higher",
});

export const controls: readonly Control[] = [
  planDuty,
  plannedDuty,
  keyDuty,
  complaintDuty,
  completionDuty,
  nextDuty,
  recordDuty,
  remedyDuty,
  reviewDuty,
  statisticsDuty,
  analysisDuty,
  measureDuty,
  cycleDecision,
  complaintTerm,
  callerGuard,
  done,
  satisfied,
];

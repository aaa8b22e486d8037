import { type Control, decision, guard, obligation } from "../../policy/index.ts";
import { grades } from "../../customers/index.ts";
import { severities } from "../ticket/choices.ts";
import { losses, ways } from "./choices.ts";
import {
  closingAnswer,
  directorAnswer,
  keptAnswer,
  limitAnswer,
  remedyAnswer,
  reviewerAnswer,
  supervisorAnswer,
} from "./guard.rules.ts";

const days = (fallback: string) =>
  ({ within: { type: "duration", label: { zh: "时限", en: "Within" }, default: fallback } }) as const;

/** R8.2.1. */
export const reviewDuty = obligation({
  key: "service.closing-review",
  label: { zh: "结案前质量复核", en: "Quality review before closing" },
  about: {
    zh: "方案作出后在时限内由未经手的人员复核处理过程、结论和补偿。",
    en: "Once there is a solution, somebody who had no part in it reviews handling, conclusion and compensation in time.",
  },
  subject: "ticket",
});

/** T5.2.4. */
export const resultDuty = obligation({
  key: "service.complaint-result",
  label: { zh: "告知投诉结果", en: "Result told" },
  about: {
    zh: "复核通过后在时限内把结果告知投诉人并询问是否满意。",
    en: "After the review the complainer is told the result in time, and asked whether they are satisfied.",
  },
  subject: "ticket",
});

/** T5.2.4: somebody who answers for the team looks before it is handled the same way again. */
export const reopeningDuty = obligation({
  key: "service.reopening-review",
  label: { zh: "重新打开后的主管复核", en: "Supervisor's word on a reopened complaint" },
  about: {
    zh: "投诉人不满意而重新打开的投诉，由客服主管在时限内复核，然后重新处理。",
    en: "Where the complainer is not satisfied and the complaint is open again, the service supervisor reviews it in time before it is handled anew.",
  },
  subject: "ticket",
});

/** E4.3.2: what the solution names is done by its date. */
export const measureDuty = obligation({
  key: "service.complaint-measure",
  label: { zh: "落实投诉处理措施", en: "Measure of a solution" },
  about: {
    zh: "处理方案中的每项措施由责任人在写明的日期前落实；各项时限即其完成日期。",
    en: "Each measure of a solution is done by its owner by its date, which is its term.",
  },
  subject: "complaint_measure",
  parameters: days("7d"),
});

const flag = (zh: string, en: string) => ({ type: "flag", label: { zh, en }, default: true }) as const;

/** R8.2.1, T5.2.4, E4.3.3: the steps of a complaint are not skipped. */
export const closing = guard({
  key: "service.closing",
  label: { zh: "投诉步骤不得跳过", en: "No step of a complaint is skipped" },
  about: {
    zh: "没有调查结论不得作出方案，未经复核通过不得告知和结案，未告知投诉人不得结案。",
    en: "No solution without a finding, no telling or closing without a passed review, no closing without having told the complainer.",
  },
  subject: "ticket",
  parameters: {
    finding: flag("先有调查结论", "A finding comes first"),
    review: flag("须经复核", "A review is needed"),
    telling: flag("须告知投诉人", "The complainer must be told"),
    supervised: {
      type: "flag",
      label: { zh: "重新打开的先经主管复核", en: "A supervisor reviews a reopened one first" },
      default: false,
    },
  },
  check: closingAnswer,
});

/** R8.2.1. */
export const otherReviews = guard({
  key: "service.closing-review-other",
  label: { zh: "复核人回避", en: "The reviewer had no part in it" },
  about: {
    zh: "经手过投诉的人员不得复核该投诉。",
    en: "Whoever handled a complaint does not review it.",
  },
  subject: "ticket",
  check: reviewerAnswer,
});

/** S1.5.5. */
export const remedy = guard({
  key: "service.remedy",
  label: { zh: "致歉与补偿的前提", en: "When to apologise or compensate" },
  about: {
    zh: "调查认定我方有过错（含部分过错）的，方可致歉或者补偿。",
    en: "An apology or compensation is possible only where fault was found on our side, wholly or in part.",
  },
  subject: "ticket",
  check: remedyAnswer,
});

/** T5.2.5: nothing is taken out of the archive before its term is over. */
export const archiveTerm = guard({
  key: "service.complaint-archive",
  label: { zh: "投诉档案保存期", en: "How long complaints are kept" },
  about: {
    zh: "结案的投诉在保存期内不得销毁；期满后可以销毁文字内容，统计数据保留。",
    en: "A closed complaint is not disposed of before its term; afterwards its words may be, and its figures stay.",
  },
  subject: "ticket",
  parameters: { retention: { type: "duration", label: { zh: "保存期", en: "Kept for" } } },
  check: keptAnswer,
});

const money = (zh: string, en: string) => ({ type: "money", label: { zh, en } }) as const;

/** S1.5.5: proportionate to what happened. */
export const compensationLimit = guard({
  key: "service.compensation-limit",
  label: { zh: "补偿上限", en: "Most that is given" },
  about: {
    zh: "补偿按后果轻重不得超过上限；积分和优惠券按其价值计算。",
    en: "Compensation stays below a limit by severity; points and coupons count by what they are worth.",
  },
  subject: "compensation",
  parameters: {
    minorLimit: money("一般后果上限", "Minor consequences"),
    moderateLimit: money("较重后果上限", "Moderate consequences"),
    severeLimit: money("严重后果上限", "Severe consequences"),
  },
  check: limitAnswer,
});

/** B5.3.3, S1.5.5: the first level of approval. */
export const compensationApproval = guard({
  key: "service.compensation-approval",
  label: { zh: "补偿审批（主管）", en: "Approval of compensation (supervisor)" },
  about: {
    zh: "单笔补偿超过该金额的，须经主管批准后方可下达；另需更高一级批准的，不再重复审批。",
    en: "A single compensation above this needs a supervisor's approval, unless it needs the higher level's anyway.",
  },
  subject: "compensation",
  parameters: { supervisorApprovalAbove: money("超过即须批准", "Above this") },
  check: supervisorAnswer,
});

/** S1.5.5: the second level. */
export const directorApproval = guard({
  key: "service.compensation-director",
  label: { zh: "补偿审批（分管领导）", en: "Approval of compensation (executive)" },
  about: {
    zh: "单笔补偿超过该金额的，须经有大额补偿审批权限的人员批准。",
    en: "A single compensation above this is approved by somebody with the right to approve large compensations.",
  },
  subject: "compensation",
  parameters: { directorApprovalAbove: money("超过即须批准", "Above this") },
  check: directorAnswer,
  approvedBy: "service.compensations.direct",
});

const facts = {
  lossKind: { type: "choice", label: { zh: "损失种类", en: "Kind of loss" }, values: losses, required: true },
  severity: { type: "choice", label: { zh: "严重程度", en: "Severity" }, values: severities, required: true },
  grade: { type: "choice", label: { zh: "客户等级", en: "Grade" }, values: grades },
} as const;

/** B5.3.3. */
export const compensationWay = decision({
  key: "service.compensation-way",
  label: { zh: "补偿方式", en: "Way of compensation" },
  about: {
    zh: "按损失种类、严重程度和客户情况决定补偿方式；没有结果的不予补偿。",
    en: "How a loss is made good, by its kind, its severity and how the customer stands with us; without a value it is not.",
  },
  subject: "compensation",
  facts: {
    ...facts,
    active: { type: "boolean", label: { zh: "客户仍在网", en: "Still a customer" }, required: true },
  },
  outcome: { type: "choice", label: { zh: "方式", en: "Way" }, values: ways },
  example: {
    hit: "first",
    rows: [
      { when: { lossKind: "property" }, then: "cash" },
      { when: { active: "false" }, then: "cash" },
      { when: { lossKind: "outage" }, then: "credit" },
    ],
    otherwise: "points",
  },
});

/** B5.3.3, S1.5.5. Outages are reckoned from the monthly fee where there is one, and proven damage is made good as it is. */
export const compensationAmount = decision({
  key: "service.compensation-amount",
  label: { zh: "补偿金额", en: "Amount of compensation" },
  about: {
    zh: "按严重程度和客户等级决定补偿价值；服务中断按月费÷每月天数×中断天数，财物损失按核定损失。积分按每元折合。",
    en: "What a compensation is worth, by severity and grade. An outage is the monthly fee by the days of a month times the days lost; damage is its proven amount. Points are so many for a yuan.",
  },
  subject: "compensation",
  parameters: {
    daysPerMonth: { type: "integer", label: { zh: "每月按几天折算", en: "Days of a month" }, default: 30 },
    pointsPerYuan: { type: "integer", label: { zh: "每元折合积分", en: "Points for a yuan" }, default: 100 },
  },
  facts,
  outcome: { type: "money", label: { zh: "价值", en: "Worth" } },
  example: {
    hit: "first",
    rows: [
      { when: { severity: "severe" }, then: 200 },
      { when: { severity: "moderate" }, then: 80 },
    ],
    otherwise: 20,
  },
});

export const controls: readonly Control[] = [
  reviewDuty,
  resultDuty,
  reopeningDuty,
  measureDuty,
  closing,
  archiveTerm,
  otherReviews,
  remedy,
  compensationLimit,
  compensationApproval,
  directorApproval,
  compensationWay,
  compensationAmount,
];

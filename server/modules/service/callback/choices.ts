import type { Text } from "../../../platform/text.ts";

type Choices = Readonly<Record<string, Text>>;

/** Why a callback is made. */
export const reasons = {
  plan: { zh: "回访计划", en: "Callback plan" },
  key: { zh: "重点客户", en: "Key customer" },
  complaint: { zh: "投诉办结", en: "Closed complaint" },
  completion: { zh: "完工", en: "Finished work" },
  follow_up: { zh: "再次回访", en: "Called again" },
} as const satisfies Choices;
export type Reason = keyof typeof reasons;

export const states = {
  due: { zh: "待回访", en: "Due" },
  done: { zh: "已回访", en: "Made" },
  unreachable: { zh: "联系不上", en: "Not reached" },
  cancelled: { zh: "已取消", en: "Cancelled" },
} as const satisfies Choices;
export type State = keyof typeof states;

export const ways = {
  phone: { zh: "电话", en: "Phone" },
  visit: { zh: "上门", en: "Visit" },
  email: { zh: "邮件链接", en: "Link by e-mail" },
  sms: { zh: "短信链接", en: "Link by text message" },
} as const satisfies Choices;
export type Way = keyof typeof ways;

/** Why a try reached nobody. */
export const failures = {
  no_answer: { zh: "无人接听", en: "No answer" },
  busy: { zh: "占线", en: "Busy" },
  off: { zh: "关机或停机", en: "Switched off" },
  wrong_number: { zh: "号码有误", en: "Wrong number" },
  not_now: { zh: "客户不便", en: "Not a good time" },
  refused: { zh: "拒绝回访", en: "Does not want to be called" },
} as const satisfies Choices;
export type Failure = keyof typeof failures;

export const occasions = {
  cycle: { zh: "按周期", en: "On a cycle" },
  complaint: { zh: "投诉办结后", en: "After a closed complaint" },
  completion: { zh: "完工后", en: "After finished work" },
} as const satisfies Choices;
export type Occasion = keyof typeof occasions;

/** How often a customer is called. */
const cycles = {
  month: { zh: "每月", en: "Every month" },
  quarter: { zh: "每季度", en: "Every quarter" },
  "half-year": { zh: "每半年", en: "Every half-year" },
  year: { zh: "每年", en: "Every year" },
} as const satisfies Choices;
export const planCycles = { once: { zh: "一次", en: "Once" }, ...cycles } as const satisfies Choices;

export const planStates = {
  draft: { zh: "待批准", en: "To approve" },
  active: { zh: "执行中", en: "Running" },
  stopped: { zh: "已停止", en: "Stopped" },
} as const satisfies Choices;
export type PlanState = keyof typeof planStates;
export type PlanCycle = keyof typeof planCycles;

/** Who makes the calls of a plan. */
export const doers = {
  owner: { zh: "客户经理", en: "Account manager" },
  role: { zh: "岗位", en: "Role" },
  department: { zh: "部门", en: "Department" },
  person: { zh: "个人", en: "Person" },
} as const satisfies Choices;
export type Doer = keyof typeof doers;

/** Kinds of questions. */
export const questionKinds = {
  score: { zh: "评分", en: "Score" },
  single: { zh: "单选", en: "One choice" },
  multiple: { zh: "多选", en: "Several choices" },
  text: { zh: "问答", en: "Open question" },
} as const satisfies Choices;

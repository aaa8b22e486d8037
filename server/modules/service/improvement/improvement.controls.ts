import { type Control, decision, metric, obligation } from "../../policy/index.ts";
import { channels } from "../channels.ts";
import { kinds, severities, states } from "../ticket/choices.ts";

/** T5.3, E4.3.6. */
export const analysisDuty = obligation({
  key: "service.complaint-analysis",
  label: { zh: "投诉分析", en: "Complaints analysed" },
  about: {
    zh: "每个周期结束后在时限内按类别和原因分析投诉，写明主要原因并签署。",
    en: "After each cycle complaints are analysed by category and cause in time; the main causes are written down and signed.",
  },
  subject: "complaint_analysis",
  parameters: {
    cycle: { type: "cycle", label: { zh: "分析周期", en: "Cycle" }, default: "month" },
    within: { type: "duration", label: { zh: "期末后的时限", en: "From the end of the cycle" }, default: "10d" },
  },
});

/** T5.3: a measure has an owner and a date; one that did not work is planned anew. */
export const improvementDuty = obligation({
  key: "service.improvement",
  label: { zh: "落实改进措施", en: "Improvement carried out" },
  about: {
    zh: "改进措施由责任人在登记的期限内落实；无效重新启动的，在时限内重新提出措施。",
    en: "A measure is carried out by its owner by the date registered; one that did not work is planned anew within the term.",
  },
  subject: "improvement",
  parameters: {
    within: { type: "duration", label: { zh: "重新提出措施的时限", en: "Planned anew within" }, default: "10d" },
  },
});

/** T5.3, E4.3.6: like complaints before and after the measure, over spans of the same length. */
export const improvementEffect = decision({
  key: "service.improvement-effect",
  label: { zh: "改进是否有效", en: "Whether an improvement works" },
  about: {
    zh: "措施落实满规定天数后，比较落实前后同样天数内的同类投诉；下降不足的重新启动改进。",
    en: "So long after a measure was carried out, like complaints are compared over as long before and after it; too small a fall reopens the improvement.",
  },
  subject: "improvement",
  parameters: {
    after: { type: "duration", label: { zh: "落实后多久比较", en: "Compared after" }, default: "30d" },
    dropTarget: { type: "percent", label: { zh: "至少下降", en: "Fall of at least" }, default: "20%" },
  },
  facts: {
    before: { type: "integer", label: { zh: "落实前件数", en: "Complaints before" }, required: true, domain: ">= 0" },
    after: { type: "integer", label: { zh: "落实后件数", en: "Complaints after" }, required: true, domain: ">= 0" },
    fall: { type: "percent", label: { zh: "下降幅度", en: "Fall" } },
  },
  outcome: { type: "boolean", label: { zh: "有效", en: "Works" } },
  example: {
    hit: "first",
    rows: [
      { when: { after: 0 }, then: true },
      { when: { fall: ">= {dropTarget}" }, then: true },
    ],
    otherwise: false,
  },
});

const conditions = (zh: string, en: string, fallback: object) =>
  ({ type: "conditions", label: { zh, en }, default: fallback }) as const;
const choice = (zh: string, en: string, values: Readonly<Record<string, { zh: string; en: string }>>) =>
  ({ type: "choice", label: { zh, en }, values }) as const;
const integer = (zh: string, en: string) => ({ type: "integer", label: { zh, en } }) as const;

const endFacts = {
  kind: choice("类型", "Kind", kinds),
  severity: choice("严重程度", "Severity", severities),
  source: choice("来源", "Source", channels),
  replies: integer("回复次数", "Replies"),
  handedOn: integer("转派次数", "Handed on"),
  reopened: integer("重开次数", "Times reopened"),
  hours: { type: "decimal", label: { zh: "办理小时数", en: "Hours it took" } },
} as const;
const ended = { facts: endFacts, source: "service.ticket_end_facts" } as const;

const firstContact = metric({
  key: "service.first-contact-resolution",
  label: { zh: "首次解决率", en: "Solved at first contact" },
  about: {
    zh: "至多一次回复、没有转派和重开即办结的工单占全部办结工单的比例。",
    en: "Closed tickets that took one reply at most and were neither handed on nor reopened, of all that were closed.",
  },
  ...ended,
  parameters: {
    numerator: conditions("分子条件", "Counted when", { replies: "<= 1", handedOn: 0, reopened: 0 }),
    denominator: conditions("分母条件", "In scope when", {}),
  },
  better: "higher",
});

const reopenRate = metric({
  key: "service.reopen-rate",
  label: { zh: "重开率", en: "Reopened" },
  about: {
    zh: "重新打开过的工单占全部办结工单的比例。",
    en: "Closed tickets that had to be opened again, of all that were closed.",
  },
  ...ended,
  parameters: {
    numerator: conditions("分子条件", "Counted when", { reopened: ">= 1" }),
    denominator: conditions("分母条件", "In scope when", {}),
  },
  better: "lower",
});

const handlingTime = metric({
  key: "service.handling-time",
  label: { zh: "按时办结率", en: "Closed within the handling time" },
  about: {
    zh: "自登记起在目标小时数内办结的工单占全部办结工单的比例。",
    en: "Tickets closed within so many hours of their registration, of all that were closed.",
  },
  ...ended,
  parameters: {
    hours: { type: "integer", label: { zh: "目标小时数", en: "Hours" }, default: 72 },
    numerator: conditions("分子条件", "Counted when", { hours: "<= {hours}" }),
    denominator: conditions("分母条件", "In scope when", {}),
  },
  better: "higher",
});

const backlogAge = metric({
  key: "service.backlog-age",
  label: { zh: "未结工单新鲜度", en: "Young backlog" },
  about: {
    zh: "期末仍未办结的工单中，登记未超过规定天数的比例。",
    en: "Of the tickets open at the end of a period, those registered no longer ago than so many days.",
  },
  facts: {
    kind: choice("类型", "Kind", kinds),
    severity: choice("严重程度", "Severity", severities),
    state: choice("状态", "State", states),
    days: { type: "decimal", label: { zh: "已过天数", en: "Days since" } },
  },
  source: "service.backlog_facts",
  parameters: {
    days: { type: "integer", label: { zh: "天数", en: "Days" }, default: 7 },
    numerator: conditions("分子条件", "Counted when", { days: "<= {days}" }),
    denominator: conditions("分母条件", "In scope when", {}),
  },
  better: "higher",
});

export const controls: readonly Control[] = [
  analysisDuty,
  improvementDuty,
  improvementEffect,
  firstContact,
  reopenRate,
  handlingTime,
  backlogAge,
];

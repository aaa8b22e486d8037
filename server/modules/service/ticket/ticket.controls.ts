import { type Control, decision, guard, obligation } from "../../policy/index.ts";
import { grades } from "../../customers/index.ts";
import { kinds, severities, urgencies } from "./choices.ts";
import { complaintCategory } from "./category.controls.ts";

const rests = {
  rests: {
    type: "flag",
    label: { zh: "等待客户时暂停计时", en: "Rests while the customer is waited for" },
    default: false,
  },
} as const;

export const enquiryAnswer = obligation({
  key: "service.enquiry-answer",
  label: { zh: "答复咨询和报障", en: "Enquiries and faults answered" },
  about: { zh: "咨询和报障在时限内得到首次答复。", en: "An enquiry or a fault gets its first answer within its term." },
  subject: "ticket",
  parameters: rests,
});

export const specialistAnswer = obligation({
  key: "service.specialist-answer",
  label: { zh: "专人答复疑难咨询", en: "Hard enquiries answered by a specialist" },
  about: {
    zh: "疑难咨询交由指定的专人答复，并告知客户预计答复时间。",
    en: "A hard enquiry goes to a named specialist, and the customer is told when to expect the answer.",
  },
  subject: "ticket",
  parameters: rests,
});

export const complaintContact = obligation({
  key: "service.complaint-contact",
  label: { zh: "联系投诉人", en: "Complainer contacted" },
  about: {
    zh: "受理投诉后在时限内与投诉人取得联系。",
    en: "The complainer is contacted within the term of the complaint being received.",
  },
  subject: "ticket",
  parameters: rests,
});

export const complaintSolution = obligation({
  key: "service.complaint-solution",
  label: { zh: "解决投诉", en: "Complaint solved" },
  about: {
    zh: "投诉在时限内有列明措施和日期的处理方案。",
    en: "A complaint has a solution with measures and dates within its term.",
  },
  subject: "ticket",
  parameters: rests,
});

/** R8.1.1: kept by the message that the ticket was received. */
export const acknowledgement = obligation({
  key: "service.acknowledgement",
  label: { zh: "确认收到来件", en: "Receipt confirmed" },
  about: {
    zh: "受理后在时限内向客户确认收到并告知受理编号；登记时自动发送。",
    en: "Within the term the customer gets a confirmation with the number; it is sent by itself on registration.",
  },
  subject: "ticket",
});

/** T5.2.2. */
export const complaintAssignment = obligation({
  key: "service.complaint-assignment",
  label: { zh: "分派投诉", en: "Complaint assigned" },
  about: {
    zh: "登记后在时限内把投诉分派到责任部门和处理人。",
    en: "Within the term of its registration a complaint has a department and a handler.",
  },
  subject: "ticket",
});

/** E4.3.3. */
export const complaintInvestigation = obligation({
  key: "service.complaint-investigation",
  label: { zh: "调查投诉", en: "Complaint investigated" },
  about: {
    zh: "自受理之时起在时限内查明原因、责任部门和责任人，并作出是否为我方过错的结论。",
    en: "Within the term of receipt cause, department and person are found, and whether the fault is ours.",
  },
  subject: "ticket",
  parameters: rests,
});

export const suggestionReply = obligation({
  key: "service.suggestion-reply",
  label: { zh: "答复建议", en: "Author of a suggestion told" },
  about: {
    zh: "在时限内将采纳与否及理由告知建议人。",
    en: "The author is told within the term whether it is adopted and why.",
  },
  subject: "ticket",
  parameters: rests,
});

export const promise = obligation({
  key: "service.promise",
  label: { zh: "兑现与客户的约定", en: "Time agreed with the customer" },
  about: {
    zh: "与客户约定的时间之前给出结果；每件的时限即约定的时间。",
    en: "What was agreed with the customer is done by the time agreed, which is its term.",
  },
  subject: "ticket",
});

const facts = {
  kind: { type: "choice", label: { zh: "类型", en: "Kind" }, values: kinds, required: true },
  severity: { type: "choice", label: { zh: "严重程度", en: "Severity" }, values: severities, required: true },
  urgency: { type: "choice", label: { zh: "紧急程度", en: "Urgency" }, values: urgencies, required: true },
  grade: { type: "choice", label: { zh: "客户等级", en: "Grade" }, values: grades },
} as const;

/** B4.2.1: gold first in every queue. The smaller number is served first. */
export const queuePriority = decision({
  key: "service.queue-priority",
  label: { zh: "排队次序", en: "Place in the queue" },
  about: {
    zh: "按客户等级、紧急和严重程度决定排队次序，数字小的先办。",
    en: "Place in every queue by grade, urgency and severity: the smaller number first.",
  },
  subject: "ticket",
  facts,
  outcome: { type: "integer", label: { zh: "次序", en: "Place" } },
  example: {
    hit: "first",
    rows: [
      { when: { grade: "gold" }, then: 10 },
      { when: { urgency: "high" }, then: 30 },
    ],
    otherwise: 50,
  },
});

/** T5.2.2: which departments may take it, best first; within them the person with the skill and the most free capacity. */
export const assignmentDecision = decision({
  key: "service.assignment",
  label: { zh: "分派部门", en: "Departments for a ticket" },
  about: {
    zh: "按类别、紧急程度和客户等级列出可承办部门（按先后），再按技能和空闲能力选人；空闲不足时顺延下一部门。",
    en: "Names departments in order by category, urgency and grade; the person with the skill and the most free capacity takes it, and a department without capacity passes it on.",
  },
  subject: "ticket",
  facts: { ...facts, category: { type: "text", label: { zh: "类别代码", en: "Category key" } } },
  outcome: { type: "text", label: { zh: "部门代码", en: "Department code" } },
  example: { hit: "collect", rows: [{ when: { kind: "complaint" }, then: "CS" }], otherwise: "CS" },
});

/** T5.2.5: closed tickets are read and searched, and edited by nobody. */
export const archive = guard({
  key: "service.archive",
  label: { zh: "归档不得修改", en: "The archive is not edited" },
  about: {
    zh: "办结归档的工单任何人不得修改，只能按规定重新打开。",
    en: "Nobody edits a closed ticket; it can only be reopened.",
  },
  subject: "ticket",
  check: (_, { state }) =>
    state === "closed" || state === "merged"
      ? {
          outcome: "refused",
          text: {
            zh: "工单已归档，不能修改；如需继续处理请重新打开。",
            en: "This ticket is archived and cannot be changed; reopen it to go on.",
          },
        }
      : { outcome: "allowed" },
});

const flag = (zh: string, en: string) => ({ type: "flag", label: { zh, en }, default: true }) as const;

/** T5.2.1, R8.1.2. */
export const registration = guard({
  key: "service.registration",
  label: { zh: "投诉登记完整且不得删改", en: "Complaints registered in full, and not altered" },
  about: {
    zh: "投诉人、类别登记不全的不得转派；登记的主题和内容不得修改，更正以附记进行。",
    en: "A complaint without its person or category is not handed on; its subject and content stay as registered, and corrections are notes.",
  },
  subject: "ticket",
  parameters: {
    complete: flag("不全的不得转派", "Incomplete ones are not handed on"),
    fixed: flag("内容不得修改", "The content is not altered"),
  },
  check: (parameters, { act, complete }) => {
    if (act === "hand" && parameters.complete && !complete)
      return {
        outcome: "refused",
        text: {
          zh: "投诉登记不全，请先补充客户和类别，再转派。",
          en: "This complaint is incomplete: add its customer and category before handing it on.",
        },
      };
    if (act === "alter" && parameters.fixed)
      return {
        outcome: "refused",
        text: {
          zh: "投诉的主题和内容登记后不得修改，请添加备注更正。",
          en: "What a complaint says is not altered once registered; correct it by a note.",
        },
      };
    return { outcome: "allowed" };
  },
});

export const controls: readonly Control[] = [
  enquiryAnswer,
  specialistAnswer,
  complaintContact,
  complaintSolution,
  acknowledgement,
  complaintAssignment,
  complaintInvestigation,
  suggestionReply,
  promise,
  queuePriority,
  assignmentDecision,
  archive,
  registration,
  complaintCategory,
];

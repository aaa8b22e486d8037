import type { Selectable } from "kysely";
import { z } from "zod";
import type { DB } from "../../../platform/db.ts";
import { noun, replySchema } from "../../../platform/fields/index.ts";
import { severities } from "../ticket/choices.ts";
import { reasons, states, ways } from "./choices.ts";

const text = (max: number) => z.string().trim().min(1).max(max);
const oneOf = (choices: object) => z.enum(Object.keys(choices) as [string, ...string[]]) as z.ZodType<string>;
const basic = { group: "basic", origin: "system" } as const;
const id = (zh: string, en: string) => ({ schema: z.uuid(), label: { zh, en }, ...basic }) as const;
const reference = (zh: string, en: string) =>
  ({ schema: z.uuid().nullable(), label: { zh, en }, ...basic, kind: "reference" }) as const;
const instant = (zh: string, en: string) =>
  ({ schema: z.iso.datetime().nullable(), label: { zh, en }, ...basic, kind: "instant" }) as const;
const words = (zh: string, en: string, max = 2000) =>
  ({ schema: text(max).nullable(), label: { zh, en }, group: "service", origin: "input", kind: "long" }) as const;

type Row = Omit<Selectable<DB["service.callback"]>, "handledBy" | "aboutDepartmentId" | "aboutStaffId"> & {
  assigneeName: string | null;
};

/** One callback: what is to be done, and what was said. What customers say is of the same group as in conversations. */
export const callback = noun<Row>()(
  "callback",
  { zh: "回访", en: "callback" },
  {
    id: id("编号", "Id"),
    customerId: id("客户", "Customer"),
    reason: {
      schema: oneOf(reasons),
      label: { zh: "事由", en: "Reason" },
      ...basic,
      choices: reasons,
      list: "shown",
      filter: "choice",
    },
    planId: { ...reference("计划", "Plan"), filter: "exact" },
    periodKey: { schema: z.string().nullable(), label: { zh: "期次", en: "Period" }, ...basic, list: "optional" },
    subjectId: reference("所回访的事项", "What it follows"),
    severity: {
      schema: oneOf(severities).nullable(),
      label: { zh: "投诉严重程度", en: "Severity of the complaint" },
      ...basic,
      choices: severities,
      list: "optional",
    },
    formId: reference("问卷", "Form"),
    way: {
      schema: oneOf(ways),
      label: { zh: "方式", en: "Way" },
      group: "basic",
      origin: "input",
      choices: ways,
      list: "shown",
      filter: "choice",
    },
    assigneeId: { ...reference("回访人", "Caller"), filter: "exact" },
    assigneeName: { schema: z.string().nullable(), label: { zh: "承办人", en: "Given to" }, ...basic },
    departmentId: { ...reference("部门", "Department"), filter: "exact" },
    role: { schema: z.string().nullable(), label: { zh: "岗位", en: "Role" }, ...basic },
    state: {
      schema: oneOf(states),
      label: { zh: "状态", en: "State" },
      ...basic,
      choices: states,
      list: "shown",
      filter: "choice",
    },
    openedAt: { ...instant("生成时间", "Opened"), schema: z.iso.datetime() },
    dueAt: { ...instant("应完成", "Due"), schema: z.iso.datetime(), list: "shown", filter: "range", sort: true },
    attempts: {
      schema: z.number().int(),
      label: { zh: "未接通次数", en: "Tries in vain" },
      ...basic,
      kind: "number",
      list: "optional",
    },
    tryAt: instant("再次拨打", "Try again"),
    linkSentAt: instant("链接发出", "Link sent"),
    calledAt: { ...instant("回访时间", "Called"), list: "shown", filter: "range", sort: true },
    calledBy: { ...reference("实际回访人", "Called by"), filter: "exact" },
    calledByName: { schema: z.string().nullable(), label: { zh: "回访人", en: "Called by" }, ...basic, list: "shown" },
    recordedAt: instant("记录时间", "Recorded"),
    satisfaction: {
      schema: z.number().int().min(1).max(5).nullable(),
      label: { zh: "满意程度", en: "Satisfaction" },
      group: "basic",
      origin: "input",
      kind: "number",
      list: "shown",
      filter: "range",
    },
    opinion: { ...words("客户意见", "The customer's opinion"), list: "shown" },
    opinionCategory: {
      schema: z.string().min(1).max(60).nullable(),
      label: { zh: "意见类别", en: "Opinion is about" },
      group: "basic",
      origin: "input",
      kind: "reference",
      list: "optional",
      filter: "exact",
    },
    answered: words("现场解答", "Answered on the spot"),
    fixed: words("当场解决", "Put right at once"),
    explanation: words("原因说明", "Explained"),
    nextOn: { schema: z.iso.date().nullable(), label: { zh: "下次回访", en: "Next callback" }, ...basic, kind: "date" },
    reviewedBy: reference("审阅人编号", "Reviewer"),
    reviewedByName: { schema: z.string().nullable(), label: { zh: "审阅人", en: "Reviewed by" }, ...basic },
    reviewedAt: { ...instant("审阅时间", "Reviewed"), list: "optional" },
    reviewComment: words("审阅意见", "Review", 1000),
    valid: { schema: z.boolean(), label: { zh: "评价有效", en: "Rating is valid" }, ...basic, kind: "flag" },
    version: { schema: z.number().int(), label: { zh: "版本", en: "Version" }, ...basic },
  },
);

type AnswerRow = Pick<Selectable<DB["service.callbackAnswer"]>, "question" | "score" | "choices" | "words">;
export const callbackAnswer = noun<AnswerRow>()(
  "callbackAnswer",
  { zh: "回访回答", en: "callback answer" },
  {
    question: { schema: z.string(), label: { zh: "问题", en: "Question" }, ...basic },
    score: { schema: z.number().int().nullable(), label: { zh: "评分", en: "Score" }, ...basic },
    choices: { schema: z.array(z.string()).nullable(), label: { zh: "选项", en: "Choices" }, ...basic },
    words: words("回答", "Answer"),
  },
);

type RemedyRow = Omit<Selectable<DB["service.callbackRemedy"]>, "openedBy" | "answeredBy">;
/** A correction order; its words are what the customer was dissatisfied with. */
export const callbackRemedy = noun<RemedyRow>()(
  "callbackRemedy",
  { zh: "整改单", en: "correction order" },
  {
    id: id("编号", "Id"),
    customerId: id("客户", "Customer"),
    callbackId: id("回访", "Callback"),
    departmentId: { ...id("责任部门", "Department"), kind: "reference" },
    problem: { ...words("问题", "Problem"), schema: text(2000) },
    openedByName: { schema: z.string(), label: { zh: "开单人", en: "Opened by" }, ...basic },
    openedAt: { ...instant("开单时间", "Opened"), schema: z.iso.datetime() },
    dueAt: instant("整改期限", "Due"),
    answer: words("整改答复", "Answer"),
    answeredByName: { schema: z.string().nullable(), label: { zh: "答复人", en: "Answered by" }, ...basic },
    answeredAt: instant("答复时间", "Answered"),
  },
);

export const Callback = replySchema(callback, "Callback");
export const CallbackAnswer = replySchema(callbackAnswer, "CallbackAnswer");
export const CallbackRemedy = replySchema(callbackRemedy, "CallbackRemedy", {
  customerName: z.string().nullable().describe("As the reader may see it"),
});

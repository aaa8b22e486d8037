import { z } from "zod";
import { noun, replySchema } from "../../../platform/fields/index.ts";
import { Money } from "../../../platform/money.ts";
import { compensationStates, faults, losses, tellingWays, ways } from "./choices.ts";
import type {
  CompensationRow,
  InvestigationRow,
  MeasureRow,
  ReviewRow,
  SolutionRow,
  TellingRow,
} from "./complaint.rows.ts";

const oneOf = <K extends string>(choices: Record<K, unknown>) => z.enum(Object.keys(choices) as [K, ...K[]]);
const basic = { group: "basic", origin: "system" } as const;
const id = (zh: string, en: string) => ({ schema: z.uuid(), label: { zh, en }, ...basic }) as const;
const reference = (zh: string, en: string) =>
  ({ schema: z.uuid().nullable(), label: { zh, en }, ...basic, kind: "reference" }) as const;
const who = { schema: z.string(), label: { zh: "经办人", en: "By" }, ...basic } as const;
const name = (zh: string, en: string) => ({ schema: z.string().nullable(), label: { zh, en }, ...basic }) as const;
const at = { schema: z.iso.datetime(), label: { zh: "时间", en: "Time" }, ...basic, kind: "instant" } as const;
const instant = (zh: string, en: string) =>
  ({ schema: z.iso.datetime().nullable(), label: { zh, en }, ...basic, kind: "instant" }) as const;
/** What we write on handling it; what the customer said is of the group of the ticket's content. */
const words = (zh: string, en: string) =>
  ({ schema: z.string(), label: { zh, en }, group: "handling", origin: "system", kind: "long" }) as const;
const noWords = (zh: string, en: string) => ({ ...words(zh, en), schema: z.string().nullable() }) as const;

export const investigation = noun<InvestigationRow>()(
  "ticket",
  { zh: "投诉调查", en: "investigation" },
  {
    id: id("编号", "Id"),
    causeId: { ...id("原因", "Cause"), kind: "reference" },
    finding: words("调查结论", "Finding"),
    departmentId: { ...id("责任部门", "Department responsible"), kind: "reference" },
    personId: reference("责任人", "Person responsible"),
    personName: { ...name("责任人姓名", "Person's name"), group: "handling" },
    ourFault: { schema: oneOf(faults), label: { zh: "过错", en: "Fault" }, ...basic, choices: faults },
    byName: who,
    at,
  },
);

export const measure = noun<MeasureRow>()(
  "ticket",
  { zh: "处理措施", en: "measure" },
  {
    id: id("编号", "Id"),
    solutionId: id("方案", "Solution"),
    what: words("措施", "Measure"),
    ownerId: { ...id("责任人", "Owner"), kind: "reference" },
    ownerName: { ...who, label: { zh: "责任人姓名", en: "Owner's name" } },
    dueOn: { schema: z.iso.date(), label: { zh: "完成日期", en: "Due" }, ...basic, kind: "date" },
    doneAt: instant("完成时间", "Done"),
    doneByName: name("完成人", "Done by"),
    doneNote: noWords("完成情况", "What was done"),
  },
);
const Measure = replySchema(measure, "ComplaintMeasure");

export const solution = noun<SolutionRow>()(
  "ticket",
  { zh: "处理方案", en: "solution" },
  {
    id: id("编号", "Id"),
    body: words("方案", "Solution"),
    apology: { schema: z.boolean(), label: { zh: "致歉", en: "Apology" }, ...basic, kind: "flag" },
    byName: who,
    at,
  },
);

export const review = noun<ReviewRow>()(
  "ticket",
  { zh: "结案复核", en: "closing review" },
  {
    id: id("编号", "Id"),
    passed: { schema: z.boolean(), label: { zh: "通过", en: "Passed" }, ...basic, kind: "flag" },
    checklist: { schema: z.record(z.string(), z.boolean()), label: { zh: "检查项", en: "Checklist" }, ...basic },
    notes: words("复核意见", "Notes"),
    byName: who,
    at,
  },
);

export const telling = noun<TellingRow>()(
  "ticket",
  { zh: "告知与回应", en: "telling and answer" },
  {
    id: id("编号", "Id"),
    way: { schema: oneOf(tellingWays), label: { zh: "方式", en: "Way" }, ...basic, choices: tellingWays },
    body: words("告知内容", "What was told"),
    messageId: reference("消息", "Message"),
    byName: who,
    at,
    satisfied: { schema: z.boolean().nullable(), label: { zh: "满意", en: "Satisfied" }, ...basic, kind: "flag" },
    words: { ...noWords("客户的话", "The customer's words"), group: "content" },
    answeredAt: instant("回应时间", "Answered"),
    answeredByName: name("记录人", "Recorded by"),
  },
);

export const compensation = noun<CompensationRow>()(
  "ticket",
  { zh: "补偿", en: "compensation" },
  {
    id: id("编号", "Id"),
    customerId: { ...id("客户", "Customer"), kind: "reference" },
    ticketId: { ...id("工单", "Ticket"), kind: "reference" },
    ticketNumber: { schema: z.string(), label: { zh: "工单号", en: "Ticket number" }, ...basic, list: "shown" },
    lossKind: { schema: oneOf(losses), label: { zh: "损失种类", en: "Loss" }, ...basic, choices: losses },
    outageDays: { schema: z.number().int().nullable(), label: { zh: "中断天数", en: "Days lost" }, ...basic },
    lossAmount: { schema: Money.nullable(), label: { zh: "核定损失", en: "Proven loss" }, ...basic, kind: "money" },
    way: { schema: oneOf(ways), label: { zh: "方式", en: "Way" }, ...basic, choices: ways },
    worth: { schema: Money, label: { zh: "价值", en: "Worth" }, ...basic, kind: "money" },
    amount: {
      schema: Money.describe("Fen, or points where the way is points"),
      label: { zh: "数额", en: "Amount" },
      ...basic,
    },
    basis: {
      schema: z.record(z.string(), z.unknown()),
      label: { zh: "计算依据", en: "How it was worked out" },
      group: "handling",
      origin: "system",
    },
    handReason: noWords("手工调整理由", "Why it was set by hand"),
    state: {
      schema: oneOf(compensationStates),
      label: { zh: "状态", en: "State" },
      ...basic,
      choices: compensationStates,
    },
    byId: reference("提出人", "Proposed by"),
    byName: who,
    at,
    instructedAt: instant("下达时间", "Instructed"),
    settledAt: instant("了结时间", "Settled"),
    settledByName: name("了结人", "Settled by"),
    settledNote: noWords("了结说明", "Note"),
  },
);

export const Compensation = replySchema(compensation, "Compensation", {
  customerName: z.string().nullable().optional().describe("As the reader may see it"),
});

/** All that was done with a complaint, the newest first. */
export const ComplaintFile = z
  .object({
    found: z
      .object({
        causeId: z.uuid(),
        ourFault: z.string(),
        departmentId: z.uuid().nullable(),
        personId: z.uuid().nullable(),
      })
      .nullable()
      .describe("What stands by the latest investigation"),
    investigations: z.array(replySchema(investigation, "Investigation")),
    solutions: z.array(replySchema(solution, "ComplaintSolution", { measures: z.array(Measure) })),
    reviews: z.array(replySchema(review, "ClosingReview")),
    tellings: z.array(replySchema(telling, "ComplaintTelling")),
    compensations: z.array(Compensation),
    awaitsSupervisor: z.boolean().describe("It was opened again and waits for the supervisor's word"),
    wantsReview: z.boolean().describe("A clause in force wants a review before the result is told"),
  })
  .meta({ id: "ComplaintFile" });

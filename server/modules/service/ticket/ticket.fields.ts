import type { Selectable } from "kysely";
import { z } from "zod";
import type { DB } from "../../../platform/db.ts";
import { noun } from "../../../platform/fields/index.ts";
import { channels } from "../channels.ts";
import { kinds, severities, states, urgencies } from "./choices.ts";

/** A ticket as lists and pages show it: without its search keys, with what is looked up beside it. */
type Row = Omit<Selectable<DB["service.ticket"]>, "tokens" | "mergedInto" | "splitFrom"> & {
  categoryKey: string | null;
  assigneeName: string | null;
  departmentName: string | null;
  dueAt: string | null;
};

const oneOf = (choices: object) => z.enum(Object.keys(choices) as [string, ...string[]]) as z.ZodType<string>;
const instant = (zh: string, en: string, list?: "shown" | "optional") =>
  ({
    schema: z.iso.datetime().nullable(),
    label: { zh, en },
    group: "basic",
    origin: "system",
    kind: "instant",
    ...(list && { list }),
  }) as const;
const reference = (zh: string, en: string) =>
  ({
    schema: z.uuid().nullable(),
    label: { zh, en },
    group: "basic",
    origin: "system",
    kind: "reference",
    filter: "exact",
  }) as const;
const name = (zh: string, en: string) =>
  ({ schema: z.string().nullable(), label: { zh, en }, group: "basic", origin: "system", list: "shown" }) as const;

/** An enquiry, complaint, suggestion or fault, from its registration to its archive (T5.2, B5.3). */
export const ticket = noun<Row>()(
  "ticket",
  { zh: "工单", en: "ticket" },
  {
    id: { schema: z.uuid(), label: { zh: "编号", en: "Id" }, group: "basic", origin: "system" },
    customerId: {
      schema: z.uuid(),
      label: { zh: "客户", en: "Customer" },
      group: "basic",
      origin: "system",
      list: "shown",
      filter: "exact",
    },
    number: {
      schema: z.string(),
      label: { zh: "工单号", en: "Number" },
      group: "basic",
      origin: "system",
      list: "shown",
      filter: "exact",
    },
    kind: {
      schema: oneOf(kinds),
      label: { zh: "类型", en: "Kind" },
      group: "basic",
      origin: "input",
      choices: kinds,
      list: "shown",
      filter: "choice",
    },
    categoryId: {
      schema: z.uuid().nullable(),
      label: { zh: "类别", en: "Category" },
      group: "basic",
      origin: "input",
      kind: "reference",
      filter: "exact",
    },
    categoryKey: {
      schema: z.string().nullable(),
      label: { zh: "类别", en: "Category" },
      group: "basic",
      origin: "system",
      list: "shown",
    },
    subject: {
      schema: z.string().trim().min(2).max(200),
      label: { zh: "主题", en: "Subject" },
      group: "content",
      origin: "input",
      list: "shown",
    },
    content: {
      schema: z.string().trim().min(1).max(20_000),
      label: { zh: "内容", en: "Content" },
      group: "content",
      origin: "input",
      kind: "long",
    },
    source: {
      schema: oneOf(channels),
      label: { zh: "来源", en: "Source" },
      group: "basic",
      origin: "system",
      choices: channels,
      list: "optional",
      filter: "choice",
    },
    severity: {
      schema: oneOf(severities),
      label: { zh: "严重程度", en: "Severity" },
      group: "basic",
      origin: "input",
      choices: severities,
      list: "optional",
      filter: "choice",
    },
    urgency: {
      schema: oneOf(urgencies),
      label: { zh: "紧急程度", en: "Urgency" },
      group: "basic",
      origin: "input",
      choices: urgencies,
      list: "optional",
      filter: "choice",
    },
    grade: {
      schema: z.string().nullable(),
      label: { zh: "客户等级", en: "Grade" },
      group: "basic",
      origin: "system",
      list: "shown",
    },
    priority: {
      schema: z.number().int(),
      label: { zh: "排队次序", en: "Place in the queue" },
      group: "basic",
      origin: "system",
      kind: "number",
      sort: true,
    },
    state: {
      schema: oneOf(states),
      label: { zh: "状态", en: "State" },
      group: "basic",
      origin: "system",
      choices: states,
      list: "shown",
      filter: "choice",
    },
    outcome: {
      schema: z.string().nullable(),
      label: { zh: "结果", en: "Outcome" },
      group: "handling",
      origin: "system",
      kind: "long",
    },
    departmentId: reference("责任部门", "Department"),
    departmentName: name("责任部门", "Department"),
    assigneeId: reference("处理人", "Assignee"),
    assigneeName: name("处理人", "Assignee"),
    waitingFor: {
      schema: z.string().nullable(),
      label: { zh: "等待事项", en: "Waiting for" },
      group: "handling",
      origin: "system",
    },
    openedBy: {
      schema: z.uuid().nullable(),
      label: { zh: "登记人", en: "Registered by" },
      group: "basic",
      origin: "system",
    },
    openedByName: {
      schema: z.string(),
      label: { zh: "登记人姓名", en: "Registrar's name" },
      group: "basic",
      origin: "system",
    },
    openedAt: {
      schema: z.iso.datetime(),
      label: { zh: "登记时间", en: "Registered" },
      group: "basic",
      origin: "system",
      kind: "instant",
      list: "shown",
      filter: "range",
      sort: true,
    },
    firstContactAt: instant("首次联系", "First contact", "optional"),
    promisedAt: instant("与客户约定", "Promised to the customer", "optional"),
    solvedAt: instant("解决时间", "Solved", "optional"),
    toldAt: instant("告知时间", "Told", "optional"),
    closedAt: { ...instant("办结时间", "Closed", "optional"), filter: "range" },
    dueAt: { ...instant("最近到期", "Next due", "shown"), sort: true },
    satisfied: {
      schema: z.boolean().nullable(),
      label: { zh: "客户满意", en: "Customer satisfied" },
      group: "handling",
      origin: "system",
      kind: "flag",
    },
    reopened: {
      schema: z.number().int(),
      label: { zh: "重开次数", en: "Times reopened" },
      group: "handling",
      origin: "system",
      kind: "number",
    },
    updatedAt: {
      schema: z.iso.datetime(),
      label: { zh: "更新时间", en: "Changed" },
      group: "basic",
      origin: "system",
      kind: "instant",
      list: "optional",
    },
    version: { schema: z.number().int(), label: { zh: "版本", en: "Version" }, group: "basic", origin: "system" },
  },
);

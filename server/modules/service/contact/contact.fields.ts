import type { Selectable } from "kysely";
import { z } from "zod";
import type { DB } from "../../../platform/db.ts";
import { noun, replySchema } from "../../../platform/fields/index.ts";
import { channels } from "../channels.ts";
import { followUps, needTypes, satisfactions, urgencies } from "./choices.ts";

const oneOf = (choices: object) => z.enum(Object.keys(choices) as [string, ...string[]]) as z.ZodType<string>;
const text = (max: number) => z.string().trim().min(1).max(max);

const directions = { in: { zh: "来", en: "Incoming" }, out: { zh: "去", en: "Outgoing" } };
const states = {
  ringing: { zh: "振铃", en: "Ringing" },
  open: { zh: "待处理", en: "To be handled" },
  done: { zh: "已处理", en: "Handled" },
  missed: { zh: "未接", en: "Missed" },
};
const counterpartKinds = {
  phone: { zh: "电话", en: "Phone" },
  email: { zh: "邮箱", en: "E-mail" },
  social: { zh: "社交账号", en: "Social account" },
};

type Row = Omit<Selectable<DB["service.contact"]>, "counterpartExact" | "tokens"> & {
  customerName: string | null;
  identified: boolean;
  mine: boolean;
};

/** One contact with a customer over any channel (B5.3.1, S2.1, T2.1). */
export const serviceContact = noun<Row>()(
  "serviceContact",
  { zh: "来件", en: "contact" },
  {
    id: { schema: z.uuid(), label: { zh: "编号", en: "Id" }, group: "basic", origin: "system" },
    customerId: { schema: z.uuid(), label: { zh: "客户编号", en: "Customer's id" }, group: "basic", origin: "system" },
    customerName: {
      schema: z.string().nullable(),
      label: { zh: "客户", en: "Customer" },
      group: "basic",
      origin: "system",
      list: "shown",
    },
    identified: {
      schema: z.boolean(),
      label: { zh: "已识别客户", en: "Customer known" },
      group: "basic",
      origin: "system",
      kind: "flag",
      filter: "flag",
    },
    mine: {
      schema: z.boolean(),
      label: { zh: "由我接待", en: "Handled by me" },
      group: "basic",
      origin: "system",
      kind: "flag",
      filter: "flag",
    },
    channel: {
      schema: oneOf(channels),
      label: { zh: "渠道", en: "Channel" },
      group: "basic",
      origin: "input",
      choices: channels,
      list: "shown",
      filter: "choice",
    },
    direction: {
      schema: oneOf(directions),
      label: { zh: "方向", en: "Direction" },
      group: "basic",
      origin: "system",
      choices: directions,
      list: "optional",
      filter: "choice",
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
    at: {
      schema: z.iso.datetime(),
      label: { zh: "时间", en: "Time" },
      group: "basic",
      origin: "input",
      kind: "instant",
      list: "shown",
      filter: "range",
      sort: true,
    },
    endedAt: {
      schema: z.iso.datetime().nullable(),
      label: { zh: "结束时间", en: "Ended" },
      group: "basic",
      origin: "system",
      kind: "instant",
    },
    rangAt: {
      schema: z.iso.datetime().nullable(),
      label: { zh: "振铃时间", en: "Rang" },
      group: "basic",
      origin: "system",
      kind: "instant",
    },
    answeredAt: {
      schema: z.iso.datetime().nullable(),
      label: { zh: "应答时间", en: "Answered" },
      group: "basic",
      origin: "system",
      kind: "instant",
    },
    missedAt: {
      schema: z.iso.datetime().nullable(),
      label: { zh: "未接时间", en: "Missed" },
      group: "basic",
      origin: "system",
      kind: "instant",
    },
    handledAt: {
      schema: z.iso.datetime().nullable(),
      label: { zh: "处理完毕时间", en: "Handled" },
      group: "basic",
      origin: "system",
      kind: "instant",
    },
    handledByName: {
      schema: z.string().nullable(),
      label: { zh: "处理人", en: "Finished by" },
      group: "basic",
      origin: "system",
    },
    seconds: {
      schema: z.number().int().nullable(),
      label: { zh: "时长（秒）", en: "Seconds" },
      group: "basic",
      origin: "system",
      kind: "number",
      list: "optional",
    },
    subject: {
      schema: text(200).nullable(),
      label: { zh: "主题", en: "Subject" },
      group: "content",
      origin: "input",
      list: "shown",
    },
    content: {
      schema: text(20_000).nullable(),
      label: { zh: "内容", en: "Content" },
      group: "content",
      origin: "input",
      kind: "long",
    },
    counterpart: {
      schema: z.string().trim().min(2).max(200).nullable(),
      label: { zh: "对方号码或地址", en: "Number or address" },
      group: "contact",
      origin: "input",
      sealed: "serviceContact.counterpart",
      mask: "contact",
      list: "optional",
    },
    counterpartKind: {
      schema: oneOf(counterpartKinds).nullable(),
      label: { zh: "对方联系方式", en: "Kind of number" },
      group: "contact",
      origin: "input",
      choices: counterpartKinds,
    },
    staffId: {
      schema: z.uuid().nullable(),
      label: { zh: "接待人编号", en: "Handler's id" },
      group: "basic",
      origin: "system",
      kind: "reference",
      filter: "exact",
    },
    staffName: {
      schema: z.string().nullable(),
      label: { zh: "接待人", en: "Handled by" },
      group: "basic",
      origin: "system",
      list: "shown",
    },
    departmentId: {
      schema: z.uuid().nullable(),
      label: { zh: "部门", en: "Department" },
      group: "basic",
      origin: "system",
      kind: "reference",
      filter: "exact",
    },
    ticketId: { schema: z.uuid().nullable(), label: { zh: "工单", en: "Ticket" }, group: "basic", origin: "system" },
    recordingUrl: {
      schema: z.string().nullable(),
      label: { zh: "录音", en: "Recording" },
      group: "content",
      origin: "system",
    },
    needType: {
      schema: oneOf(needTypes).nullable(),
      label: { zh: "需求类型", en: "Kind of need" },
      group: "content",
      origin: "input",
      choices: needTypes,
      list: "optional",
      filter: "choice",
    },
    needUrgency: {
      schema: oneOf(urgencies).nullable(),
      label: { zh: "紧急程度", en: "Urgency" },
      group: "content",
      origin: "input",
      choices: urgencies,
    },
    featuresWanted: {
      schema: text(1000).nullable(),
      label: { zh: "期望功能", en: "Features wanted" },
      group: "content",
      origin: "input",
      kind: "long",
    },
    satisfaction: {
      schema: oneOf(satisfactions).nullable(),
      label: { zh: "目前满意度", en: "Present satisfaction" },
      group: "content",
      origin: "input",
      choices: satisfactions,
    },
    latentNeeds: {
      schema: text(1000).nullable(),
      label: { zh: "潜在需求", en: "Latent needs" },
      group: "content",
      origin: "input",
      kind: "long",
    },
    followUp: {
      schema: oneOf(followUps).nullable(),
      label: { zh: "跟进等级", en: "Follow-up" },
      group: "content",
      origin: "system",
      choices: followUps,
      list: "optional",
      filter: "choice",
    },
    needRecordedByName: {
      schema: z.string().nullable(),
      label: { zh: "需求分析人", en: "Need analysed by" },
      group: "basic",
      origin: "system",
    },
    needRecordedAt: {
      schema: z.iso.datetime().nullable(),
      label: { zh: "需求分析时间", en: "Need analysed" },
      group: "basic",
      origin: "system",
      kind: "instant",
    },
    createdAt: {
      schema: z.iso.datetime(),
      label: { zh: "登记时间", en: "Recorded" },
      group: "basic",
      origin: "system",
      kind: "instant",
    },
    version: { schema: z.number().int(), label: { zh: "版本", en: "Version" }, group: "basic", origin: "system" },
  },
);

export const ServiceContact = replySchema(serviceContact, "ServiceContact");

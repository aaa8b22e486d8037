import type { Selectable } from "kysely";
import { z } from "zod";
import type { DB } from "../../../platform/db.ts";
import { noun, replySchema } from "../../../platform/fields/index.ts";
import { templates } from "./template.shipped.ts";

const ways = {
  email: { zh: "邮件", en: "E-mail" },
  sms: { zh: "短信", en: "Text message" },
  portal: { zh: "门户", en: "Portal" },
};
const states = {
  queued: { zh: "待发送", en: "Waiting" },
  sending: { zh: "发送中", en: "Sending" },
  sent: { zh: "已发送", en: "Sent" },
  failed: { zh: "发送失败", en: "Failed" },
  cancelled: { zh: "已取消", en: "Cancelled" },
};
const kinds = {
  ...Object.fromEntries(templates.map(({ key, label }) => [key, label])),
  reply: { zh: "工单回复", en: "Reply on a ticket" },
};
const problems = {
  away: { zh: "服务器连不上，稍后自动重试", en: "The server cannot be reached; tried again by itself" },
  sign_in: {
    zh: "服务器不接受账号或密码，请检查配置",
    en: "The server refuses our name or password; check the set-up",
  },
  deferred: { zh: "对方要求稍后再发", en: "The other side asks to be tried later" },
  refused: { zh: "对方拒收，请核对地址或号码", en: "Refused; check the address or number" },
  unregistered: { zh: "短信模板未在运营商报备", en: "This text is not registered with the carrier" },
  no_address: { zh: "来件人没有可用的邮箱或手机号码", en: "Nobody knows an e-mail or mobile of whoever asked" },
  unsure: {
    zh: "连接中断，不能确定是否已发出；确认客户未收到后可重发",
    en: "The connection broke, it may have gone; send it again once you know that it did not",
  },
};
const oneOf = (choices: object) => z.enum(Object.keys(choices) as [string, ...string[]]) as z.ZodType<string>;

type Row = Pick<
  Selectable<DB["service.message"]>,
  | "customerId"
  | "id"
  | "ticketId"
  | "template"
  | "way"
  | "address"
  | "subject"
  | "body"
  | "state"
  | "attempts"
  | "nextAt"
  | "problem"
  | "authorName"
  | "createdAt"
  | "sentAt"
> & { customerName: string | null; ticketNumber: string | null };

/** A message to a customer, on its way or gone. */
export const message = noun<Row>()(
  "message",
  { zh: "消息", en: "message" },
  {
    id: { schema: z.uuid(), label: { zh: "编号", en: "Id" }, group: "basic", origin: "system" },
    customerId: {
      schema: z.uuid(),
      label: { zh: "客户", en: "Customer" },
      group: "basic",
      origin: "system",
      filter: "exact",
    },
    customerName: {
      schema: z.string().nullable(),
      label: { zh: "客户名称", en: "Customer's name" },
      group: "basic",
      origin: "system",
      list: "shown",
    },
    ticketNumber: {
      schema: z.string().nullable(),
      label: { zh: "工单号", en: "Ticket number" },
      group: "basic",
      origin: "system",
      list: "optional",
    },
    ticketId: {
      schema: z.uuid().nullable(),
      label: { zh: "工单", en: "Ticket" },
      group: "basic",
      origin: "system",
    },
    template: {
      schema: z.string(),
      label: { zh: "内容种类", en: "About" },
      group: "basic",
      origin: "system",
      choices: kinds,
      list: "shown",
      filter: "choice",
    },
    way: {
      schema: oneOf(ways),
      label: { zh: "方式", en: "Way" },
      group: "basic",
      origin: "system",
      choices: ways,
      list: "shown",
      filter: "choice",
    },
    address: {
      schema: z.string().nullable(),
      label: { zh: "发往", en: "To" },
      group: "contact",
      origin: "system",
      sealed: "message.address",
      mask: "contact",
      list: "shown",
    },
    subject: {
      schema: z.string().nullable(),
      label: { zh: "主题", en: "Subject" },
      group: "content",
      origin: "system",
      list: "optional",
    },
    body: {
      schema: z.string(),
      label: { zh: "正文", en: "Text" },
      group: "content",
      origin: "system",
      kind: "long",
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
    attempts: {
      schema: z.number().int(),
      label: { zh: "尝试次数", en: "Tries" },
      group: "basic",
      origin: "system",
      kind: "number",
      list: "optional",
    },
    nextAt: {
      schema: z.iso.datetime(),
      label: { zh: "下次发送", en: "Next try" },
      group: "basic",
      origin: "system",
      kind: "instant",
      list: "optional",
    },
    problem: {
      schema: oneOf(problems).nullable(),
      label: { zh: "问题", en: "Problem" },
      group: "basic",
      origin: "system",
      choices: problems,
      list: "shown",
    },
    authorName: {
      schema: z.string(),
      label: { zh: "由谁发起", en: "By" },
      group: "basic",
      origin: "system",
      list: "optional",
    },
    createdAt: {
      schema: z.iso.datetime(),
      label: { zh: "写于", en: "Written" },
      group: "basic",
      origin: "system",
      kind: "instant",
      list: "shown",
      filter: "range",
      sort: true,
    },
    sentAt: {
      schema: z.iso.datetime().nullable(),
      label: { zh: "发出时间", en: "Sent" },
      group: "basic",
      origin: "system",
      kind: "instant",
      list: "optional",
    },
  },
);

export const Message = replySchema(message, "Message");

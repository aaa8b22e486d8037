import type { Selectable } from "kysely";
import { z } from "zod";
import type { DB } from "../../../platform/db.ts";
import { noun, replySchema } from "../../../platform/fields/index.ts";
import { counterpartKinds, messageKinds, outcomes, sides, states } from "./choices.ts";

const oneOf = (choices: object) => z.enum(Object.keys(choices) as [string, ...string[]]) as z.ZodType<string>;
const system = { group: "basic", origin: "system" } as const;
const instant = (zh: string, en: string) =>
  ({ schema: z.iso.datetime(), label: { zh, en }, ...system, kind: "instant" }) as const;
const moment = (zh: string, en: string) =>
  ({ schema: z.iso.datetime().nullable(), label: { zh, en }, ...system, kind: "instant" }) as const;
const count = (zh: string, en: string) =>
  ({ schema: z.number().int(), label: { zh, en }, ...system, kind: "number" }) as const;
const reference = (zh: string, en: string) =>
  ({ schema: z.uuid().nullable(), label: { zh, en }, ...system, kind: "reference" }) as const;
const words = (zh: string, en: string) => ({ schema: z.string().nullable(), label: { zh, en }, ...system }) as const;

type Row = Omit<Selectable<DB["service.chat"]>, "counterpartExact">;

/** A conversation with a visitor of one of the company's pages (B5.3.1, T2.1). */
export const chat = noun<Row>()(
  "chat",
  { zh: "在线会话", en: "web chat" },
  {
    id: { schema: z.uuid(), label: { zh: "编号", en: "Id" }, ...system },
    customerId: { schema: z.uuid(), label: { zh: "客户", en: "Customer" }, ...system },
    contactId: reference("来件", "Contact"),
    state: { schema: oneOf(states), label: { zh: "状态", en: "State" }, ...system, choices: states },
    outcome: {
      schema: oneOf(outcomes).nullable(),
      label: { zh: "结果", en: "Outcome" },
      group: "basic",
      origin: "input",
      choices: outcomes,
    },
    language: { schema: z.string(), label: { zh: "语言", en: "Language" }, ...system },
    origin: words("来源网站", "Site"),
    // Who speaks is known by their sign-in to the portal, where there is one; else by what they say, or a colleague found out.
    sessionId: reference("门户登录", "Signed in to the portal"),
    visitorName: {
      schema: z.string().trim().min(1).max(50).nullable(),
      label: { zh: "访客称呼", en: "Visitor's name" },
      group: "content",
      origin: "input",
    },
    counterpart: {
      schema: z.string().trim().min(5).max(200).nullable(),
      label: { zh: "电话或邮箱", en: "Phone or e-mail" },
      group: "contact",
      origin: "input",
      sealed: "chat.counterpart",
      mask: "contact",
    },
    counterpartKind: {
      schema: oneOf(counterpartKinds).nullable(),
      label: { zh: "联系方式", en: "Kind of contact" },
      group: "contact",
      origin: "system",
      choices: counterpartKinds,
    },
    consentAt: moment("同意时间", "Consented"),
    consentPurpose: words("同意的用途", "Purpose consented to"),
    grade: words("客户等级", "Grade"),
    priority: count("次序", "Place"),
    staffId: reference("接待人", "Agent"),
    staffName: words("接待人姓名", "Agent's name"),
    departmentId: reference("部门", "Department"),
    wantedStaffId: reference("转接给", "Handed to"),
    startedAt: instant("开始时间", "Started"),
    queuedAt: instant("排队时间", "Queued"),
    takenAt: moment("接入时间", "Taken"),
    answeredAt: moment("首次应答", "First answer"),
    lastAt: instant("最后消息", "Last message"),
    visitorSeenAt: instant("访客最近在线", "Visitor last seen"),
    closedAt: moment("结束时间", "Ended"),
    closedBy: words("结束方", "Ended by"),
    lastNumber: count("消息数", "Messages"),
    staffRead: count("客服已读到", "Read by the agent"),
    visitorRead: count("访客已读到", "Read by the visitor"),
    ticketId: reference("工单", "Ticket"),
    rating: {
      schema: z.number().int().min(1).max(5).nullable(),
      label: { zh: "评分", en: "Rating" },
      ...system,
      kind: "number",
    },
    ratingNote: {
      schema: z.string().trim().min(1).max(500).nullable(),
      label: { zh: "评价", en: "Words with the rating" },
      group: "content",
      origin: "input",
      kind: "long",
    },
    ratedAt: moment("评价时间", "Rated"),
    version: count("版本", "Version"),
  },
);

type MessageValues = Omit<Selectable<DB["service.chatMessage"]>, "fileSize"> & { fileSize: number | null };

/** One message of it. */
export const chatMessage = noun<MessageValues>()(
  "chatMessage",
  { zh: "会话消息", en: "chat message" },
  {
    id: { schema: z.uuid(), label: { zh: "编号", en: "Id" }, ...system },
    customerId: { schema: z.uuid(), label: { zh: "客户", en: "Customer" }, ...system },
    chatId: { schema: z.uuid(), label: { zh: "会话", en: "Chat" }, ...system },
    number: count("序号", "Number"),
    side: { schema: oneOf(sides), label: { zh: "发送方", en: "Sent by" }, ...system, choices: sides },
    kind: { schema: oneOf(messageKinds), label: { zh: "类型", en: "Kind" }, ...system, choices: messageKinds },
    body: {
      schema: z.string().max(4_000),
      label: { zh: "内容", en: "Text" },
      group: "content",
      origin: "input",
      kind: "long",
    },
    clientId: { schema: z.uuid().nullable(), label: { zh: "发送方编号", en: "Sender's id" }, ...system },
    staffId: reference("客服", "Agent"),
    staffName: words("客服姓名", "Agent's name"),
    fileId: reference("文件", "File"),
    fileName: {
      schema: z.string().max(200).nullable(),
      label: { zh: "文件名", en: "File name" },
      group: "content",
      origin: "system",
    },
    mediaType: words("文件类型", "File type"),
    fileSize: {
      schema: z.number().int().nullable(),
      label: { zh: "文件大小", en: "File size" },
      ...system,
    },
    at: instant("时间", "Time"),
  },
);

export const Chat = replySchema(chat, "Chat", {
  unread: z.number().int().describe("Messages of the visitor that its agent has not read"),
  customerName: z.string().nullable().describe("As the reader may see it"),
});
export const ChatMessage = replySchema(chatMessage, "ChatMessage");

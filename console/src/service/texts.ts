import type { Texts } from "../texts/text.ts";

/** What the service desk's screens share; each area has its own texts beside its screens. */
export const serviceTexts = {
  desk: { zh: "服务台", en: "Service desk" },
  inbox: { zh: "来件", en: "Inbox" },
  tickets: { zh: "工单", en: "Tickets" },
  chats: { zh: "会话", en: "Chats" },
  knowledge: { zh: "知识库", en: "Knowledge" },
  rota: { zh: "值班", en: "Duty rota" },
  quality: { zh: "质检", en: "Quality" },
  improvements: { zh: "改进", en: "Improvements" },
  reports: { zh: "日报", en: "Daily reports" },
  handovers: { zh: "交接", en: "Handovers" },
  workOrders: { zh: "上门", en: "Work orders" },
  callbacks: { zh: "回访", en: "Callbacks" },
  messages: { zh: "消息", en: "Messages" },
} satisfies Texts;

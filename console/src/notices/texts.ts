import type { Texts } from "../texts/text.ts";

export const noticeTexts = {
  title: { zh: "提醒", en: "Notices" },
  open: { zh: "提醒", en: "Notices" },
  openCount: { zh: "{count} 条未读提醒", en: "{count} unread notices" },
  warned: { zh: "即将到期", en: "Due soon" },
  due: { zh: "已到期", en: "Due" },
  escalated: { zh: "升级", en: "Escalated" },
  assigned: { zh: "转派给您", en: "Given to you" },
  settled: { zh: "已办结", en: "Settled" },
  unread: { zh: "未读", en: "Unread" },
  all: { zh: "全部", en: "All" },
  readAll: { zh: "全部标为已读", en: "Mark all as read" },
  none: { zh: "没有未读提醒", en: "Nothing unread" },
  noneLead: {
    zh: "待办将到期或已逾期、同事提到您、客户回复、工单有变化时，会在这里提醒。",
    en: "You are told here when work falls due or is given to you, a colleague calls you, a customer answers or a ticket changes.",
  },
  hidden: { zh: "您无权查看", en: "not yours to see" },
  dueAt: { zh: "期限", en: "due" },
} satisfies Texts;

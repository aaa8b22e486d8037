const texts = {
  open: { zh: "在线客服", en: "Chat with us" },
  openUnread: { zh: "在线客服，{count} 条新消息", en: "Chat with us, {count} new messages" },
  title: { zh: "在线客服", en: "Web chat" },
  minimise: { zh: "收起", en: "Minimise" },
  end: { zh: "结束会话", en: "End chat" },
  endSure: { zh: "确定结束这次会话吗？", en: "End this chat?" },
  yesEnd: { zh: "结束", en: "End" },
  no: { zh: "继续聊", en: "Go on" },
  name: { zh: "怎么称呼您（可不填）", en: "Your name (optional)" },
  contact: { zh: "电话或邮箱（可不填）", en: "Phone or e-mail (optional)" },
  contactNeeded: { zh: "电话或邮箱", en: "Phone or e-mail" },
  consent: { zh: "我同意将联系方式用于上述用途", en: "I agree to this use of my phone or e-mail" },
  question: { zh: "您的问题", en: "Your question" },
  start: { zh: "开始咨询", en: "Start chat" },
  leave: { zh: "留言", en: "Leave message" },
  nobody: {
    zh: "现在没有客服在线。请留言，我们会按您留下的联系方式回复。",
    en: "Nobody is here just now. Leave a message and we will answer to the contact you give.",
  },
  nobodyOwn: {
    zh: "现在没有客服在线。请留言，我们会在您的工单中答复。",
    en: "Nobody is here just now. Leave a message; you will find our answer among your requests.",
  },
  place: { zh: "您排在第 {place} 位，请稍候。", en: "You are number {place} in the queue." },
  placeFirst: { zh: "您排在第 1 位，马上为您接入。", en: "You are number 1: the next agent is yours." },
  instead: { zh: "不等了，改为留言", en: "Leave a message instead" },
  connected: { zh: "{agent} 为您服务", en: "{agent} is with you" },
  offline: { zh: "网络断开，正在重新连接…", en: "Offline, reconnecting…" },
  typing: { zh: "客服正在输入…", en: "The agent is typing…" },
  write: { zh: "输入消息", en: "Write a message" },
  send: { zh: "发送", en: "Send" },
  attach: { zh: "发送文件", en: "Send a file" },
  sending: { zh: "发送中", en: "Sending" },
  read: { zh: "已读", en: "Read" },
  retry: { zh: "重试", en: "Try again" },
  you: { zh: "我", en: "You" },
  download: { zh: "下载 {name}", en: "Download {name}" },
  tooLarge: { zh: "文件不能超过 {size} MB。", en: "A file may have {size} MB at most." },
  taken: { zh: "{agent} 已接入", en: "{agent} has joined" },
  handed: { zh: "正在为您转接同事", en: "You are being handed to a colleague" },
  queued: { zh: "正在为您重新安排客服", en: "Another agent will join you" },
  closedByVisitor: { zh: "您结束了会话", en: "You ended the chat" },
  closedByStaff: { zh: "客服结束了会话", en: "The agent ended the chat" },
  closedByProgram: { zh: "会话已结束", en: "The chat has ended" },
  messageLeft: {
    zh: "留言已收到，受理编号 {number}，我们会尽快回复。",
    en: "We have your message, number {number}, and will answer soon.",
  },
  rate: { zh: "这次服务怎么样？", en: "How did we do?" },
  stars: { zh: "{count} 分", en: "{count} of 5" },
  rateNote: { zh: "想说的话（可不填）", en: "Anything to add? (optional)" },
  sendRating: { zh: "提交评价", en: "Send rating" },
  thanks: { zh: "谢谢您的评价。", en: "Thank you for your rating." },
  anew: { zh: "重新咨询", en: "Start anew" },
} as const;

export type TextKey = keyof typeof texts;

export const speak =
  (language: "zh" | "en") =>
  (key: TextKey, values: Readonly<Record<string, string | number>> = {}): string =>
    texts[key][language].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
export type Speak = ReturnType<typeof speak>;

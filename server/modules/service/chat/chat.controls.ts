import { type Control, obligation } from "../../policy/index.ts";

/** Opened when a visitor joins the queue, kept by the first words of an agent. */
export const chatAnswer = obligation({
  key: "service.chat-answer",
  label: { zh: "在线会话应答", en: "Web chats answered" },
  about: {
    zh: "访客发起在线会话后，客服在时限内作出首次应答。",
    en: "A visitor who starts a web chat gets an agent's first answer within its term.",
  },
  subject: "chat",
});

export const controls: readonly Control[] = [chatAnswer];

/** Ways over which customers reach the desk. */
export const channels = {
  hotline: { zh: "热线", en: "Hotline" },
  counter: { zh: "营业厅", en: "Counter" },
  email: { zh: "邮件", en: "E-mail" },
  chat: { zh: "在线会话", en: "Web chat" },
  social: { zh: "社交消息", en: "Social message" },
  opinion_box: { zh: "意见箱", en: "Opinion box" },
  portal: { zh: "自助门户", en: "Portal" },
} as const;
export type Channel = keyof typeof channels;

/** What an event says of a channel, for its text in either language. */
export const channelWords = (channel: string) => {
  const { zh, en } = channels[channel as Channel];
  return { channel, zh, en };
};

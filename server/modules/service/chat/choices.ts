export const states = {
  waiting: { zh: "等待中", en: "Waiting" },
  active: { zh: "进行中", en: "Under way" },
  closed: { zh: "已结束", en: "Ended" },
};

/** How a chat ended. The first three are the agent's word. */
export const outcomes = {
  solved: { zh: "已解决", en: "Solved" },
  follow_up: { zh: "需要跟进", en: "To be followed up" },
  unsolved: { zh: "未解决", en: "Not solved" },
  abandoned: { zh: "访客离开", en: "Visitor left" },
  message: { zh: "留言", en: "Message left" },
};

export const sides = {
  visitor: { zh: "访客", en: "Visitor" },
  staff: { zh: "客服", en: "Agent" },
  program: { zh: "系统", en: "System" },
};

export const messageKinds = {
  text: { zh: "文字", en: "Text" },
  file: { zh: "文件", en: "File" },
  note: { zh: "内部备注", en: "Note among staff" },
  notice: { zh: "提示", en: "Notice" },
};

export const counterpartKinds = {
  phone: { zh: "电话", en: "Phone" },
  email: { zh: "邮箱", en: "E-mail" },
};

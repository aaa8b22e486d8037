/** What a customer may need, how soon, and how content they are (T2.3). */
export const needTypes = {
  none: { zh: "没有业务需求", en: "No need" },
  new_service: { zh: "新办业务", en: "New service" },
  change: { zh: "变更业务", en: "Change of service" },
  price: { zh: "资费与优惠", en: "Price and offers" },
  quality: { zh: "质量改善", en: "Better quality" },
  content: { zh: "内容与功能", en: "Content and features" },
  support: { zh: "使用帮助", en: "Help with using it" },
  other: { zh: "其他", en: "Other" },
};
export const urgencies = {
  low: { zh: "不急", en: "Not urgent" },
  normal: { zh: "一般", en: "Normal" },
  high: { zh: "紧急", en: "Urgent" },
};
export const satisfactions = {
  satisfied: { zh: "满意", en: "Satisfied" },
  neutral: { zh: "一般", en: "Neither" },
  dissatisfied: { zh: "不满意", en: "Dissatisfied" },
};
export const followUps = {
  none: { zh: "无需跟进", en: "No follow-up" },
  routine: { zh: "常规跟进", en: "Routine follow-up" },
  priority: { zh: "优先跟进", en: "Priority follow-up" },
  specialist: { zh: "专人跟进", en: "Follow-up by a specialist" },
};

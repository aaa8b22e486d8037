export const faults = {
  yes: { zh: "我方过错", en: "Our fault" },
  partly: { zh: "部分过错", en: "Partly ours" },
  no: { zh: "非我方过错", en: "Not our fault" },
} as const;
export type Fault = keyof typeof faults;

export const losses = {
  outage: { zh: "服务中断", en: "Service outage" },
  property: { zh: "财物损失", en: "Damage to property" },
  inconvenience: { zh: "其他不便", en: "Other inconvenience" },
} as const;
export type Loss = keyof typeof losses;

/** How a loss is made good. */
export const ways = {
  credit: { zh: "抵减账单", en: "Credit on the bill" },
  cash: { zh: "现金", en: "Cash" },
  points: { zh: "积分", en: "Points" },
  coupon: { zh: "优惠券", en: "Coupon" },
} as const;
export type Way = keyof typeof ways;

export const compensationStates = {
  proposed: { zh: "已提出", en: "Proposed" },
  instructed: { zh: "待兑现", en: "Instructed" },
  carried_out: { zh: "已兑现", en: "Carried out" },
  cancelled: { zh: "已取消", en: "Cancelled" },
} as const;
export type CompensationState = keyof typeof compensationStates;

/** How a result reaches its addressee: as they prefer, over a way named, or said already and only kept. */
export const tellingWays = {
  preferred: { zh: "按客户偏好发送", en: "As the customer prefers" },
  email: { zh: "邮件", en: "E-mail" },
  sms: { zh: "短信", en: "Text message" },
  phone: { zh: "已电话告知", en: "Told by phone" },
  visit: { zh: "已当面告知", en: "Told in person" },
} as const;
export type TellingWay = keyof typeof tellingWays;

/** What a closing review looks at (R8.2.1). */
export const checks = {
  facts: { zh: "事实和原因已查清", en: "Facts and cause are clear" },
  conclusion: { zh: "结论有依据", en: "The conclusion has grounds" },
  measures: { zh: "措施、责任人和日期明确", en: "Measures, owners and dates are named" },
  compensation: { zh: "致歉和补偿符合规则", en: "Apology and compensation follow the rules" },
  words: { zh: "沟通用语得当", en: "The customer was spoken to properly" },
} as const;
export type Check = keyof typeof checks;

import type { Text } from "../../../platform/text.ts";

/** What a customer may say yes to, each apart. `identity` is the own consent for sensitive facts such as ID numbers. */
export const purposes = {
  service: { zh: "办理业务与服务", en: "Providing the service" },
  identity: { zh: "登记证件与账号", en: "Keeping identity and account numbers" },
  marketing: { zh: "营销推荐", en: "Marketing" },
  survey: { zh: "回访与调查", en: "Callbacks and surveys" },
  profiling: { zh: "客户画像与自动评定", en: "Profiling and automated judgement" },
  sharing: { zh: "提供给合作方", en: "Sharing with partners" },
} satisfies Record<string, Text>;

export const evidenceKinds = {
  signature: { zh: "签字", en: "Signature" },
  recording: { zh: "录音", en: "Recording" },
  electronic: { zh: "电子记录", en: "Electronic record" },
  contract: { zh: "合同", en: "Contract" },
} satisfies Record<string, Text>;

export const givers = {
  customer: { zh: "客户本人", en: "The customer" },
  guardian: { zh: "监护人", en: "A guardian" },
} satisfies Record<string, Text>;

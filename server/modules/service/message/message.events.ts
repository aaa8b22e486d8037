import type { EventKind } from "../../../platform/events.ts";

export const events: readonly EventKind[] = [
  { kind: "service.message.queued", text: { zh: "给客户的消息待发送", en: "Message to the customer queued" } },
  { kind: "service.message.sent", text: { zh: "已给客户发送消息", en: "Message sent to the customer" } },
  { kind: "service.message.failed", text: { zh: "给客户的消息发送失败", en: "Message to the customer failed" } },
  { kind: "service.message.cancelled", text: { zh: "取消给客户的消息", en: "Message to the customer cancelled" } },
  { kind: "service.message.retried", text: { zh: "重新发送给客户的消息", en: "Message to the customer sent again" } },
  {
    kind: "service.template.changed",
    text: { zh: "修改消息模板（{template}）", en: "Message template changed ({template})" },
  },
  {
    kind: "service.template.reset",
    text: { zh: "消息模板恢复原文（{template}）", en: "Message template as shipped again ({template})" },
  },
];

import type { EventKind } from "../../../platform/events.ts";

export const events: readonly EventKind[] = [
  { kind: "service.message.queued", text: { zh: "给客户的消息待发送", en: "Message to the customer queued" } },
  { kind: "service.message.sent", text: { zh: "已给客户发送消息", en: "Message sent to the customer" } },
  { kind: "service.message.failed", text: { zh: "给客户的消息发送失败", en: "Message to the customer failed" } },
  { kind: "service.message.cancelled", text: { zh: "取消给客户的消息", en: "Message to the customer cancelled" } },
];

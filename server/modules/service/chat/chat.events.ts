import type { EventKind } from "../../../platform/events.ts";

const told = (verb: string, zh: string, en: string): EventKind => ({
  kind: `service.chat.${verb}`,
  text: { zh, en },
});

export const events: readonly EventKind[] = [
  told("started", "访客发起在线会话", "Web chat started"),
  told("taken", "接入在线会话", "Web chat taken"),
  told("handed", "转接在线会话", "Web chat handed over"),
  told("returned", "在线会话退回排队", "Web chat returned to the queue"),
  told("identified", "在线会话确认客户", "Customer of a web chat identified"),
  told("ticketed", "在线会话转为工单 {number}", "Web chat became ticket {number}"),
  told("closed", "结束在线会话", "Web chat ended"),
  told("left", "访客留言（工单 {number}）", "Visitor left a message (ticket {number})"),
  told("rated", "访客评价在线会话：{rating} 分", "Web chat rated {rating} of 5"),
  told("settings", "修改在线会话设置", "Web chat settings changed"),
];

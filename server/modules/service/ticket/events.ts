import type { EventKind } from "../../../platform/events.ts";

const told = (kind: string, zh: string, en: string): EventKind => ({ kind: `service.${kind}`, text: { zh, en } });

export const events: readonly EventKind[] = [
  told("ticket.registered", "登记工单 {number}", "Ticket {number} registered"),
  told("ticket.assigned", "转派工单", "Ticket assigned"),
  told("ticket.returned", "退回工单 {number}", "Ticket {number} given back"),
  told("ticket.contacted", "首次联系客户（{number}）", "Customer first contacted ({number})"),
  told("ticket.attached", "工单 {number} 添加附件", "Attachment to ticket {number}"),
  told("ticket.changed", "修改工单", "Ticket changed"),
  told("ticket.resorted", "变更工单 {number} 的类别", "Category of ticket {number} changed"),
  told("ticket.working", "工单 {number} 处理中", "Ticket {number} in work"),
  told("ticket.waiting", "工单 {number} 等待客户", "Ticket {number} waits for the customer"),
  told("ticket.solved", "工单 {number} 形成方案", "Ticket {number} solved"),
  told("ticket.reviewed", "工单 {number} 通过复核", "Ticket {number} passed its review"),
  told("ticket.told", "工单 {number} 已告知客户", "Result of ticket {number} told"),
  told("ticket.closed", "工单 {number} 办结归档", "Ticket {number} closed"),
  told("ticket.merged", "工单 {number} 并入其他工单", "Ticket {number} merged into another"),
  told("ticket.absorbed", "工单 {number} 并入了 {other}", "Ticket {number} took in {other}"),
  told("ticket.reopened", "重新打开工单 {number}", "Ticket {number} reopened"),
  told("entry.note", "工单 {number} 添加备注", "Note on ticket {number}"),
  told("entry.reply", "回复客户（工单 {number}）", "Reply on ticket {number}"),
  told("entry.customer", "客户来信（工单 {number}）", "The customer wrote on ticket {number}"),
];

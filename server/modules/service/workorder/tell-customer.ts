import type { Context } from "../../../platform/context.ts";
import { sendMessage } from "../message/message.actions.ts";
import { orderKinds } from "./workorder.choices.ts";
import type { OrderRow } from "./workorder.store.ts";

const clock = (at: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat("zh-CN", { timeZone: "Asia/Shanghai", hourCycle: "h23", ...options }).format(new Date(at));

/** 11月26日 09:00–11:00, as customers read it. */
const windowText = (from: string, to: string): string =>
  `${clock(from, { month: "long", day: "numeric" })} ${timeText(from)}–${timeText(to)}`;
const timeText = (at: string): string => clock(at, { hour: "2-digit", minute: "2-digit" });
const momentText = (at: string): string => `${clock(at, { month: "long", day: "numeric" })} ${timeText(at)}`;

const about = (order: Pick<OrderRow, "customerId" | "number" | "kind" | "ticketId">, time: string) => ({
  customerId: order.customerId,
  template: "appointment",
  values: { number: order.number, time, task: `${orderKinds[order.kind].zh}服务` },
  ...(order.ticketId && { ticketId: order.ticketId }),
});

/** The time that was agreed; where another one stood before, that it moved and why. */
export async function tellCustomer(
  ctx: Context,
  order: OrderRow,
  agreed: { from: string; to: string },
  movedFor?: string,
): Promise<void> {
  const time = windowText(agreed.from, agreed.to);
  const moved = movedFor !== undefined && {
    subject: `[${order.number}] 上门时间调整`,
    body: `您的${orderKinds[order.kind].zh}服务（编号${order.number}）上门时间调整为${time}${movedFor && `，原因：${movedFor}`}。如需改期请提前联系我们。`,
  };
  await sendMessage(ctx, { ...about(order, time), ...moved });
}

/** That nobody comes at the time agreed. */
export const tellCancelled = (ctx: Context, order: OrderRow) =>
  sendMessage(ctx, {
    ...about(order, ""),
    subject: `[${order.number}] 上门服务取消`,
    body: `您的${orderKinds[order.kind].zh}服务（编号${order.number}）原定的上门已取消。如有疑问请联系我们。`,
  });

/** That it will be later than promised, why, and when instead. */
export const tellLate = (ctx: Context, order: OrderRow, reason: string, until: string | null) =>
  sendMessage(ctx, {
    ...about(order, until ? momentText(until) : ""),
    subject: `[${order.number}] 上门服务延误`,
    body: `非常抱歉，您的${orderKinds[order.kind].zh}服务（编号${order.number}）不能按原定时间完成，原因：${reason}${until ? `；预计完成时间：${momentText(until)}` : ""}。给您带来不便，敬请谅解。`,
  });

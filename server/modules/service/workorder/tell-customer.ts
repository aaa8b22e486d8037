import type { Context } from "../../../platform/context.ts";
import { standingOf } from "../../customers/index.ts";
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

type Words = { readonly subject: string; readonly body: string };

/** Over the template of appointments, or in words of our own; whoever was merged is told as the one that stays. */
async function send(ctx: Context, order: OrderRow, time: string, words?: Words): Promise<void> {
  const standing = await standingOf(ctx, order.customerId);
  await sendMessage(ctx, {
    customerId: standing?.mergedInto ?? order.customerId,
    template: "appointment",
    values: { number: order.number, time, task: taskOf(order) },
    ...(order.ticketId && { ticketId: order.ticketId }),
    ...(words && { subject: `[${order.number}] ${words.subject}`, body: words.body }),
  });
}
const taskOf = ({ kind }: OrderRow): string => `${orderKinds[kind].zh}服务`;
const named = (order: OrderRow): string => `您的${taskOf(order)}（编号${order.number}）`;
const because = (reason: string | undefined): string => (reason ? `，原因：${reason}` : "");

/** The time that was agreed; where another one stood before, that it moved, and why. */
export function tellCustomer(
  ctx: Context,
  order: OrderRow,
  agreed: { from: string; to: string; reason?: string | undefined },
  moved: boolean,
): Promise<void> {
  const time = windowText(agreed.from, agreed.to);
  if (!moved && !agreed.reason) return send(ctx, order, time);
  return send(ctx, order, time, {
    subject: moved ? "上门时间调整" : "上门服务预约",
    body: `${named(order)}上门时间${moved ? "调整" : "约定"}为${time}${because(agreed.reason)}。如需改期请提前联系我们。`,
  });
}

/** That nobody comes at the time agreed. */
export const tellCancelled = (ctx: Context, order: OrderRow): Promise<void> =>
  send(ctx, order, "", { subject: "上门服务取消", body: `${named(order)}原定的上门已取消。如有疑问请联系我们。` });

/** That it will be later than promised, why, and when instead. */
export const tellLate = (ctx: Context, order: OrderRow, reason: string, until: string | null): Promise<void> =>
  send(ctx, order, "", {
    subject: "上门服务延误",
    body: `非常抱歉，${named(order)}不能按原定时间完成${because(reason)}${until ? `；预计完成时间：${momentText(until)}` : ""}。给您带来不便，敬请谅解。`,
  });

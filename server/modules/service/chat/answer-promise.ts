import type { Context } from "../../../platform/context.ts";
import { fulfil, openObligations, releaseSubject, subjectObligations } from "../../policy/index.ts";
import { chatAnswer } from "./chat.controls.ts";
import type { ChatKey } from "./chat.store.ts";

const subjectOf = ({ customerId, id }: ChatKey) => ({ customerId, subjectId: id });

/** Whoever joins the queue is answered within the term of the clause. */
export const promiseAnswer = (ctx: Context, chat: ChatKey) =>
  openObligations(ctx, chatAnswer.key, [
    { ...subjectOf(chat), subjectType: "chat", subjectName: `#${chat.id.slice(-6)}` },
  ]);

export const keepAnswer = (ctx: Context, chat: ChatKey) => fulfil(ctx, chatAnswer.key, [subjectOf(chat)]);

/** Nobody can answer any more. Whoever left in time was not let down; whoever left after the term was. */
export async function endAnswer(ctx: Context, chat: ChatKey, leftAt: string): Promise<void> {
  const promises = await subjectObligations(ctx, subjectOf(chat));
  const open = promises.filter((one) => one.control === chatAnswer.key && !one.settledAt && one.state !== "waived");
  if (!open.length) return;
  const isLate = open.some((one) => one.dueAt !== null && Date.parse(one.dueAt) <= Date.parse(leftAt));
  if (isLate) await keepAnswer(ctx, chat);
  else await releaseSubject(ctx, subjectOf(chat), "访客已离开 / the visitor has left", [chatAnswer.key]);
}

import type { Context } from "../../../platform/context.ts";
import { findContact, updateContact } from "../contact/contact.store.ts";
import { keepShift, promiseContact } from "../contact/promises.ts";
import type { ChatRow } from "./chat.store.ts";

/** A chat is a contact: whoever takes the one receives the other, with what is promised of it. */
export async function contactTaken(ctx: Context, chat: ChatRow, departmentId: string | null): Promise<void> {
  const contact = chat.contactId ? await findContact(ctx, chat.contactId, true) : undefined;
  if (!contact) return;
  const received = { staffId: ctx.actor.id, staffName: ctx.actor.name, departmentId };
  await updateContact(ctx, contact, { ...received, answeredAt: contact.answeredAt ?? ctx.now.toISOString() });
  await promiseContact(ctx, { ...contact, ...received }, ctx.now.toISOString());
}

/** It ended: handled, or missed where nobody ever answered. */
export async function contactEnded(ctx: Context, chat: ChatRow, isAnswered: boolean): Promise<void> {
  const contact = chat.contactId ? await findContact(ctx, chat.contactId, true) : undefined;
  if (!contact) return;
  await updateContact(ctx, contact, {
    endedAt: ctx.now.toISOString(),
    seconds: Math.round((ctx.now.getTime() - Date.parse(chat.startedAt)) / 1000),
    ...(contact.state === "open" &&
      (isAnswered
        ? { state: "done", handledAt: ctx.now.toISOString(), handledByName: ctx.actor.name }
        : { state: "missed", missedAt: ctx.now.toISOString() })),
  });
  if (isAnswered) await keepShift(ctx, contact);
}

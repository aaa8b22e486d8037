import type { Context } from "../../../platform/context.ts";
import { nobody } from "../../../platform/ids.ts";
import { publish, topicOfStaff } from "../../../platform/live/index.ts";
import { contactIndex } from "../../customers/index.ts";
import { staffOf } from "../../identity/index.ts";
import { bindingsOf, breach, fulfil, handPromises, openObligations } from "../../policy/index.ts";
import { claimOfContact, customersByCounterpart, recordContact } from "../contact/contact.actions.ts";
import { hotlineAnswer } from "../contact/contact.controls.ts";
import { phoneOf, stateOfCall, waited } from "../contact/contact.rules.ts";
import {
  type ContactChange,
  type ContactRow,
  findContact,
  lockByClaim,
  updateContact,
} from "../contact/contact.store.ts";
import { placeContact } from "../contact/handle.actions.ts";
import { promiseContact } from "../contact/promises.ts";
import type { CallEvent } from "./event.schema.ts";
import { staffAt } from "./extension.store.ts";

/**
 * Takes what a switchboard tells of a call. Events may come several times and in any order: each says what it knows,
 * the first word on a thing stands, and where the call stands follows from all of it. Answers the call's contact.
 */
export async function takeCallEvent(ctx: Context, source: string, event: CallEvent): Promise<string> {
  const key = `${source}:${event.call}`;
  const caller = await callerOf(ctx, event.from);
  await recordContact(ctx, {
    customerId: caller ?? null,
    channel: "hotline",
    direction: event.direction,
    state: "ringing",
    at: event.at ?? ctx.now.toISOString(),
    externalKey: key,
  });
  const before = (await lockByClaim(ctx, claimOfContact("hotline"), key))!;
  const change = await changeBy(ctx, before, event);
  await updateContact(ctx, before, change);
  if (caller && before.customerId === nobody && !before.handledAt)
    await placeContact(ctx, { ...before, ...change } as ContactRow, caller);
  const after = (await findContact(ctx, before.id))!;
  await promise(ctx, before, after);
  await tell(ctx, before, after);
  return after.id;
}

/** What this event adds to what is known. */
async function changeBy(ctx: Context, before: ContactRow, event: CallEvent): Promise<ContactChange> {
  const at = event.at ? new Date(event.at).toISOString() : ctx.now.toISOString();
  const { vault } = ctx.services;
  const phone = before.counterpart ? undefined : phoneOf(event.from);
  const staffId = event.extension && (await staffAt(ctx, event.extension));
  // Whoever answers has the call; whose telephone only rang gives it up.
  const takes = staffId && (event.event === "answered" || (!before.staffId && !before.answeredAt));
  const staff = takes ? await staffOf(ctx, staffId) : undefined;
  const known = {
    rangAt: before.rangAt ?? (event.event === "ringing" ? at : null),
    answeredAt: before.answeredAt ?? (event.event === "answered" ? at : null),
    missedAt: before.missedAt ?? (event.event === "missed" ? at : null),
    endedAt: before.endedAt ?? (event.event === "ended" ? at : null),
    seconds: before.seconds ?? event.seconds ?? null,
  };
  return {
    ...known,
    state: stateOfCall({ ...before, ...known }),
    at: [before.at, ...(known.rangAt ? [known.rangAt] : [])].sort((a, b) => Date.parse(a) - Date.parse(b))[0]!,
    recordingUrl: before.recordingUrl ?? event.recording ?? null,
    ...(phone && {
      counterpart: vault.seal(phone, "serviceContact.counterpart"),
      counterpartKind: "phone",
      counterpartExact: contactIndex(vault, "phone", phone).exact,
    }),
    ...(staff && { staffId: staff.id, staffName: staff.name, departmentId: staff.departmentId }),
  };
}

/** The customer who calls, where the number is that of one only. */
async function callerOf(ctx: Context, from: string | undefined): Promise<string | undefined> {
  const phone = phoneOf(from);
  if (!phone) return undefined;
  const [only, ...others] = await customersByCounterpart(ctx, { kind: "phone", value: phone });
  return others.length ? undefined : only;
}

/** Ringing promises an answer, answering keeps it, missing breaks it. */
async function promise(ctx: Context, before: ContactRow, after: ContactRow): Promise<void> {
  if (after.direction !== "in") return;
  const subject = { customerId: after.customerId, subjectId: after.id };
  if (after.rangAt && !before.rangAt)
    await openObligations(ctx, hotlineAnswer.key, [
      {
        ...subject,
        subjectType: "service_contact",
        subjectName: "热线来电",
        departmentId: after.departmentId,
        assigneeId: after.staffId,
        openedAt: after.rangAt,
      },
    ]);
  if (after.answeredAt && after.rangAt && !(before.answeredAt && before.rangAt)) {
    if (after.staffId) await handPromises(ctx, subject, { assigneeId: after.staffId });
    const seconds = waited(after)!;
    for (const binding of await bindingsOf(ctx.services, hotlineAnswer.key, ctx.now))
      if (typeof binding.parameters.seconds === "number" && seconds > binding.parameters.seconds)
        await breach(ctx, hotlineAnswer.key, [subject], { at: new Date(after.answeredAt), clause: binding.clause });
    await fulfil(signedBy(ctx, after), hotlineAnswer.key, [subject], new Date(after.answeredAt));
  } else if (after.missedAt && after.rangAt && !after.answeredAt)
    await breach(ctx, hotlineAnswer.key, [subject], { at: new Date(after.missedAt) });
  if (after.state === "open" && before.state !== "open" && after.staffId)
    await promiseContact(ctx, after, after.answeredAt ?? after.at);
}

/** It is the agent who answered, not the switchboard that told of it. */
const signedBy = (ctx: Context, { staffId, staffName }: ContactRow): Context =>
  staffId === null
    ? ctx
    : (Object.create(ctx, { actor: { value: { ...ctx.actor, id: staffId, name: staffName! } } }) as Context);

/** The screens of whose call it is, was or became. */
async function tell(ctx: Context, before: ContactRow, after: ContactRow): Promise<void> {
  const said = { type: "call", id: after.id, state: after.state, ended: after.endedAt !== null };
  for (const staffId of new Set([before.staffId, after.staffId]))
    if (staffId) await publish(ctx, topicOfStaff(staffId), { ...said, yours: staffId === after.staffId });
  await publish(ctx, "contacts", { type: "contact", id: after.id });
}

import type { Context } from "../../../platform/context.ts";
import { newId, nobody } from "../../../platform/ids.ts";
import { publish } from "../../../platform/live/index.ts";
import { contactIndex, customersByContact } from "../../customers/index.ts";
import { staffOf } from "../../identity/index.ts";
import { type Channel, channelWords } from "../channels.ts";
import { claimOnce, findClaim } from "../claim.store.ts";
import { insertContact } from "./contact.store.ts";
import { promiseContact } from "./promises.ts";

export type Counterpart = { readonly kind: "phone" | "email" | "social"; readonly value: string };

export type NewContact = {
  /** Null until it is known who spoke. */
  readonly customerId: string | null;
  readonly channel: Channel;
  readonly direction?: "in" | "out";
  readonly state?: "ringing" | "open" | "done" | "missed";
  readonly at?: string;
  readonly subject?: string | null;
  readonly content?: string | null;
  readonly counterpart?: Counterpart | null;
  readonly staffId?: string | null;
  readonly seconds?: number | null;
  readonly ticketId?: string | null;
  readonly recordingUrl?: string | null;
  /** The contact's id at its source: the same one twice is one contact. */
  readonly externalKey?: string;
};

/** The kind of claim by which a source's id leads to its contact. */
export const claimOfContact = (channel: Channel): string => `contact.${channel}`;

/** Keeps one contact, once: what its source sends again is found, not kept anew (B5.3.1). */
export async function recordContact(
  ctx: Context,
  given: NewContact,
): Promise<{ customerId: string; id: string; isNew: boolean }> {
  const customerId = given.customerId ?? nobody;
  const id = newId();
  if (given.externalKey) {
    const kind = claimOfContact(given.channel);
    if (!(await claimOnce(ctx, kind, given.externalKey, { customerId, id }))) {
      const known = await findClaim(ctx, kind, given.externalKey);
      return { ...known!, isNew: false };
    }
  }
  const { vault } = ctx.services;
  const { counterpart } = given;
  const staff = given.staffId ? await staffOf(ctx, given.staffId) : undefined;
  const direction = given.direction ?? "in";
  const state = given.state ?? "open";
  const at = given.at ?? ctx.now.toISOString();
  await insertContact(ctx, {
    customerId,
    id,
    channel: given.channel,
    direction,
    state,
    at,
    seconds: given.seconds ?? null,
    subject: given.subject ?? null,
    content: given.content ?? null,
    counterpart: counterpart ? vault.seal(counterpart.value, "serviceContact.counterpart") : null,
    counterpartKind: counterpart?.kind ?? null,
    counterpartExact: counterpart ? contactIndex(vault, counterpart.kind, counterpart.value).exact : null,
    staffId: staff?.id ?? null,
    staffName: staff?.name ?? null,
    departmentId: staff?.departmentId ?? null,
    ticketId: given.ticketId ?? null,
    recordingUrl: given.recordingUrl ?? null,
  });
  await ctx.emit({
    kind: "service.contact.recorded",
    customerId,
    subjectType: "service_contact",
    subjectId: id,
    data: channelWords(given.channel),
  });
  if (direction === "in" && state === "open" && !given.ticketId)
    await promiseContact(
      ctx,
      {
        customerId,
        id,
        channel: given.channel,
        at,
        staffId: staff?.id ?? null,
        departmentId: staff?.departmentId ?? null,
      },
      at,
    );
  await publish(ctx, "contacts", { type: "contact", id });
  return { customerId, id, isNew: true };
}

/** Customers who have this phone or e-mail, at most 20. */
export const customersByCounterpart = (ctx: Context, { kind, value }: Counterpart): Promise<string[]> =>
  customersByContact(ctx, contactIndex(ctx.services.vault, kind, value).exact);

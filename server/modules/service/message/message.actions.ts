import type { Context } from "../../../platform/context.ts";
import { newId, nobody } from "../../../platform/ids.ts";
import { fill } from "../../../platform/text.ts";
import { type Reach, reachOf } from "../../customers/index.ts";
import { chooseWay, oneLine } from "./message.rules.ts";
import { askerOf, insertMessage } from "./message.store.ts";
import { type Template, templateOf, type Wording } from "./template.shipped.ts";
import { ownWording } from "./template.store.ts";

export type NewMessage = {
  readonly customerId: string;
  /** Key of a template; with a body of its own, only what kind of message it is. */
  readonly template: string;
  readonly values: Readonly<Record<string, string>>;
  readonly ticketId?: string;
  /** Only where it must go to this address; else the customer's preferred one. */
  readonly to?: { readonly kind: "email" | "sms"; readonly address: string };
  readonly subject?: string;
  readonly body?: string;
  /** Message-IDs of the e-mails that it answers, oldest first. */
  readonly thread?: readonly string[];
};

/**
 * Writes a message to a customer: kept in this transaction, sent by a job after it. A customer without e-mail and mobile
 * finds it in the portal.
 */
export async function sendMessage(ctx: Context, given: NewMessage): Promise<{ id: string }> {
  const template = templateOf(given.template);
  const reach = await reachFor(ctx, given);
  const { way, address } = given.to
    ? { way: given.to.kind, address: given.to.address.trim() }
    : chooseWay(reach, template?.suits ?? "email");
  const values: Record<string, string> = { customer: reach.name ?? "客户", ...given.values };
  const said = words(template, given, template && (await ownWording(ctx, template.key)));
  const secret = Object.fromEntries((template?.secret ?? []).map((name) => [name, values[name] ?? ""]));
  const open = Object.fromEntries(Object.entries(values).filter(([name]) => !(name in secret)));
  const { vault } = ctx.services;
  const id = newId();
  await insertMessage(ctx, {
    customerId: given.customerId,
    id,
    ticketId: given.ticketId ?? null,
    template: given.template,
    way,
    address: address === null ? null : vault.seal(address, "message.address"),
    subject: way === "sms" ? null : oneLine(fill(said.subject, open)).slice(0, 300),
    body: fill(way === "sms" ? said.smsBody : said.body, open),
    secrets: Object.keys(secret).length ? vault.seal(JSON.stringify(secret), "message.secrets") : null,
    inReplyTo: given.thread?.at(-1) ?? null,
    thread: given.thread ?? [],
  });
  await ctx.emit({
    kind: way === "portal" ? "service.message.sent" : "service.message.queued",
    customerId: given.customerId,
    subjectType: "message",
    subjectId: id,
    data: { template: given.template, way, ...(given.ticketId && { ticketId: given.ticketId }) },
  });
  if (way !== "portal") await ctx.later("service.messages.send", {});
  return { id };
}

/** @throws Error where a template is unknown or lacks a value: a mistake of whoever calls, not of a person */
function words(template: Template | undefined, given: NewMessage, own: Wording | undefined) {
  if (given.body !== undefined) return { subject: given.subject ?? "", body: given.body, smsBody: given.body };
  if (!template) throw new Error(`No template ${given.template}.`);
  const missing = Object.keys(template.variables).filter((name) => name !== "customer" && !(name in given.values));
  if (missing.length) throw new Error(`Template ${template.key} lacks ${missing.join(", ")}.`);
  const { emailSubject, emailBody, smsBody } = own ?? template.shipped;
  return { subject: given.subject ?? emailSubject, body: emailBody, smsBody };
}

/** Somebody unknown is answered where the ticket came from. */
async function reachFor(ctx: Context, given: NewMessage): Promise<Reach> {
  if (given.customerId !== nobody) return reachOf(ctx, given.customerId);
  const asker = given.ticketId && !given.to ? await askerOf(ctx, nobody, given.ticketId) : undefined;
  const value = asker && ctx.services.vault.open(asker.value, "serviceContact.counterpart");
  const mobile = asker?.kind === "phone" && /^1\d{10}$/.test(value!) ? value! : null;
  return { name: null, email: asker?.kind === "email" ? value! : null, mobile, preferred: null };
}

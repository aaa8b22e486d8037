import type { Context } from "../../../platform/context.ts";
import { invalid } from "../../../platform/errors.ts";
import { newId, nobody } from "../../../platform/ids.ts";
import { fill } from "../../../platform/text.ts";
import { type Reach, reachOf } from "../../customers/index.ts";
import { chooseWay, oneLine, placesIn, type Way } from "./message.rules.ts";
import { askerOf, insertMessage } from "./message.store.ts";
import { sealSecrets } from "./secrets.ts";
import { type Template, templateOf } from "./template.shipped.ts";
import { ownWording } from "./template.store.ts";
import { threadOf } from "./thread.ts";

export type NewMessage = {
  readonly customerId: string;
  /** Key of a template; with a body of its own, only what kind of message it is. */
  readonly template: string;
  readonly values: Readonly<Record<string, string>>;
  readonly ticketId?: string;
  /** Only where it must go over this way; else as the customer prefers. */
  readonly way?: "email" | "sms";
  /** Only where it must go to this address. */
  readonly to?: { readonly kind: "email" | "sms"; readonly address: string };
  readonly subject?: string;
  readonly body?: string;
};

/**
 * Writes a message to a customer: kept in this transaction, sent by a job after it. A customer without e-mail and mobile
 * finds it in the portal; somebody unknown is answered where the ticket came from, or it fails.
 * @throws AppError platform.invalid (400) where the way asked for does not reach the customer
 */
export async function sendMessage(ctx: Context, given: NewMessage): Promise<{ id: string }> {
  const { customerId, ticketId } = given;
  const template = templateOf(given.template);
  const reach = await reachFor(ctx, given);
  const { way, address } = whereTo(given, reach, template?.suits ?? "email");
  const said = await words(ctx, template, given, way);
  const values: Record<string, string> = { customer: reach.name ?? "客户", ...given.values };
  const secret = (template?.secret ?? []).filter((name) => name in values);
  const places = Object.fromEntries(secret.map((name) => [name, values[name]!]));
  const shown = Object.fromEntries(Object.entries(values).filter(([name]) => !secret.includes(name)));
  const registered = said.number && {
    number: said.number,
    values: placesIn(said.body).map((name) => values[name] ?? ""),
  };
  // What stands in the portal is there at once; where nobody is known, nobody looks there.
  const state = way !== "portal" ? "queued" : customerId === nobody ? "failed" : "sent";
  const id = newId();
  const thread = way === "email" && ticketId ? await threadOf(ctx, customerId, ticketId) : [];
  await insertMessage(ctx, {
    customerId,
    id,
    ticketId: ticketId ?? null,
    template: given.template,
    way,
    address: address === null ? null : ctx.services.vault.seal(address, "message.address"),
    subject: way === "sms" ? null : oneLine(fill(said.subject, shown)).slice(0, 300),
    body: fill(said.body, shown),
    secrets: sealSecrets(ctx.services.vault, { places, ...(registered && { registered }) }),
    inReplyTo: thread.at(-1) ?? null,
    thread,
    state,
    problem: state === "failed" ? "no_address" : null,
  });
  await ctx.emit({
    kind: `service.message.${state}`,
    customerId,
    subjectType: "message",
    subjectId: id,
    data: { template: given.template, way, ...(ticketId && { ticketId }) },
  });
  if (way !== "portal") await ctx.later("service.messages.send", {});
  return { id };
}

/** Whether a message about this ticket would reach anybody. */
export async function canWriteTo(ctx: Context, ticket: { customerId: string; id: string }): Promise<boolean> {
  if (ticket.customerId !== nobody) return true;
  const { email, mobile } = await reachFor(ctx, { customerId: nobody, ticketId: ticket.id });
  return email !== null || mobile !== null;
}

function whereTo(given: NewMessage, reach: Reach, suits: "email" | "sms"): { way: Way; address: string | null } {
  if (given.to) return { way: given.to.kind, address: given.to.address.trim() };
  if (!given.way) return chooseWay(reach, suits);
  const address = given.way === "email" ? reach.email : reach.mobile;
  if (address) return { way: given.way, address };
  throw invalid([
    {
      field: "way",
      text: {
        zh: given.way === "email" ? "客户没有可用的邮箱" : "客户没有可用的手机号码",
        en: given.way === "email" ? "this customer has no e-mail address" : "this customer has no mobile number",
      },
    },
  ]);
}

/** @throws Error where a template is unknown or lacks a value: a mistake of whoever calls, not of a person */
async function words(ctx: Context, template: Template | undefined, given: NewMessage, way: Way) {
  const { subject, body } = given;
  if (body !== undefined) return { subject: subject ?? "", body, number: null };
  if (!template) throw new Error(`No template ${given.template}.`);
  const missing = Object.keys(template.variables).filter((name) => name !== "customer" && !(name in given.values));
  if (missing.length) throw new Error(`Template ${template.key} lacks ${missing.join(", ")}.`);
  const wording = (await ownWording(ctx, template.key)) ?? template.shipped;
  return way === "sms"
    ? { subject: "", body: wording.smsBody, number: wording.smsNumber }
    : { subject: subject ?? wording.emailSubject, body: wording.emailBody, number: null };
}

async function reachFor(ctx: Context, given: Pick<NewMessage, "customerId" | "ticketId" | "to">): Promise<Reach> {
  if (given.customerId !== nobody) return reachOf(ctx, given.customerId);
  const asker = given.ticketId && !given.to ? await askerOf(ctx, nobody, given.ticketId) : undefined;
  const value = asker && ctx.services.vault.open(asker.value, "serviceContact.counterpart");
  const mobile = asker?.kind === "phone" && /^1\d{10}$/.test(value!) ? value! : null;
  return { name: null, email: asker?.kind === "email" ? value! : null, mobile, preferred: null };
}

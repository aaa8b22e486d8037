import { systemActor } from "../../../platform/actor.ts";
import { type Context, write } from "../../../platform/context.ts";
import { isDatabaseAway } from "../../../platform/db.ts";
import { newId, nobody } from "../../../platform/ids.ts";
import {
  addressIn,
  type IncomingMail,
  madeId,
  ownIds,
  parseMail,
  type ParsedMail,
} from "../../../platform/mail/index.ts";
import type { Services } from "../../../platform/services.ts";
import { contactIndex } from "../../customers/index.ts";
import { claimOnce } from "../claim.store.ts";
import { customersByCounterpart } from "../contact/contact.actions.ts";
import { file } from "./file.actions.ts";
import { findTicket } from "./find-ticket.ts";
import { LetterFiles } from "./keep-files.ts";
import { type Held, heldBecause } from "./mail.rules.ts";
import { advanceTo, countOfSender, insertMail, markReturned } from "./mail.store.ts";

/** Whose name stands under what letters bring. */
const actor = systemActor("邮件");

/**
 * Takes one letter from the inbox: once, whatever it is. One that cannot be read is kept as it came, with a note, and
 * the next one is looked at.
 */
export async function takeMail(services: Services, incoming: IncomingMail): Promise<void> {
  const parsed = await parseMail(incoming.raw).catch(() => undefined);
  if (!parsed) return keepAsItCame(services, incoming, "unreadable");
  try {
    await withFiles(services, (ctx, files) => take(ctx, incoming, parsed, files));
  } catch (error) {
    if (isDatabaseAway(error)) throw error;
    console.error("mail not taken", (error as Error).name, (error as { code?: unknown }).code ?? "");
    await keepAsItCame(services, incoming, "broken");
  }
}

const keepAsItCame = (services: Services, incoming: IncomingMail, problem: "unreadable" | "broken") =>
  withFiles(services, async (ctx, files) => {
    await advanceTo(ctx, incoming.position);
    const id = newId();
    const messageId = madeId(incoming.raw);
    if (!(await claimOnce(ctx, "mail", messageId, { customerId: nobody, id }))) return;
    const raw = await files.write("letter.eml", "message/rfc822", incoming.raw);
    await insertMail(ctx, {
      customerId: nobody,
      id,
      messageId,
      problem,
      rawFileId: raw.id,
      receivedAt: when(ctx, incoming),
    });
    await ctx.emit({ kind: "service.mail.unreadable", subjectType: "mail", subjectId: id });
  });

async function take(ctx: Context, incoming: IncomingMail, parsed: ParsedMail, files: LetterFiles): Promise<void> {
  await advanceTo(ctx, incoming.position);
  const { from } = ctx.services.config.mail;
  const { messageId, thread } = parsed;
  const sender = parsed.from && contactIndex(ctx.services.vault, "email", parsed.from.address).exact;
  const receivedAt = when(ctx, incoming);
  const id = newId();
  const ticket = await findTicket(ctx, parsed);
  const [known, ...more] = parsed.from ? await customersByCounterpart(ctx, emailOf(parsed)!) : [];
  // Where several customers have this address, a person has to say which of them wrote.
  const customerId = ticket?.customerId ?? (known && !more.length ? known : nobody);
  if (!(await claimOnce(ctx, "mail", messageId, { customerId, id }))) return;
  const held: Held | null =
    heldBecause(parsed.marks, parsed.from?.address ?? null, from ? addressIn(from).toLowerCase() : null) ??
    (sender && (await countOfSender(ctx, sender, receivedAt)) >= ctx.services.config.mail.hourly ? "flood" : null);
  const row = { id, messageId, thread, sender, receivedAt };
  if (held) {
    await insertMail(ctx, { ...row, customerId: nobody, held });
    await ctx.emit({ kind: "service.mail.held", subjectType: "mail", subjectId: id, data: { reason: held } });
    if (parsed.marks.isReport && from) await noteReturned(ctx, incoming.raw, from);
    return;
  }
  if (incoming.whole) for (const attachment of parsed.attachments) await files.add(attachment);
  else for (const { name, size } of incoming.parts) files.refused.push({ name, size, reason: "too_large" });
  await file(ctx, { ...row, customerId }, { parsed, ticket, raw: incoming.raw }, files);
}

/** A mail server says that it could not deliver: whichever of ours it speaks of did not arrive. */
async function noteReturned(ctx: Context, raw: Buffer, from: string) {
  const named =
    raw
      .subarray(0, 1_000_000)
      .toString("latin1")
      .match(/<[^<>\s]{3,250}>/g) ?? [];
  for (const { customerId, id, template, way } of await markReturned(ctx, ownIds(named, from)))
    await ctx.emit({
      kind: "service.message.failed",
      customerId,
      subjectType: "message",
      subjectId: id,
      data: { template, way },
    });
}

const emailOf = ({ from }: ParsedMail) => from && ({ kind: "email", value: from.address } as const);

const when = (ctx: Context, { receivedAt }: IncomingMail) => (receivedAt < ctx.now ? receivedAt : ctx.now);

/** One transaction; where it is not kept, nor are its files. */
async function withFiles(services: Services, work: (ctx: Context, files: LetterFiles) => Promise<void>) {
  let files: LetterFiles | undefined;
  try {
    await write(services, { actor }, (ctx) => work(ctx, (files = new LetterFiles(ctx))));
  } catch (error) {
    await files?.remove();
    throw error;
  }
}

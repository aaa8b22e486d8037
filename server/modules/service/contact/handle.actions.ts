import { may } from "../../../platform/actor.ts";
import type { Context } from "../../../platform/context.ts";
import { type AppError, conflict, forbidden, invalid } from "../../../platform/errors.ts";
import { nobody } from "../../../platform/ids.ts";
import { publish } from "../../../platform/live/index.ts";
import { tellStaff } from "../../../platform/notice/index.ts";
import { colleaguesWith } from "../../identity/index.ts";
import { loadCustomer, standingOf } from "../../customers/index.ts";
import { bindingsOf, decideFor, fulfil, handPromises, movePromises } from "../../policy/index.ts";
import { channelWords } from "../channels.ts";
import { endOfDuty } from "../rota/index.ts";
import { loadContact } from "./contact.access.ts";
import { hotlineAnswer, needAnalysis, needLevel } from "./contact.controls.ts";
import { type ContactRow, findContact, moveContact, tokensOf, updateContact } from "./contact.store.ts";
import { keepShift, promiseShift, releaseNeed } from "./promises.ts";

const event = (contact: Pick<ContactRow, "customerId" | "id">, verb: string, data: Record<string, unknown> = {}) => ({
  kind: `service.contact.${verb}`,
  customerId: contact.customerId,
  subjectType: "service_contact",
  subjectId: contact.id,
  data,
});

const told = (ctx: Context, id: string) => publish(ctx, "contacts", { type: "contact", id });

/**
 * Says what was spoken of. @throws AppError service.contact_changed (409) where somebody else wrote meanwhile,
 * service.contact_done (409) once it is finished
 */
export async function writeContact(
  ctx: Context,
  id: string,
  version: number,
  facts: { subject?: string | null | undefined; content?: string | null | undefined },
): Promise<void> {
  const contact = await loadContact(ctx, id, true);
  if (contact.version !== version)
    throw conflict(
      "service.contact_changed",
      { zh: "这条来件刚被别人改过，请重新打开。", en: "Somebody changed this contact meanwhile; open it again." },
      { version: contact.version },
    );
  if (contact.state === "done") throw done();
  const { subject = contact.subject, content = contact.content } = facts;
  await updateContact(ctx, contact, { subject, content, tokens: tokensOf(subject, content) }, true);
  await ctx.emit(event(contact, "written", { fields: Object.keys(facts) }));
}

/** Finished without a ticket. @throws AppError service.contact_done, service.contact_ringing (409) */
export async function completeContact(ctx: Context, id: string, content?: string): Promise<void> {
  const contact = await loadContact(ctx, id, true);
  if (contact.state === "done") throw done();
  if (contact.state === "ringing")
    throw conflict("service.contact_ringing", {
      zh: "电话还在振铃，接听或挂断后再处理。",
      en: "The call is still ringing; finish it once it was answered or has ended.",
    });
  await updateContact(
    ctx,
    contact,
    {
      state: "done",
      handledAt: ctx.now.toISOString(),
      handledByName: ctx.actor.name,
      ...(content && { content, tokens: tokensOf(contact.subject, content) }),
      ...(!contact.staffId && { staffId: ctx.actor.id, staffName: ctx.actor.name }),
    },
    true,
  );
  await keepShift(ctx, contact);
  // A missed call is worked off by calling back; it stays broken.
  await fulfil(ctx, hotlineAnswer.key, [{ customerId: contact.customerId, subjectId: id }]);
  await ctx.emit(event(contact, "completed", channelWords(contact.channel)));
  await told(ctx, id);
}

/** A ticket goes on with what a contact brought; only an enquiry still has a need to analyse. */
export async function becameTicket(
  ctx: Context,
  id: string,
  ticket: { customerId: string; id: string; kind: string },
): Promise<void> {
  let contact = await findContact(ctx, id, true);
  if (!contact) return;
  if (contact.customerId === nobody && ticket.customerId !== nobody) {
    await placeContact(ctx, contact, ticket.customerId);
    contact = { ...contact, customerId: ticket.customerId };
  }
  await updateContact(ctx, contact, {
    ticketId: ticket.id,
    ...((contact.state === "open" || contact.state === "missed") && {
      state: "done",
      handledAt: ctx.now.toISOString(),
      handledByName: ctx.actor.name,
    }),
  });
  await keepShift(ctx, contact);
  await fulfil(ctx, hotlineAnswer.key, [{ customerId: contact.customerId, subjectId: id }]);
  if (ticket.kind !== "enquiry") await releaseNeed(ctx, contact, "不是咨询 / not an enquiry");
  await told(ctx, id);
}

/**
 * It is known who spoke: the contact stands with that customer from now on, with what was promised of it.
 * @throws AppError platform.not_found (404), customers.merged (409) naming the survivor
 */
export async function identifyContact(ctx: Context, id: string, customerId: string): Promise<void> {
  const contact = await loadContact(ctx, id, true);
  await loadCustomer(ctx, customerId);
  const { mergedInto } = (await standingOf(ctx, customerId))!;
  if (mergedInto)
    throw conflict(
      "customers.merged",
      {
        zh: "该客户已并入另一位客户，请选保留的客户。",
        en: "This customer was merged into another; choose the one that stays.",
      },
      { survivorId: mergedInto },
    );
  await placeContact(ctx, contact, customerId);
}

/** Moves a contact under a customer; nothing happens where it stands there already. */
export async function placeContact(ctx: Context, contact: ContactRow, customerId: string): Promise<void> {
  if (contact.customerId === customerId) return;
  await moveContact(ctx, contact, customerId);
  await movePromises(ctx, { customerId: contact.customerId, subjectId: contact.id }, customerId);
  const moved = { customerId, id: contact.id };
  await ctx.emit(event(moved, "identified", { ...channelWords(contact.channel), at: contact.at }));
  if (contact.customerId !== nobody) await ctx.emit(event(contact, "taken-away", channelWords(contact.channel)));
  await told(ctx, contact.id);
}

export type Need = {
  readonly needType: string;
  readonly needUrgency: string;
  readonly featuresWanted?: string | null | undefined;
  readonly satisfaction?: string | null | undefined;
  readonly latentNeeds?: string | null | undefined;
};

/** Records the need (T2.3) and decides how it is followed up; a later one replaces it. */
export async function analyseNeed(ctx: Context, id: string, need: Need): Promise<void> {
  const contact = await loadContact(ctx, id, true);
  const facts = { type: need.needType, urgency: need.needUrgency, satisfaction: need.satisfaction ?? null };
  const decides = (await bindingsOf(ctx.services, needLevel.key, ctx.now)).length > 0;
  const decided = decides
    ? await decideFor(ctx, needLevel, facts, {
        customerId: contact.customerId,
        subjectId: id,
        departmentId: contact.departmentId,
      })
    : undefined;
  await updateContact(
    ctx,
    contact,
    {
      needType: need.needType,
      needUrgency: need.needUrgency,
      featuresWanted: need.featuresWanted ?? null,
      satisfaction: need.satisfaction ?? null,
      latentNeeds: need.latentNeeds ?? null,
      followUp: (decided?.value as string | null | undefined) ?? null,
      needRecordedByName: ctx.actor.name,
      needRecordedAt: ctx.now.toISOString(),
    },
    false,
  );
  await fulfil(ctx, needAnalysis.key, [{ customerId: contact.customerId, subjectId: id }]);
  await ctx.emit(event(contact, "need-analysed"));
  await told(ctx, id);
}

/**
 * Hands contacts that are still open to a colleague, such as the next shift (S2.1): one's own, or anybody's for who
 * assigns tickets. Answers how many.
 * @throws AppError service.invalid (400), service.not_yours (403), service.contact_done (409)
 */
export async function handContacts(ctx: Context, ids: readonly string[], staffId: string): Promise<number> {
  const to = (await colleaguesWith(ctx, "service.contacts.record")).find((one) => one.id === staffId);
  if (!to)
    throw invalid(
      [
        {
          field: "staffId",
          text: { zh: "没有这位可以接待客户的同事", en: "there is no such colleague who takes contacts" },
        },
      ],
      "service.invalid",
    );
  for (const id of [...ids].sort()) {
    const contact = await loadContact(ctx, id, true);
    if (contact.staffId !== null && contact.staffId !== ctx.actor.id && !may(ctx.actor, "service.tickets.assign"))
      throw forbidden(
        {
          zh: "这条来件由别的同事接待，只有班组长可以移交。",
          en: "A colleague handles this contact; only a team lead hands it over.",
        },
        "service.not_yours",
      );
    if (contact.state === "done") throw done();
    await updateContact(ctx, contact, { staffId: to.id, staffName: to.name, departmentId: to.departmentId }, true);
    await keepShift(ctx, contact);
    await handPromises(ctx, { customerId: contact.customerId, subjectId: id }, { assigneeId: to.id });
    await promiseShift(ctx, { ...contact, staffId: to.id, departmentId: to.departmentId }, ctx.now.toISOString());
    await ctx.emit(event(contact, "handed", { from: contact.staffName, to: to.name }));
    await told(ctx, id);
  }
  const data = { count: ids.length };
  await tellStaff(ctx, [to.id], { kind: "contact.handed", subjectType: "service_contact", subjectId: ids[0]!, data });
  return ids.length;
}

/** Who can be handed a contact; those come first who are on duty, or will be within two hours, with the end of that duty. */
export async function receivers(ctx: Context) {
  const soon = new Date(ctx.now.getTime() + 2 * 3_600_000);
  const people = await colleaguesWith(ctx, "service.contacts.record");
  const found = await Promise.all(
    people
      .filter((one) => one.id !== ctx.actor.id)
      .map(async ({ id, name }) => ({
        id,
        name,
        onDutyUntil: ((await endOfDuty(ctx, id)) ?? (await endOfDuty(ctx, id, soon)))?.toISOString() ?? null,
      })),
  );
  return found.sort((a, b) => Number(b.onDutyUntil !== null) - Number(a.onDutyUntil !== null));
}

const done = (): AppError =>
  conflict("service.contact_done", {
    zh: "这条来件已经处理完毕，不能再改。",
    en: "This contact is finished and cannot be changed.",
  });

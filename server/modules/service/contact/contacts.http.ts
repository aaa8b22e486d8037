import { z } from "zod";
import type { Context } from "../../../platform/context.ts";
import { invalid } from "../../../platform/errors.ts";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { nobody } from "../../../platform/ids.ts";
import { countRows, listQuerySchema, pageSchema, readListRequest, readPage } from "../../../platform/lists/index.ts";
import { formerIds, loadCustomer, namesOfCustomers } from "../../customers/index.ts";
import { channels } from "../channels.ts";
import { loadContact } from "./contact.access.ts";
import { customersByCounterpart, recordContact } from "./contact.actions.ts";
import { serviceContact, ServiceContact } from "./contact.fields.ts";
import { contactList, contactsOf, withNames } from "./contact.list.ts";
import { phoneOf } from "./contact.rules.ts";
import { type ContactRow, findContact } from "./contact.store.ts";

export const Id = z.strictObject({ id: z.uuid() });
const Query = listQuerySchema(serviceContact);
const oneOf = <K extends string>(choices: Record<K, unknown>) => z.enum(Object.keys(choices) as [K, ...K[]]);

const Counterpart = z.strictObject({
  kind: z.enum(["phone", "email", "social"]),
  value: z.string().trim().min(2).max(200),
});

const NewContact = z
  .strictObject({
    channel: oneOf(channels),
    direction: z.enum(["in", "out"]).default("in"),
    customerId: z.uuid().optional().describe("Left out where it is not known who spoke: the number may say it"),
    at: z.iso.datetime().optional().describe("Now, where it is left out"),
    subject: z.string().trim().min(1).max(200).optional(),
    content: z.string().trim().min(1).max(20_000),
    counterpart: Counterpart.optional(),
    seconds: z.number().int().min(0).max(86_400).optional(),
    state: z.enum(["open", "done"]).default("open"),
    externalKey: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .describe("The id at its source: the same one twice is one contact"),
  })
  .meta({ id: "NewServiceContact" });

const tags = ["service"];

/** A contact as the reply shows it, with its customer's name as the actor may see it. */
export async function contactPage(ctx: Context, id: string) {
  const [page] = await withNames(ctx, [(await findContact(ctx, id))!]);
  return page!;
}

/** The inbox over all channels (B5.3.1, S2.1, T2.1, R8.1.1). */
export const contactRoutes: Routes = (app) => {
  app.get(
    "/api/v1/contacts",
    {
      config: grant("service.contacts.read"),
      schema: { tags, querystring: Query, response: { 200: pageSchema(ServiceContact) } },
    },
    async (request) => {
      const ctx = request.reading();
      const asked = readListRequest(serviceContact, request.query, request.actor, "-at");
      const { items, next } = await readPage<ContactRow>(ctx.services.search, contactList(ctx, asked), asked);
      return { items: await withNames(ctx, items), next };
    },
  );

  app.get(
    "/api/v1/contacts/count",
    {
      config: grant("service.contacts.read"),
      schema: { tags, querystring: Query, response: { 200: z.object({ count: z.number(), estimated: z.boolean() }) } },
    },
    (request) => {
      const ctx = request.reading();
      const asked = readListRequest(serviceContact, request.query, request.actor, "-at");
      return countRows(ctx.services.search, contactList(ctx, asked), asked);
    },
  );

  app.get(
    "/api/v1/contacts/:id",
    { config: grant("service.contacts.read"), schema: { tags, params: Id, response: { 200: ServiceContact } } },
    async (request) => {
      const ctx = request.reading();
      const [shown] = await withNames(ctx, [await loadContact(ctx, request.params.id)]);
      return shown!;
    },
  );

  app.get(
    "/api/v1/customers/:id/service-contacts",
    {
      config: grant("service.contacts.read"),
      schema: {
        tags,
        params: Id,
        querystring: z.strictObject({
          limit: z.coerce.number().int().min(1).max(100).default(10),
          cursor: z.uuid().optional(),
        }),
        response: { 200: pageSchema(ServiceContact) },
      },
    },
    async (request) => {
      const ctx = request.reading();
      await loadCustomer(ctx, request.params.id);
      const { limit, cursor } = request.query;
      const rows = await contactsOf(ctx, await formerIds(ctx, request.params.id), limit, cursor);
      const items = rows.slice(0, limit);
      return { items, next: rows.length > limit ? items.at(-1)!.id : null };
    },
  );

  app.get(
    "/api/v1/contacts/:id/matches",
    {
      config: grant("service.contacts.read"),
      schema: {
        tags,
        description: "Customers who have the number or address of this contact, of those that the reader has",
        params: Id,
        response: {
          200: z.object({ items: z.array(z.object({ customerId: z.uuid(), customerName: z.string() })) }),
        },
      },
    },
    async (request) => {
      const ctx = request.reading();
      const contact = await loadContact(ctx, request.params.id);
      if (!contact.counterpart || !contact.counterpartKind) return { items: [] };
      const value = ctx.services.vault.open(contact.counterpart, "serviceContact.counterpart");
      const ids = await customersByCounterpart(ctx, { kind: contact.counterpartKind as "phone", value });
      const names = await namesOfCustomers(ctx, ids);
      return { items: [...names].map(([customerId, customerName]) => ({ customerId, customerName })) };
    },
  );

  app.post(
    "/api/v1/contacts",
    {
      config: grant("service.contacts.record"),
      schema: {
        tags,
        description:
          "A contact at the counter, over social media or the opinion box. Answers 200 where its key is known",
        body: NewContact,
        response: { 200: ServiceContact, 201: ServiceContact },
      },
    },
    async (request, reply) => {
      const { externalKey, counterpart, ...given } = request.body;
      const made = await request.write(async (ctx) => {
        if (given.at && new Date(given.at).getTime() > ctx.now.getTime() + 60_000)
          throw invalid([{ field: "at", text: { zh: "时间不能晚于现在", en: "a contact cannot lie in the future" } }]);
        if (counterpart?.kind === "phone" && !phoneOf(counterpart.value))
          throw invalid([
            { field: "value", text: { zh: "电话号码应为 5 至 20 位数字", en: "a phone number has 5 to 20 digits" } },
          ]);
        if (counterpart?.kind === "email" && !/^[^\s@]+@[^\s@]+$/.test(counterpart.value))
          throw invalid([{ field: "value", text: { zh: "邮箱地址的格式不对", en: "this is no e-mail address" } }]);
        if (given.customerId) await loadCustomer(ctx, given.customerId);
        const known = given.customerId ?? (counterpart && (await onlyMatch(ctx, counterpart))) ?? null;
        const { id, isNew } = await recordContact(ctx, {
          ...(given as Omit<typeof given, "customerId">),
          customerId: known,
          counterpart: counterpart ?? null,
          staffId: ctx.actor.id,
          ...(externalKey && { externalKey: `api:${externalKey}` }),
        } as Parameters<typeof recordContact>[1]);
        return { isNew, contact: await contactPage(ctx, id) };
      });
      return made.isNew ? reply.code(201).send(made.contact) : reply.code(200).send(made.contact);
    },
  );
};

/** The customer of a number, where there is one only and the actor has it. */
async function onlyMatch(ctx: Context, counterpart: z.infer<typeof Counterpart>) {
  const ids = await customersByCounterpart(ctx, counterpart);
  if (ids.length !== 1) return undefined;
  const names = await namesOfCustomers(ctx, ids);
  return ids.find((id) => id !== nobody && names.has(id));
}

import { z } from "zod";
import { may } from "../../../platform/actor.ts";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { pageSchema } from "../../../platform/lists/index.ts";
import { noun, replySchema } from "../../../platform/fields/index.ts";
import { replyToCustomer } from "./reply.actions.ts";
import { addEntry } from "./entry.actions.ts";
import { type EntryRow, entriesOf } from "./entry.store.ts";
import { loadTicket } from "./ticket.store.ts";
import { Id } from "./tickets.http.ts";

const basic = { group: "basic", origin: "system" } as const;
/** Notes, replies and the customer's words are masked as the ticket's content is. */
const ticketEntry = noun<EntryRow>()(
  "ticket",
  { zh: "工单记录", en: "ticket entry" },
  {
    id: { schema: z.uuid(), label: { zh: "编号", en: "Id" }, ...basic },
    ticketId: { schema: z.uuid(), label: { zh: "工单", en: "Ticket" }, ...basic },
    kind: { schema: z.enum(["note", "reply", "customer"]), label: { zh: "种类", en: "Kind" }, ...basic },
    body: { schema: z.string(), label: { zh: "内容", en: "Text" }, group: "content", origin: "system" },
    channel: { schema: z.string().nullable(), label: { zh: "渠道", en: "Channel" }, ...basic },
    contactId: { schema: z.uuid().nullable(), label: { zh: "来件", en: "Contact" }, ...basic },
    messageId: { schema: z.uuid().nullable(), label: { zh: "消息", en: "Message" }, ...basic },
    mentions: { schema: z.array(z.uuid()), label: { zh: "提及", en: "Mentions" }, ...basic },
    authorId: { schema: z.uuid().nullable(), label: { zh: "作者", en: "Author" }, ...basic },
    authorName: { schema: z.string(), label: { zh: "作者姓名", en: "Author's name" }, ...basic },
    at: { schema: z.iso.datetime(), label: { zh: "时间", en: "Time" }, ...basic },
  },
);
const Entry = replySchema(ticketEntry, "TicketEntry");

const Attachment = z
  .object({
    id: z.uuid(),
    fileId: z.uuid(),
    entryId: z.uuid().nullable(),
    name: z.string(),
    mediaType: z.string(),
    size: z.string(),
    createdAt: z.iso.datetime(),
    givenBy: z
      .enum(["customer", "staff"])
      .nullable()
      .describe("Who gave it to whom; null for what the customer does not see"),
  })
  .meta({ id: "TicketAttachment" });

const NewEntry = z
  .strictObject({
    kind: z.enum(["note", "reply", "customer"]),
    body: z.string().trim().min(1).max(20_000),
    mentions: z.array(z.uuid()).max(20).optional(),
    /** How the reply goes to the customer: as they prefer, by e-mail, by SMS, or told already by phone or in person. */
    way: z.enum(["preferred", "email", "sms", "told"]).default("preferred"),
    channel: z.string().max(20).optional(),
  })
  .meta({ id: "NewTicketEntry" });

export const entryRoutes: Routes = (app) => {
  const tags = ["tickets"];

  app.get(
    "/api/v1/tickets/:id/entries",
    {
      config: grant("service.tickets.read"),
      schema: {
        tags,
        params: Id,
        querystring: z.strictObject({
          limit: z.coerce.number().int().min(1).max(200).default(50),
          cursor: z.uuid().optional(),
        }),
        response: { 200: pageSchema(Entry) },
      },
    },
    async (request) => {
      const ctx = request.reading();
      const ticket = await loadTicket(ctx, request.params.id);
      const { limit, cursor } = request.query;
      const rows = await entriesOf(ctx, ticket.customerId, ticket.id, cursor, limit + 1);
      const items = rows.slice(0, limit);
      return { items, next: rows.length > limit ? items.at(-1)!.id : null };
    },
  );

  app.post(
    "/api/v1/tickets/:id/entries",
    {
      config: grant("service.tickets.work"),
      schema: { tags, params: Id, body: NewEntry, response: { 201: z.object({ id: z.uuid() }) } },
    },
    async (request, reply) => {
      const id = await request.write(async (ctx) => {
        const ticket = await loadTicket(ctx, request.params.id, true);
        const { kind, way, ...given } = request.body;
        return kind === "reply" ? replyToCustomer(ctx, ticket, way, given) : addEntry(ctx, ticket, { kind, ...given });
      });
      return reply.code(201).send({ id });
    },
  );

  app.get(
    "/api/v1/tickets/:id/attachments",
    {
      config: grant("service.tickets.read"),
      schema: { tags, params: Id, response: { 200: z.object({ items: z.array(Attachment) }) } },
    },
    async (request) => {
      const ctx = request.reading();
      const { customerId, id } = await loadTicket(ctx, request.params.id);
      // Names of files are words of those who sent them.
      if (!may(request.actor, "ticket.content:read")) return { items: [] };
      const rows = await ctx.tx
        .selectFrom("service.attachment")
        .select(["id", "fileId", "entryId", "name", "mediaType", "size", "createdAt", "givenBy", "contactId"])
        .where("customerId", "=", customerId)
        .where("ticketId", "=", id)
        .orderBy("id")
        .limit(200)
        .execute();
      // What came with a letter is the customer's.
      const giver = ({ givenBy, contactId }: (typeof rows)[number]) => givenBy ?? (contactId ? "customer" : null);
      return { items: rows.map((row) => ({ ...row, size: String(row.size), givenBy: giver(row) as "staff" | null })) };
    },
  );
};

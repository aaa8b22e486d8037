import { sql } from "kysely";
import { camel } from "../../../platform/case.ts";
import type { Context } from "../../../platform/context.ts";
import { notFound } from "../../../platform/errors.ts";
import { countRows, type ListRequest, type ListSource, readPage } from "../../../platform/lists/index.ts";
import { fill } from "../../../platform/text.ts";
import { contactIndex, customersByContact, namesOfCustomers } from "../../customers/index.ts";
import { findClaim } from "../claim.store.ts";
import { message } from "./message.fields.ts";
import { templateOf } from "./template.shipped.ts";

const columns = [
  "customer_id",
  "id",
  "ticket_id",
  "template",
  "way",
  "address",
  "subject",
  "body",
  "state",
  "attempts",
  "next_at",
  "problem",
  "author_name",
  "created_at",
  "sent_at",
];
const snake = (key: string) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const list = {
  noun: message,
  columns: sql`${sql.raw(columns.map((name) => `m.${name} as "${camel(name)}"`).join(", "))},
    (select t.number from service.ticket t where t.customer_id = m.customer_id and t.id = m.ticket_id) as "ticketNumber"`,
  from: sql`from service.message m`,
  field: (key: string) => sql.ref(`m.${snake(key)}`),
  id: sql`m.id`,
} satisfies ListSource;

type Row = { customerId: string; template: string; body: string };

/** The outbox, the newest first; codes and links that open something are not in it. */
export async function readOutbox(ctx: Context, asked: ListRequest) {
  const { items, next } = await readPage<Row>(ctx.services.search, await sought(ctx, asked.search), asked);
  return { items: await shown(ctx, items), next };
}

export const countOutbox = async (ctx: Context, asked: ListRequest) =>
  countRows(ctx.services.search, await sought(ctx, asked.search), asked);

/** People look by a ticket's number, or by a whole phone or e-mail of the customer. */
async function sought(ctx: Context, words: string | undefined): Promise<ListSource> {
  if (words === undefined) return list;
  const ticket = await findClaim(ctx, "ticket", words.toUpperCase());
  if (ticket) return { ...list, where: [sql`m.customer_id = ${ticket.customerId} and m.ticket_id = ${ticket.id}`] };
  const { exact } = contactIndex(ctx.services.vault, words.includes("@") ? "email" : "phone", words);
  return { ...list, where: [sql`m.customer_id = any(${await customersByContact(ctx, exact)}::uuid[])`] };
}

/** @throws AppError platform.not_found (404) */
export async function readMessage(ctx: Context, id: string) {
  const { rows } = await sql<Row>`select ${list.columns} ${list.from} where m.id = ${id}`.execute(ctx.tx);
  const [row] = await shown(ctx, rows);
  if (!row) throw notFound({ zh: "消息", en: "message" });
  return row;
}

async function shown(ctx: Context, rows: readonly Row[]) {
  const names = await namesOfCustomers(
    ctx,
    rows.map((row) => row.customerId),
  );
  return rows.map((row) => ({
    ...row,
    customerName: names.get(row.customerId) ?? null,
    body: fill(row.body, Object.fromEntries((templateOf(row.template)?.secret ?? []).map((name) => [name, "••••••"]))),
  }));
}

import { sql } from "kysely";
import type { Context } from "../../../platform/context.ts";

/** Everything that hangs on one ticket goes to another of the same customer. */
export async function moveToTicket(ctx: Context, customerId: string, from: string, to: string): Promise<void> {
  for (const table of ["entry", "attachment", "mail"] as const)
    await sql`update service.${sql.raw(table)} set ticket_id = ${to} where customer_id = ${customerId} and ticket_id = ${from}`.execute(
      ctx.tx,
    );
  await sql`update service.contact set ticket_id = ${to} where ticket_id = ${from}`.execute(ctx.tx);
  await sql`
    insert into service.watcher (customer_id, ticket_id, staff_id, since)
    select customer_id, ${to}, staff_id, since from service.watcher where customer_id = ${customerId} and ticket_id = ${from}
    on conflict do nothing`.execute(ctx.tx);
}

type End = { readonly customerId: string; readonly id: string };

/** Both directions, so that each ticket knows the other. */
export const insertLink = (ctx: Context, one: End, other: End, kind: "related" | "duplicate" | "split") =>
  sql`
    insert into service.link (customer_id, ticket_id, other_customer_id, other_ticket_id, kind, created_by_name, created_at)
    values (${one.customerId}, ${one.id}, ${other.customerId}, ${other.id}, ${kind}, ${ctx.actor.name}, ${ctx.now}),
           (${other.customerId}, ${other.id}, ${one.customerId}, ${one.id}, ${kind}, ${ctx.actor.name}, ${ctx.now})
    on conflict do nothing`.execute(ctx.tx);

export const deleteLink = (ctx: Context, one: End, other: End) =>
  sql`delete from service.link where (customer_id, ticket_id, other_ticket_id) in ((${one.customerId}::uuid, ${one.id}::uuid, ${other.id}::uuid), (${other.customerId}::uuid, ${other.id}::uuid, ${one.id}::uuid))`.execute(
    ctx.tx,
  );

export type LinkRow = { id: string; number: string; state: string; kind: string; customerId: string };

export async function linksOf(ctx: Pick<Context, "tx">, { customerId, id }: End): Promise<LinkRow[]> {
  const { rows } = await sql<LinkRow>`
    select o.id, o.number, o.state, l.kind, o.customer_id as "customerId"
      from service.link l join service.ticket o on o.customer_id = l.other_customer_id and o.id = l.other_ticket_id
     where l.customer_id = ${customerId} and l.ticket_id = ${id} order by o.id limit 100`.execute(ctx.tx);
  return rows;
}

export const watch = (ctx: Context, { customerId, id }: End, staffId: string) =>
  ctx.tx
    .insertInto("service.watcher")
    .values({ customerId, ticketId: id, staffId, since: ctx.now })
    .onConflict((conflict) => conflict.columns(["customerId", "ticketId", "staffId"]).doNothing())
    .execute();

export const unwatch = (ctx: Context, { customerId, id }: End, staffId: string) =>
  ctx.tx
    .deleteFrom("service.watcher")
    .where("customerId", "=", customerId)
    .where("ticketId", "=", id)
    .where("staffId", "=", staffId)
    .execute();

export const watchersOf = async (ctx: Pick<Context, "tx">, { customerId, id }: End) =>
  (
    await sql<{ staffId: string; name: string }>`
      select w.staff_id as "staffId", s.name from service.watcher w join identity.staff_facts s on s.id = w.staff_id
       where w.customer_id = ${customerId} and w.ticket_id = ${id} order by w.since`.execute(ctx.tx)
  ).rows;

import { type RawBuilder, type Selectable, sql } from "kysely";
import { snake } from "../../../platform/case.ts";
import type { Context, Statement } from "../../../platform/context.ts";
import type { DB } from "../../../platform/db.ts";
import { charactersOf, pairsOf } from "../../../platform/pairs.ts";
import { serviceContact } from "./contact.fields.ts";

/** A contact as it stands: its number sealed, its search keys left out. */
export type ContactRow = Omit<Selectable<DB["service.contact"]>, "counterpartExact" | "tokens">;

const derived = new Set(["customerName", "identified", "mine"]);
const names = Object.keys(serviceContact.fields).filter((key) => !derived.has(key));

/** Columns of `service.contact c` under the names of the noun. */
export const columns: RawBuilder<unknown> = sql.raw(names.map((key) => `c.${snake(key)} as "${key}"`).join(", "));

/** What a contact is found by: pairs of neighbouring characters of its subject and the beginning of its content. */
export const tokensOf = (subject: string | null, content: string | null): string[] =>
  pairsOf(charactersOf(`${subject ?? ""} ${(content ?? "").slice(0, 1_000)}`), 600);

const insert: Statement = {
  name: "service.contact.insert",
  text: `
    insert into service.contact (customer_id, id, channel, direction, state, at, seconds, subject, content, counterpart, counterpart_kind, counterpart_exact,
                                 staff_id, staff_name, department_id, ticket_id, recording_url, tokens, handled_at, handled_by_name, created_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)`,
};

export type ContactValues = {
  readonly customerId: string;
  readonly id: string;
  readonly channel: string;
  readonly direction: string;
  readonly state: string;
  readonly at: string;
  readonly seconds: number | null;
  readonly subject: string | null;
  readonly content: string | null;
  readonly counterpart: Buffer | null;
  readonly counterpartKind: string | null;
  readonly counterpartExact: Buffer | null;
  readonly staffId: string | null;
  readonly staffName: string | null;
  readonly departmentId: string | null;
  readonly ticketId: string | null;
  readonly recordingUrl: string | null;
};

export const insertContact = (ctx: Context, row: ContactValues) =>
  ctx.query(insert, [
    row.customerId,
    row.id,
    row.channel,
    row.direction,
    row.state,
    row.at,
    row.seconds,
    row.subject,
    row.content,
    row.counterpart,
    row.counterpartKind,
    row.counterpartExact,
    row.staffId,
    row.staffName,
    row.departmentId,
    row.ticketId,
    row.recordingUrl,
    tokensOf(row.subject, row.content),
    row.state === "done" ? ctx.now : null,
    row.state === "done" ? ctx.actor.name : null,
    ctx.now,
  ]);

const lockClaims: Statement = {
  name: "service.claim.lock-of",
  text: `select 1 from service.claim where id = $1 for update`,
};

/** One contact; locked where it is about to change: its claim first, as those do who come by the claim. */
export async function findContact(
  ctx: Pick<Context, "tx" | "query">,
  id: string,
  locked = false,
): Promise<ContactRow | undefined> {
  if (locked) await ctx.query(lockClaims, [id]);
  const { rows } = await sql<ContactRow>`
    select ${columns} from service.contact c where c.id = ${id}::uuid ${locked ? sql`for update` : sql``}`.execute(
    ctx.tx,
  );
  return rows[0];
}

const lock: Statement = {
  name: "service.claim.lock",
  text: `select customer_id as "customerId", id from service.claim where kind = $1 and value = $2 for update`,
};

/** The contact behind a claimed value; who holds the claim's row is alone with the contact. */
export async function lockByClaim(ctx: Context, kind: string, value: string): Promise<ContactRow | undefined> {
  const [claim] = await ctx.query<{ id: string }>(lock, [kind, value]);
  return claim && findContact(ctx, claim.id, true);
}

export type ContactChange = Partial<
  Omit<Selectable<DB["service.contact"]>, "customerId" | "id" | "createdAt" | "version">
>;

/** Changes a contact. `edited` counts up the version by which two people who edit at once find out. */
export async function updateContact(
  ctx: Context,
  { customerId, id }: Pick<ContactRow, "customerId" | "id">,
  change: ContactChange,
  edited = false,
): Promise<void> {
  await ctx.tx
    .updateTable("service.contact")
    .set((eb) => ({ ...change, ...(edited && { version: eb("version", "+", 1) }) }))
    .where("customerId", "=", customerId)
    .where("id", "=", id)
    .execute();
}

/** Writes a contact, and what hangs on it alone, at another customer: a key is never changed in place. */
export async function moveContact(ctx: Context, contact: Pick<ContactRow, "customerId" | "id">, to: string) {
  const { customerId, id } = contact;
  for (const [table, which] of [
    ["service.contact", sql`t.id = ${id}::uuid`],
    ["service.attachment", sql`t.contact_id = ${id}::uuid and t.ticket_id is null`],
  ] as const)
    await sql`
      with gone as (delete from ${sql.table(table)} t where t.customer_id = ${customerId}::uuid and ${which} returning t as old)
      insert into ${sql.table(table)} select (jsonb_populate_record(gone.old, jsonb_build_object('customer_id', ${to}::text))).* from gone`.execute(
      ctx.tx,
    );
  await sql`update service.claim set customer_id = ${to}::uuid where id = ${id}::uuid`.execute(ctx.tx);
}

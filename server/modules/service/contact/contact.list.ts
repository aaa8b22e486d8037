import { sql } from "kysely";
import { snake } from "../../../platform/case.ts";
import type { Context } from "../../../platform/context.ts";
import { nobody } from "../../../platform/ids.ts";
import type { ListRequest, ListSource } from "../../../platform/lists/index.ts";
import { charactersOf, pairsOf } from "../../../platform/pairs.ts";
import { contactIndex, namesOfCustomers } from "../../customers/index.ts";
import { visibleContacts } from "./contact.access.ts";
import { serviceContact } from "./contact.fields.ts";
import { phoneOf } from "./contact.rules.ts";
import { columns, type ContactRow } from "./contact.store.ts";

/** Searches look at so many hits at most: one that finds more says too little. */
const most = 2_000;

/** The inbox over all channels. A whole number or e-mail finds who spoke, anything else what was said. */
export function contactList(ctx: Context, request: ListRequest): ListSource {
  const { search } = request;
  const exact = search === undefined ? undefined : exactOf(ctx, search);
  const hits = exact
    ? sql`select h.customer_id, h.id from service.contact h where h.counterpart_exact = ${exact} limit ${most}`
    : search &&
      sql`select h.customer_id, h.id from service.contact h where h.tokens @> ${pairsFrom(search)}::text[] limit ${most}`;
  return {
    noun: serviceContact,
    columns,
    from: hits
      ? sql`from (${hits}) hit join service.contact c on c.customer_id = hit.customer_id and c.id = hit.id`
      : sql`from service.contact c`,
    field: (key) => sql.ref(`c.${snake(key)}`),
    // As the indexes say it, so that the few of somebody, and the unknown ones, are found among many.
    condition: (condition) => {
      if (!("is" in condition)) return undefined;
      const { key, is } = condition;
      if (key === "mine")
        return is ? sql`c.staff_id = ${ctx.actor.id}::uuid` : sql`c.staff_id is distinct from ${ctx.actor.id}::uuid`;
      return is ? sql`c.customer_id <> ${sql.lit(nobody)}::uuid` : sql`c.customer_id = ${sql.lit(nobody)}::uuid`;
    },
    id: sql`c.id`,
    where: [visibleContacts(ctx.actor)],
  };
}

function exactOf({ services: { vault } }: Context, search: string): Buffer | undefined {
  if (search.includes("@")) return contactIndex(vault, "email", search).exact;
  const phone = phoneOf(search);
  return phone ? contactIndex(vault, "phone", phone).exact : undefined;
}

function pairsFrom(text: string): string[] {
  const characters = charactersOf(text);
  return characters.length > 1 ? pairsOf(characters, 40) : [characters[0] ?? ""];
}

type Listed = Pick<ContactRow, "customerId" | "id">;
/** As a reply takes it: the number is sealed until the mask opens it. */
type Shown = Omit<ContactRow, "counterpart"> & {
  counterpart: any;
  customerName: string | null;
  identified: boolean;
  mine: boolean;
};

/** Contacts with the names of their customers as the actor may see them. */
export async function withNames(ctx: Context, rows: readonly Listed[]): Promise<Shown[]> {
  const names = await namesOfCustomers(
    ctx,
    rows.map((row) => row.customerId).filter((id) => id !== nobody),
  );
  return rows.map((row) => ({
    ...(row as ContactRow),
    customerName: names.get(row.customerId) ?? null,
    identified: row.customerId !== nobody,
    mine: (row as ContactRow).staffId !== null && (row as ContactRow).staffId === ctx.actor.id,
  }));
}

/** The newest contacts of a customer, and of those who were merged into it. */
export async function contactsOf(ctx: Context, customerIds: readonly string[], limit: number, cursor?: string) {
  const { rows } = await sql<ContactRow>`
    select ${columns} from service.contact c
     where c.customer_id = any(${customerIds}::uuid[]) and (${cursor ?? null}::uuid is null or c.id < ${cursor ?? null}::uuid)
     order by c.id desc limit ${limit + 1}`.execute(ctx.tx);
  return withNames(ctx, rows);
}

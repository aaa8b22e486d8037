import { camel } from "../../../platform/case.ts";
import type { Context, Statement } from "../../../platform/context.ts";
import { newId } from "../../../platform/ids.ts";
import type { RecordKind } from "./kinds.ts";

const shown = (kind: RecordKind) => kind.columns.map((name) => `${name} as "${camel(name)}"`).join(", ");
const statement = (kind: RecordKind, verb: string, text: string): Statement => ({
  name: `customers.${kind.path}.${verb}`,
  text,
});
const mostOfAKind = 200;

export type RecordRow = { id: string } & Record<string, any>;

/** All records of a kind that a customer has, sealed values still sealed. */
export const listRecords = (ctx: Pick<Context, "query">, kind: RecordKind, customerId: string) =>
  ctx.query<RecordRow>(
    statement(
      kind,
      "list",
      `select ${shown(kind)} from ${kind.table} where customer_id = $1 order by ${kind.order} limit ${mostOfAKind}`,
    ),
    [customerId],
  );

export const findRecord = async (
  ctx: Pick<Context, "query">,
  kind: RecordKind,
  customerId: string,
  id: string,
): Promise<RecordRow | undefined> =>
  (
    await ctx.query<RecordRow>(
      statement(kind, "find", `select ${shown(kind)} from ${kind.table} where customer_id = $1 and id = $2`),
      [customerId, id],
    )
  )[0];

export async function insertRecord(
  ctx: Context,
  kind: RecordKind,
  customerId: string,
  values: Record<string, unknown>,
): Promise<RecordRow> {
  const dated =
    kind.table === "customers.communication" || kind.table === "customers.service_held" ? {} : { created_at: ctx.now };
  const all: Record<string, unknown> = {
    customer_id: customerId,
    id: newId(),
    ...values,
    ...kind.onlyAtFirst?.(ctx),
    ...dated,
  };
  const names = Object.keys(all);
  const [row] = await ctx.query<RecordRow>(
    statement(
      kind,
      "insert",
      `insert into ${kind.table} (${names.join(", ")}) values (${names.map((_, i) => `$${i + 1}`).join(", ")}) returning ${shown(kind)}`,
    ),
    Object.values(all),
  );
  return row!;
}

export async function updateRecord(
  ctx: Context,
  kind: RecordKind,
  customerId: string,
  id: string,
  values: Record<string, unknown>,
): Promise<RecordRow | undefined> {
  const sets = Object.keys(values).map((name, i) => `${name} = $${i + 3}`);
  const text = `update ${kind.table} set ${sets.join(", ")} where customer_id = $1 and id = $2 returning ${shown(kind)}`;
  return (await ctx.query<RecordRow>(statement(kind, "update", text), [customerId, id, ...Object.values(values)]))[0];
}

export const deleteRecord = async (ctx: Context, kind: RecordKind, customerId: string, id: string): Promise<boolean> =>
  (
    await ctx.query(
      statement(kind, "delete", `delete from ${kind.table} where customer_id = $1 and id = $2 returning id`),
      [customerId, id],
    )
  ).length > 0;

/** The others are no longer preferred. */
export async function preferOnly(ctx: Context, kind: RecordKind, customerId: string, row: RecordRow): Promise<void> {
  if (!kind.preferred || !row.isPrimary) return;
  const same = kind.preferred === "kind" ? "and kind = $3" : "";
  const text = `update ${kind.table} set is_primary = false where customer_id = $1 and id <> $2 and is_primary ${same}`;
  await ctx.query(statement(kind, "prefer", text), [customerId, row.id, ...(same ? [row.kind] : [])]);
}

const touch: Statement = {
  name: "customers.touch",
  text: "update customers.customer set updated_at = $2 where customer_id = $1",
};
export const touchCustomer = (ctx: Context, customerId: string) => ctx.query(touch, [customerId, ctx.now]);

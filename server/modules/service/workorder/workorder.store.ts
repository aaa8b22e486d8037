import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Actor } from "../../../platform/actor.ts";
import { camel, snake } from "../../../platform/case.ts";
import type { Context } from "../../../platform/context.ts";
import { divisionName } from "../../../platform/divisions/divisions.ts";
import { notFound } from "../../../platform/errors.ts";
import type { ListRequest, ListSource } from "../../../platform/lists/index.ts";
import { visibleOrders } from "./workorder.access.ts";
import type { Cause, Material, OrderKind, OrderState } from "./workorder.choices.ts";
import { workOrder } from "./workorder.fields.ts";

export type OrderRow = {
  customerId: string;
  id: string;
  number: string;
  kind: OrderKind;
  state: OrderState;
  ticketId: string | null;
  addressId: string | null;
  area: string | null;
  areaName: string | null;
  locality: "town" | "country";
  skill: string | null;
  urgency: string;
  description: string;
  departmentId: string | null;
  visitId: string | null;
  installerId: string | null;
  installerName: string | null;
  windowFrom: string | null;
  windowTo: string | null;
  visits: number;
  promisedBy: string | null;
  dueAt: string | null;
  lateNoticeAt: string | null;
  lateReason: string | null;
  lateUntil: string | null;
  testPassed: boolean | null;
  testNote: string | null;
  cause: Cause | null;
  workNote: string | null;
  materials: Material[];
  signerName: string | null;
  signedAt: string | null;
  signatureRefusal: string | null;
  lateDays: number | null;
  owed: "late_fee" | "rent_waiver" | null;
  owedShare: string | null;
  endReason: string | null;
  openedBy: string | null;
  openedByName: string;
  openedAt: string;
  endedAt: string | null;
  updatedAt: string;
  version: number;
};

const columns = Object.keys(workOrder.fields)
  .filter((key) => key !== "dueAt" && key !== "areaName")
  .map((key) => `o.${snake(key)} as "${camel(snake(key))}"`)
  .join(", ");
const due = `(select min(p.due_at) from policy.open_promises p where p.customer_id = o.customer_id and p.subject_id = o.id and p.control <> 'service.visit-notice')`;
const all = sql.raw(`${columns}, ${due} as "dueAt"`);

const named = <R extends { area: string | null }>(row: R): R & { areaName: string | null } => ({
  ...row,
  areaName: divisionName(row.area),
});

type Where = { readonly lock?: boolean; readonly order?: RawBuilder<unknown>; readonly limit?: number };

/** Orders that meet a condition on `o`, whoever asks. */
export async function findOrders(
  ctx: Pick<Context, "tx">,
  where: RawBuilder<SqlBool>,
  { lock = false, order = sql`o.window_from nulls first, o.id`, limit = 2_000 }: Where = {},
): Promise<OrderRow[]> {
  const { rows } = await sql<OrderRow>`
    select ${all} from service.work_order o where ${where} order by ${order} limit ${limit} ${lock ? sql`for update of o` : sql``}`.execute(
    ctx.tx,
  );
  return rows.map(named);
}

/** The order, if this actor may know of it. @throws AppError platform.not_found (404) */
export async function loadOrder(ctx: Context, id: string, lock = false): Promise<OrderRow> {
  const [row] = await findOrders(ctx, sql`o.id = ${id} and ${visibleOrders(ctx.actor)}`, { lock });
  if (!row) throw notFound(workOrder.label);
  return row;
}

export const orderList = (actor: Actor, request: ListRequest): ListSource => ({
  noun: workOrder,
  columns: all,
  from: sql`from service.work_order o`,
  field: (key) => (key === "dueAt" ? sql.raw(due) : sql.ref(`o.${snake(key)}`)),
  id: sql`o.id`,
  where: [
    visibleOrders(actor),
    ...(request.search
      ? [
          sql<SqlBool>`(o.number ilike ${`%${likely(request.search)}%`} or o.description ilike ${`%${likely(request.search)}%`})`,
        ]
      : []),
  ],
  condition: (condition) =>
    condition.key === "area" && "startsWith" in condition
      ? sql<SqlBool>`o.area like ${`${condition.startsWith.replace(/(00)+$/, "")}%`}`
      : undefined,
});
const likely = (text: string) => text.replace(/[\\%_]/g, "\\$&");

export const withAreas = <R extends { area: string | null }>(rows: readonly R[]) => rows.map(named);

export type NewOrderRow = Pick<
  OrderRow,
  | "customerId"
  | "id"
  | "number"
  | "kind"
  | "ticketId"
  | "addressId"
  | "area"
  | "locality"
  | "skill"
  | "urgency"
  | "description"
  | "departmentId"
  | "openedAt"
>;

export const insertOrder = (ctx: Context, row: NewOrderRow) =>
  ctx.tx
    .insertInto("service.workOrder")
    .values({ ...row, openedBy: ctx.actor.id, openedByName: ctx.actor.name, updatedAt: ctx.now })
    .execute();

export type OrderChange = Partial<
  Omit<OrderRow, "materials" | "customerId" | "id" | "dueAt" | "areaName" | "version" | "updatedAt">
> & { materials?: string; signature?: Buffer | null };

/** Writes a change of an order that was just loaded under its lock. */
export const updateOrder = (
  ctx: Context,
  { customerId, id }: Pick<OrderRow, "customerId" | "id">,
  change: OrderChange,
) =>
  ctx.tx
    .updateTable("service.workOrder")
    .set((eb) => ({ ...change, version: eb("version", "+", 1), updatedAt: ctx.now }) as never)
    .where("customerId", "=", customerId)
    .where("id", "=", id)
    .execute();

export const signatureOf = async (ctx: Context, { customerId, id }: Pick<OrderRow, "customerId" | "id">) =>
  (
    await ctx.tx
      .selectFrom("service.workOrder")
      .select("signature")
      .where("customerId", "=", customerId)
      .where("id", "=", id)
      .executeTakeFirst()
  )?.signature ?? null;

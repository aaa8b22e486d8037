import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Context } from "../../../platform/context.ts";
import { placeKey, placesOf, revealAtPlace } from "../../customers/index.ts";
import { customerObligations, registryIn } from "../../policy/index.ts";
import { notFound } from "../../../platform/errors.ts";
import { listPhotos } from "./photo.store.ts";
import { stepsOf } from "./step.store.ts";
import { seesContent } from "./workorder.access.ts";
import { listVisits } from "./visit.store.ts";
import { findOrders, loadOrder, type OrderRow } from "./workorder.store.ts";

/** Orders with the names of their customers, as the actor may see them. */
export async function withNames<R extends { customerId: string; addressId: string | null }>(
  ctx: Context,
  rows: readonly R[],
) {
  const places = await placesOf(ctx, rows);
  return rows.map((row) => ({ ...row, customerName: places.get(placeKey(row))?.name ?? null }));
}

/** Everything about one order, as its page and the installer's phone show it. */
async function detailOf(ctx: Context, order: OrderRow) {
  const place = (await placesOf(ctx, [order])).get(placeKey(order));
  const promises = (await customerObligations(ctx, order.customerId)).filter((one) => one.subjectId === order.id);
  const controls = registryIn(ctx.services);
  return {
    ...order,
    customerName: place?.name ?? null,
    address: place?.address ?? null,
    phone: place?.phone ?? null,
    goings: (await listVisits(ctx, order)).map((one) => (seesContent(ctx.actor) ? one : { ...one, reason: null })),
    steps: await stepsOf(ctx, order),
    photos: seesContent(ctx.actor) ? await listPhotos(ctx, order) : [],
    promises: promises.map((one) => ({
      id: one.id,
      label: controls.get(one.control)?.label ?? { zh: one.control, en: one.control },
      clause: one.clause,
      state: one.state,
      openedAt: one.openedAt,
      dueAt: one.dueAt,
      pausedSince: one.pausedSince,
      settledAt: one.settledAt,
    })),
  };
}

export const readOrder = async (ctx: Context, id: string) => detailOf(ctx, await loadOrder(ctx, id));

/** An installer's orders of one day, in the order of their windows. */
export async function readDay(ctx: Context, from: Date, to: Date) {
  const mine: RawBuilder<SqlBool> = sql`o.installer_id = ${ctx.actor.id}::uuid and o.window_from >= ${from} and o.window_from < ${to}
    and o.state in ('dispatched', 'travelling', 'arrived', 'done', 'scheduled')`;
  const days = [];
  for (const order of await findOrders(ctx, mine)) days.push(await detailOf(ctx, order));
  return days;
}

/** Shows the address or the phone of an order's customer in clear, once, with its reason on the customer's timeline. */
export async function revealOf(ctx: Context, id: string, what: "address" | "phone", reason: string) {
  const order = await loadOrder(ctx, id);
  const place = (await placesOf(ctx, [order])).get(placeKey(order));
  const held = what === "address" ? place?.address : place?.phone;
  if (!place || !held) throw notFound(what === "address" ? { zh: "地址", en: "address" } : { zh: "电话", en: "phone" });
  return revealAtPlace(ctx, place.customerId, {
    noun: what === "address" ? "address" : "contact",
    field: what === "address" ? "detail" : "value",
    id: held.id,
    reason,
  });
}

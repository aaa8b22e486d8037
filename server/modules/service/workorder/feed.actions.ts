import { createHash, randomBytes } from "node:crypto";
import { sql } from "kysely";
import ical from "ical-generator";
import type { Context } from "../../../platform/context.ts";
import { notFound } from "../../../platform/errors.ts";
import { isActiveStaff } from "../../identity/index.ts";
import { orderKinds } from "./workorder.choices.ts";
import { findOrders } from "./workorder.store.ts";

const hashOf = (token: string): Buffer => createHash("sha256").update(token).digest();

/** How a feed stands: whether there is one, when it was made and last read. */
export const feedOf = async (ctx: Context) => {
  const row = await ctx.tx
    .selectFrom("service.installer")
    .select(["feedMadeAt", "feedReadAt"])
    .where("staffId", "=", ctx.actor.id)
    .executeTakeFirst();
  return { madeAt: row?.feedMadeAt ?? null, readAt: row?.feedReadAt ?? null };
};

/** A feed of one's own; the one before it, if any, works no more. The token is told once: its hash is kept. */
export async function makeFeed(ctx: Context): Promise<string> {
  const token = `yzc_${randomBytes(32).toString("base64url")}`;
  const feed = { feedHash: hashOf(token), feedMadeAt: ctx.now, feedReadAt: null, updatedAt: ctx.now };
  await ctx.tx
    .insertInto("service.installer")
    .values({ staffId: ctx.actor.id!, ...feed })
    .onConflict((same) => same.column("staffId").doUpdateSet(feed))
    .execute();
  await ctx.emit({ kind: "service.installer.feed-made", subjectType: "staff", subjectId: ctx.actor.id! });
  return token;
}

export async function revokeFeed(ctx: Context, staffId: string): Promise<void> {
  const gone = await ctx.tx
    .updateTable("service.installer")
    .set({ feedHash: null, feedMadeAt: null, feedReadAt: null, updatedAt: ctx.now })
    .where("staffId", "=", staffId)
    .where("feedHash", "is not", null)
    .returning("staffId")
    .execute();
  if (gone.length) await ctx.emit({ kind: "service.installer.feed-revoked", subjectType: "staff", subjectId: staffId });
}

const past = 14 * 86_400_000;
const ahead = 60 * 86_400_000;

/**
 * An installer's visits as iCalendar, for whoever holds the token: the number and the area only, since calendars of
 * phones go to other companies. @throws AppError platform.not_found (404) for a token that is none
 */
export async function readFeed(ctx: Context, token: string): Promise<string> {
  const { rows } = await sql<{ staffId: string; name: string }>`
    select i.staff_id as "staffId", s.name from service.installer i join identity.staff_facts s on s.id = i.staff_id
     where i.feed_hash = ${hashOf(token)}`.execute(ctx.tx);
  const [owner] = rows;
  if (!owner || !(await isActiveStaff(ctx, owner.staffId))) throw notFound({ zh: "日历订阅", en: "calendar feed" });
  await sql`update service.installer set feed_read_at = ${ctx.now} where staff_id = ${owner.staffId}`.execute(ctx.tx);
  const now = ctx.now.getTime();
  const orders = await findOrders(
    ctx,
    sql`o.installer_id = ${owner.staffId}::uuid and o.window_from > ${new Date(now - past)} and o.window_from < ${new Date(now + ahead)}
        and o.state not in ('new', 'failed', 'cancelled')`,
  );
  const calendar = ical({
    name: `上门工单 · ${owner.name}`,
    prodId: { company: "Youzhang", product: "Work orders" },
    ttl: 900,
  });
  for (const order of orders)
    calendar.createEvent({
      id: order.id,
      start: new Date(order.windowFrom!),
      end: new Date(order.windowTo!),
      stamp: ctx.now,
      summary: `${orderKinds[order.kind].zh} ${order.number}${order.areaName ? ` · ${order.areaName}` : ""}`,
    });
  return calendar.toString();
}

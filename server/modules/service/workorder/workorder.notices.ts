import { sql } from "kysely";
import { may } from "../../../platform/actor.ts";
import type { NoticeKind, NoticeSubject } from "../../../platform/notice/index.ts";
import { visibleOrders } from "./workorder.access.ts";

const kind = (verb: string, zh: string, en: string): NoticeKind => ({ kind: `workorder.${verb}`, text: { zh, en } });

/** What an installer hears of their visits. */
export const notices: readonly NoticeKind[] = [
  kind("dispatched", "上门工单派给您", "A visit is yours"),
  kind("moved", "上门时间已改约", "A visit was moved"),
  kind("cancelled", "上门已取消", "A visit was called off"),
  kind("taken", "上门已转给他人", "A visit is not yours any more"),
];

export const orderSubject: NoticeSubject = {
  type: "work_order",
  label: { zh: "上门工单", en: "Work order" },
  look: async (ctx, ids) => {
    const visible = may(ctx.actor, "service.orders.read") ? visibleOrders(ctx.actor) : sql`false`;
    const { rows } = await sql<{ id: string; number: string; visible: boolean }>`
      select o.id, o.number, ${visible} as visible from service.work_order o where o.id = any(${ids})`.execute(ctx.tx);
    return new Map(rows.map(({ id, number, visible: seen }) => [id, { name: number, title: null, visible: seen }]));
  },
};

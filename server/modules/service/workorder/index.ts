import type { Context } from "../../../platform/context.ts";
import type { EventKind } from "../../../platform/events.ts";
import type { Part } from "../part.ts";
import { boardRoutes } from "./board.http.ts";
import { feedRoutes } from "./feed.http.ts";
import { installerRoutes } from "./installers.http.ts";
import { watchOrders } from "./late.actions.ts";
import { moveRoutes } from "./moves.http.ts";
import { proofRoutes } from "./proof.http.ts";
import { workOrderControls } from "./workorder.controls.ts";
import { workOrder } from "./workorder.fields.ts";
import { notices, orderSubject } from "./workorder.notices.ts";
import { workOrderRoutes } from "./workorders.http.ts";

const told = (verb: string, zh: string, en: string): EventKind => ({ kind: `service.${verb}`, text: { zh, en } });

const events: readonly EventKind[] = [
  told("workorder.opened", "开上门工单 {number}", "Work order {number} opened"),
  told("workorder.scheduled", "上门工单 {number} 约定时间", "Work order {number}: time agreed"),
  told("workorder.moved", "上门工单 {number} 改约", "Work order {number}: time moved"),
  told("workorder.dispatched", "派发上门工单 {number}", "Work order {number} dispatched"),
  told("workorder.departed", "上门工单 {number}：装维人员出发", "Work order {number}: installer on the way"),
  told("workorder.arrived", "上门工单 {number}：装维人员到达", "Work order {number}: installer arrived"),
  told("workorder.signed", "上门工单 {number}：客户签字", "Work order {number}: the customer signed"),
  told("workorder.completed", "上门工单 {number} 完工", "Work order {number} done"),
  told("workorder.failed", "上门工单 {number} 未成", "Work order {number} failed"),
  told("workorder.cancelled", "上门工单 {number} 取消", "Work order {number} cancelled"),
  told("workorder.late-told", "上门工单 {number}：告知客户延误", "Work order {number}: customer told of the delay"),
  told("workorder.steps-changed", "修改上门步骤（{kind}）", "Steps of work orders changed ({kind})"),
  told("installer.changed", "修改装维人员的区域、技能或工作时间", "Installer's areas, skills or hours changed"),
  told("installer.absent", "登记装维人员请假", "Installer's absence recorded"),
  told("installer.present", "删除装维人员请假", "Installer's absence removed"),
  told("installer.feed-made", "生成上门日历订阅", "Calendar feed of visits made"),
  told("installer.feed-revoked", "停用上门日历订阅", "Calendar feed of visits revoked"),
];

export const workorderPart: Part = {
  nouns: [workOrder],
  lists: { "service.workOrders": workOrder },
  events,
  notices,
  noticeSubjects: [orderSubject],
  controls: workOrderControls,
  topics: [{ prefix: "work-orders", grant: "service.orders.read" }],
  sealed: [
    { table: "service.work_order", key: ["customer_id", "id"], column: "signature", context: "workOrder.signature" },
  ],
  tasks: { "service.workorders.watch": (ctx: Context) => watchOrders(ctx) },
  cron: [{ task: "service.workorders.watch", pattern: "*/5 * * * *" }],
  routes: (app) => {
    workOrderRoutes(app);
    boardRoutes(app);
    moveRoutes(app);
    proofRoutes(app);
    installerRoutes(app);
    feedRoutes(app);
  },
};

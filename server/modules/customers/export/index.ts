import * as platform from "../../../platform/export/index.ts";
import { customer } from "../customer.fields.ts";
import { customerList } from "../customer.store.ts";

const list: platform.ExportList = {
  key: "customers.export",
  reads: "customers.read",
  list: "customers",
  path: "/api/v1/exports",
  noun: customer,
  label: { zh: "导出客户", en: "Export of customers" },
  file: { zh: "客户", en: "customers" },
  sort: () => "-createdAt",
  source: (ctx, request) => customerList(ctx, ctx.actor, request),
};

export const exportRoutes = platform.exportRoutes(list);
export const exportRuns = platform.exportRuns(list);
export const exportEvents = platform.exportEvents(list, { zh: "导出 {rows} 位客户", en: "{rows} customers exported" });

import * as platform from "../../../platform/export/index.ts";
import { namesOfCustomers } from "../../customers/index.ts";
import { listCategories } from "./category.store.ts";
import { ticketSought } from "./sought.ts";
import { ticket } from "./ticket.fields.ts";
import { ticketList } from "./ticket.list.ts";

const columns = [
  "number",
  "subject",
  "customerId",
  "kind",
  "categoryKey",
  "state",
  "grade",
  "severity",
  "urgency",
  "source",
  "departmentName",
  "assigneeName",
  "openedAt",
  "dueAt",
  "closedAt",
  "content",
  "outcome",
  "waitingFor",
  "satisfied",
  "reopened",
  "openedByName",
  "firstContactAt",
  "promisedAt",
  "solvedAt",
  "toldAt",
  "updatedAt",
];

const list: platform.ExportList = {
  key: "service.tickets.export",
  reads: "service.tickets.read",
  list: "tickets",
  path: "/api/v1/ticket-exports",
  noun: ticket,
  sought: ticketSought,
  columns,
  label: { zh: "导出工单", en: "Export of tickets" },
  file: { zh: "工单", en: "tickets" },
  sort: ({ queue = "all" }) => (queue === "all" ? "-openedAt" : "priority"),
  source: ticketList,
  lookUp: async (ctx, rows) => {
    const names = await namesOfCustomers(
      ctx,
      rows.map((row) => row.customerId as string),
    );
    const categories = new Map((await listCategories(ctx)).map((one) => [one.key, one.label[ctx.language]]));
    return ({ customerId, categoryKey }) => ({
      customerId: names.get(customerId as string) ?? null,
      categoryKey: categories.get(categoryKey as string) ?? null,
    });
  },
};

export const ticketExportRoutes = platform.exportRoutes(list);
export const ticketExportRuns = platform.exportRuns(list);
export const ticketExportEvents = platform.exportEvents(list, {
  zh: "导出 {rows} 件工单",
  en: "{rows} tickets exported",
});

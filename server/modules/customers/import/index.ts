import type { EventKind } from "../../../platform/events.ts";
import { fileRoutes, sweepFiles } from "../../../platform/files/index.ts";
import type { CronItem, Tasks } from "../../../platform/jobs.ts";
import type { Routes } from "../../../platform/http/route.ts";
import type { RunKinds } from "../../../platform/runs.ts";
import { importRun } from "./import.run.ts";
import { importRoutes as ownRoutes } from "./imports.http.ts";
import { sweepRefusals } from "./retention.ts";

export { writeErrorFile } from "./error-file.ts";
export { importFile } from "./import-file.ts";
export { shippedMappings } from "./shipped.ts";

export const importRoutes: Routes = (app) => {
  fileRoutes("customers.import")(app);
  ownRoutes(app);
};
export const importRuns: RunKinds = { "customers.import": importRun };
export const importTasks: Tasks = {
  "platform.sweep-files": sweepFiles,
  "customers.sweep-refusals": sweepRefusals,
};
export const importCron: readonly CronItem[] = [
  { task: "platform.sweep-files", pattern: "25 3 * * *" },
  { task: "customers.sweep-refusals", pattern: "35 3 * * *" },
];
export const importEvents: readonly EventKind[] = [
  {
    kind: "customers.import.finished",
    text: {
      zh: "批量导入完成：新增 {new}，更新 {updated}，拒收 {refused}",
      en: "Import finished: {new} new, {updated} updated, {refused} refused",
    },
  },
  {
    kind: "customers.import.cancelled",
    text: {
      zh: "批量导入被取消，已写入：新增 {new}，更新 {updated}，拒收 {refused}",
      en: "Import cancelled after {new} new, {updated} updated, {refused} refused",
    },
  },
  {
    kind: "customers.import.failed",
    text: {
      zh: "批量导入中断，已写入：新增 {new}，更新 {updated}，拒收 {refused}",
      en: "Import broke off after {new} new, {updated} updated, {refused} refused",
    },
  },
];

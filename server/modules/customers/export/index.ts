import type { EventKind } from "../../../platform/events.ts";
import type { RunKinds } from "../../../platform/runs.ts";
import { exportRun } from "./export.run.ts";

export { exportRoutes } from "./exports.http.ts";

export const exportRuns: RunKinds = { "customers.export": exportRun };
export const exportEvents: readonly EventKind[] = [
  { kind: "customers.export.made", text: { zh: "导出 {rows} 位客户", en: "{rows} customers exported" } },
  { kind: "customers.export.downloaded", text: { zh: "下载导出文件", en: "Export downloaded" } },
];

export { exportEvents, type ExportList } from "./export.list.ts";
export { type ExportPlan, exportRuns } from "./export.run.ts";
export { exportRoutes } from "./exports.http.ts";

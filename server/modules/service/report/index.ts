import type { Part } from "../part.ts";
import { reportControls } from "./report.controls.ts";
import { promiseReports } from "./report.jobs.ts";
import { reportRoutes } from "./reports.http.ts";

export const reportPart: Part = {
  events: [
    { kind: "service.report.filed", text: { zh: "提交 {day} 工作日报", en: "Daily report of {day} filed" } },
    { kind: "service.report.read", text: { zh: "阅看工作日报", en: "Daily report read" } },
  ],
  controls: reportControls,
  routes: reportRoutes,
  tasks: { "service.reports.promise": promiseReports },
  cron: [{ task: "service.reports.promise", pattern: "*/15 * * * *" }],
};

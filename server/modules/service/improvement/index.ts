import type { EventKind } from "../../../platform/events.ts";
import type { Part } from "../part.ts";
import { openAnalyses } from "./analysis.actions.ts";
import { analysisRoutes } from "./analysis.http.ts";
import { checkImprovements } from "./effect.actions.ts";
import { controls } from "./improvement.controls.ts";
import { improvementRoutes } from "./improvements.http.ts";

const told = (kind: string, zh: string, en: string): EventKind => ({ kind: `service.${kind}`, text: { zh, en } });

export const improvementPart: Part = {
  events: [
    told("improvement.planned", "制定改进措施", "Improvement planned"),
    told("improvement.implemented", "落实改进措施", "Improvement carried out"),
    told(
      "improvement.effective",
      "改进有效：投诉由 {before} 件降至 {after} 件",
      "Improvement works: {before} complaints became {after}",
    ),
    told(
      "improvement.reopened",
      "改进无效，重新启动：{before} 件到 {after} 件",
      "Improvement did not work, opened again: {before} to {after}",
    ),
    told("improvement.dropped", "终止改进", "Improvement given up"),
    told("complaint_analysis.signed", "签署投诉分析", "Complaint analysis signed"),
  ],
  controls,
  tasks: { "service.improvement-check": checkImprovements, "service.complaint-analyses": openAnalyses },
  cron: [
    { task: "service.improvement-check", pattern: "27 * * * *" },
    { task: "service.complaint-analyses", pattern: "19 * * * *" },
  ],
  routes: (app) => {
    analysisRoutes(app);
    improvementRoutes(app);
  },
};

import type { Part } from "../part.ts";
import { checkRoutes } from "./checks.http.ts";
import { drawQualitySamples } from "./draw.actions.ts";
import { qualityControls } from "./quality.controls.ts";
import { qualityRoutes } from "./quality.http.ts";

const told = (verb: string, zh: string, en: string) => ({ kind: `service.quality.${verb}`, text: { zh, en } });

export const qualityPart: Part = {
  events: [
    told("drawn", "抽取质检样本 {drawn} 件（{sheet}）", "Quality samples drawn: {drawn}"),
    told("scored", "质检评分", "Quality check scored"),
    told("disputed", "对质检评分提出异议", "Score disputed"),
    told("reviewed", "复核质检评分", "Score reviewed"),
    told("talked", "质检面谈", "Talk after a quality check"),
    told("looked", "质检复查", "Looked again after a talk"),
    told("sheet", "修订评分表 {key} 第 {version} 版", "Score sheet {key}, version {version}"),
  ],
  controls: qualityControls,
  routes: (app) => {
    checkRoutes(app);
    qualityRoutes(app);
  },
  tasks: { "service.quality.draw": drawQualitySamples },
  // After midnight of the company's zone, and again in case the program was off.
  cron: [{ task: "service.quality.draw", pattern: "33 * * * *" }],
};

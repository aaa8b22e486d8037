import type { Part } from "../part.ts";
import { controls } from "./rota.controls.ts";
import { rotaRoutes } from "./rotas.http.ts";

export { endOfDuty } from "./rota.actions.ts";

/** The duty rota of the desk. */
export const rotaPart: Part = {
  controls,
  routes: rotaRoutes,
  events: [
    { kind: "service.shift.added", text: { zh: "新增班次「{name}」", en: "Shift “{name}” added" } },
    { kind: "service.shift.changed", text: { zh: "修改班次「{name}」", en: "Shift “{name}” changed" } },
    { kind: "service.shift.retired", text: { zh: "停用班次「{name}」", en: "Shift “{name}” retired" } },
    { kind: "service.duty.assigned", text: { zh: "安排 {day} {shift}值班", en: "Put on duty: {shift}, {day}" } },
    { kind: "service.duty.removed", text: { zh: "取消 {day} {shift}值班", en: "Taken off duty: {shift}, {day}" } },
    {
      kind: "service.rota.copied",
      text: { zh: "把 {from} 一周的值班复制到 {to}", en: "Rota of the week of {from} copied to {to}" },
    },
  ],
};

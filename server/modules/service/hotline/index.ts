import type { Part } from "../part.ts";
import { endStaleCalls } from "./desk.actions.ts";
import { callEventRoutes } from "./events.http.ts";
import { hotlineRoutes } from "./hotlines.http.ts";
import { simulatedEvent, simulatedTask } from "./simulate.ts";
import { formerContext, secretContext } from "./switchboard.store.ts";

export { signatureOf } from "./signature.rules.ts";
export { telephoneToRing } from "./simulate.ts";
export { addSwitchboard } from "./switchboard.actions.ts";
export { findSwitchboard, listSwitchboards, secretContext } from "./switchboard.store.ts";

const told = (verb: string, zh: string, en: string) => ({ kind: `service.${verb}`, text: { zh, en } });

/** The hotline: calls that switchboards tell of. */
export const hotlinePart: Part = {
  routes: (app) => {
    callEventRoutes(app);
    hotlineRoutes(app);
  },
  tasks: { [simulatedTask]: simulatedEvent, "service.call.stale": endStaleCalls },
  cron: [{ task: "service.call.stale", pattern: "*/10 * * * *" }],
  events: [
    told("switchboard.added", "登记交换机「{name}」", "Switchboard “{name}” registered"),
    told("switchboard.rotated", "更换交换机「{name}」的密钥", "Secret of switchboard “{name}” changed"),
    told("switchboard.disabled", "停用交换机「{name}」", "Switchboard “{name}” switched off"),
    told("extension.set", "使用分机 {extension}", "Sits at extension {extension}"),
    told("extension.removed", "离开分机 {extension}", "Left extension {extension}"),
  ],
  sealed: [
    { table: "service.switchboard", key: ["id"], column: "secret", context: secretContext },
    { table: "service.switchboard", key: ["id"], column: "former_secret", context: formerContext },
  ],
};

import type { Module } from "../../platform/module.ts";
import { events } from "./events.ts";
import { permissions } from "./permissions.ts";

export { type Control, decision, guard, type GuardControl, metric, obligation, registryOf } from "./control/control.ts";
export { decide, decisionBinding, decisionSql } from "./control/decide.ts";
export { bindingsOf, installControls } from "./installation.ts";
export { fulfil, openObligations, type Promised } from "./obligation/obligation.actions.ts";

export const policy: Module = {
  name: "policy",
  permissions,
  nouns: [],
  events,
};
export { ensureDocument, insertDraft, putInForce } from "./document/enact.ts";
export { readPack } from "./document/read.ts";

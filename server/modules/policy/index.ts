import type { Module } from "../../platform/module.ts";
import { complianceRoutes } from "./compliance/compliance.http.ts";
import { events } from "./events.ts";
import { closeFigures } from "./metric/figures.ts";
import { metricRoutes } from "./metric/metrics.http.ts";
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
  routes: (app) => {
    metricRoutes(app);
    complianceRoutes(app);
  },
  tasks: { "policy.figures": closeFigures },
  cron: [{ task: "policy.figures", pattern: "7 * * * *" }],
};
export { explain, readFact, showValue } from "./decision/index.ts";
export type { Binding } from "./document/compile.ts";
export { ensureDocument, insertDraft, putInForce } from "./document/enact.ts";
export { checkPolicies } from "./document/check.ts";
export type { PolicyProblem } from "./document/problem.ts";
export { readPack } from "./document/read.ts";

import type { Module } from "../../platform/module.ts";
import { extendTask } from "./calendar/calendar.actions.ts";
import { calendarRoutes } from "./calendar/calendars.http.ts";
import { recomputeRun } from "./calendar/recompute.ts";
import { clauseRoutes } from "./clauses.http.ts";
import { complianceRoutes } from "./compliance/compliance.http.ts";
import { turnPolicies } from "./document/turn.ts";
import { events } from "./events.ts";
import { approvalRoutes } from "./guard/approvals.http.ts";
import { closeFigures } from "./metric/figures.ts";
import { metricRoutes } from "./metric/metrics.http.ts";
import { sweepNotices } from "./obligation/notice.store.ts";
import { noticeRoutes } from "./obligation/notices.http.ts";
import { obligationRoutes } from "./obligation/obligations.http.ts";
import { sweepTask } from "./obligation/sweep.ts";
import { permissions } from "./permissions.ts";
import { replayKind } from "./replay/replay.actions.ts";
import { replayRun } from "./replay/replay.run.ts";
import { replayRoutes } from "./replay/replays.http.ts";
import { policyRoutes } from "./policies.http.ts";
import { tableRoutes } from "./tables.http.ts";

export {
  type Control,
  decision,
  guard,
  type GuardCheck,
  type GuardControl,
  metric,
  obligation,
  type ObligationControl,
  registryOf,
} from "./control/control.ts";
export { decide, decisionBinding, decisionSql } from "./control/decide.ts";
export { decideFor, keepDecisions } from "./control/keep.ts";
export { type Ask, askGuard } from "./guard/guard.ts";
export { bindingsOf, installControls, registryIn } from "./installation.ts";
export { breach, fulfil, openObligations, type Promised } from "./obligation/obligation.actions.ts";
export { forgetWords } from "./forget.store.ts";
export { installCustomerNames } from "./obligation/names.ts";
export { moveKinds, movePromises } from "./obligation/move.ts";
export { releaseObligations } from "./obligation/release.ts";
export { handPromises, releaseSubject, restPromises, wakePromises } from "./obligation/subject.ts";
export { Explanation, showExplanation } from "./obligation/explanation.schema.ts";
export { Obligation, showObligations } from "./obligation/obligation.schema.ts";
export { customerObligations, findObligation, subjectObligations } from "./obligation/row.store.ts";

export const policy: Module = {
  name: "policy",
  permissions,
  nouns: [],
  events,
  routes: (app) => {
    policyRoutes(app);
    clauseRoutes(app);
    tableRoutes(app);
    metricRoutes(app);
    complianceRoutes(app);
    replayRoutes(app);
    obligationRoutes(app);
    noticeRoutes(app);
    approvalRoutes(app);
    calendarRoutes(app);
  },
  tasks: {
    "policy.turn": turnPolicies,
    "policy.figures": closeFigures,
    "policy.obligations.sweep": sweepTask,
    "policy.notices.sweep": sweepNotices,
    "policy.calendars.extend": extendTask,
  },
  runs: { "policy.calendar.recompute": recomputeRun, [replayKind]: replayRun },
  cron: [
    { task: "policy.turn", pattern: "* * * * *" },
    { task: "policy.figures", pattern: "7 * * * *" },
    { task: "policy.obligations.sweep", pattern: "* * * * *" },
    { task: "policy.notices.sweep", pattern: "45 18 * * *" },
    { task: "policy.calendars.extend", pattern: "20 18 * * *" },
  ],
};
export { type NewReplay, startReplay } from "./replay/replay.actions.ts";
export { findReplay } from "./replay/replay.store.ts";
export { type ClosedFigure, closedFigures } from "./metric/figures.ts";
export { complianceReport } from "./compliance/report.ts";
export { complianceWorkbook } from "./compliance/workbook.ts";
export { explain, readFact, showValue } from "./decision/index.ts";
export type { Binding } from "./document/compile.ts";
export { ensureDocument, insertDraft, putInForce } from "./document/enact.ts";
export { checkPolicies } from "./document/check.ts";
export type { PolicyProblem } from "./document/problem.ts";
export { controlsPage } from "./document/control.markdown.ts";
export { readPack } from "./document/read.ts";
export { shippedPacks } from "./document/shipped.ts";
export { filesOf } from "./document/read.ts";
export { approveVersion, importPack, loadVersion, submitVersion } from "./document/version.actions.ts";
export { listDocuments } from "./document/version.store.ts";
export type { Override } from "./replay/candidate.ts";

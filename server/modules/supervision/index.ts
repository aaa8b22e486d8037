import type { Module } from "../../platform/module.ts";
import { findFeedback } from "./feedback.actions.ts";
import { feedbackRoutes } from "./feedback.http.ts";
import { forgetNotes } from "./feedback.store.ts";
import { openInspections } from "./inspection.actions.ts";
import { inspectionRoutes } from "./inspections.http.ts";
import { findShortfalls } from "./shortfall.actions.ts";
import { shortfallRoutes } from "./shortfalls.http.ts";
import { events, permissions } from "./supervision.declarations.ts";

export { supervisionControls } from "./supervision.controls.ts";

export const supervision: Module = {
  name: "supervision",
  permissions,
  nouns: [],
  events,
  routes: (app) => {
    inspectionRoutes(app);
    shortfallRoutes(app);
    feedbackRoutes(app);
  },
  forget: forgetNotes,
  tasks: {
    "supervision.inspections": openInspections,
    "supervision.shortfalls": findShortfalls,
    "supervision.feedback": findFeedback,
  },
  // A quarter of an hour after the figures of closed periods are kept.
  cron: [
    { task: "supervision.inspections", pattern: "11 * * * *" },
    { task: "supervision.shortfalls", pattern: "22 * * * *" },
    { task: "supervision.feedback", pattern: "3 * * * *" },
  ],
};

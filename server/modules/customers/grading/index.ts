export { managersNamed } from "./account-manager.ts";
export { controls as gradeControls } from "./grade.controls.ts";
export { grade } from "./grade.fields.ts";
export { gradeRoutes } from "./grade.http.ts";
export { gradingEvents } from "./grading.events.ts";
export { gradingRoutes } from "./grading.http.ts";
export { gradingCron, gradingRuns, gradingTasks } from "./grading.jobs.ts";
export { approveGrading, startGrading } from "./grading.actions.ts";
export { findGrading, gradeMoves } from "./grading.store.ts";

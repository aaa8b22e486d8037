import type { Part } from "../part.ts";
import { analysisRoutes } from "./analysis.http.ts";
import { endUncallable } from "./callback.actions.ts";
import { controls } from "./callback.controls.ts";
import { events } from "./callback.events.ts";
import { callback, callbackAnswer, callbackRemedy } from "./callback.fields.ts";
import { callbackRoutes } from "./callbacks.http.ts";
import { sendLinks } from "./link.actions.ts";
import { linkRoutes } from "./links.http.ts";
import { ownCallbackRoutes } from "./own.http.ts";
import { opinionCategoryRoutes } from "./opinion-categories.http.ts";
import { planRoutes } from "./plans.http.ts";
import { remedyRoutes } from "./remedies.http.ts";
import { roundRun } from "./round.run.ts";
import { statisticsRoutes } from "./statistics.http.ts";
import { statisticsKind, statisticsRun } from "./statistics.run.ts";
import { turnCallbacks } from "./turn.actions.ts";

export {
  callbackForComplaint,
  callbackForWorkOrder,
  type ClosedComplaint,
  type FinishedWork,
} from "./follow.actions.ts";
export { endDoubleCallbacks } from "./merge.ts";
export { callbackOpinionsAsSeen } from "./opinions.ts";

export const callbackPart: Part = {
  nouns: [callback, callbackAnswer, callbackRemedy],
  events,
  lists: { callbacks: callback },
  controls,
  tasks: {
    "service.callbacks.turn": turnCallbacks,
    "service.callbacks.end": endUncallable,
    "service.callbacks.links": sendLinks,
  },
  cron: [
    { task: "service.callbacks.turn", pattern: "14 * * * *" },
    { task: "service.callbacks.end", pattern: "44 * * * *" },
    { task: "service.callbacks.links", pattern: "*/5 * * * *" },
  ],
  runs: { "service.callback.round": roundRun, [statisticsKind]: statisticsRun },
  routes: (app) => {
    callbackRoutes(app);
    planRoutes(app);
    remedyRoutes(app);
    statisticsRoutes(app);
    analysisRoutes(app);
    linkRoutes(app);
    opinionCategoryRoutes(app);
    ownCallbackRoutes(app);
  },
};

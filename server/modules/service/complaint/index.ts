import type { Part } from "../part.ts";
import { causeRoutes } from "./causes.http.ts";
import { compensationRoutes } from "./compensations.http.ts";
import { controls } from "./complaint.controls.ts";
import { complaintRoutes } from "./complaints.http.ts";
import { events } from "./events.ts";
import { notices } from "./notices.ts";

export { findCause } from "./cause.store.ts";

export const complaintPart: Part = {
  events,
  notices,
  controls,
  routes: (app) => {
    causeRoutes(app);
    complaintRoutes(app);
    compensationRoutes(app);
  },
};

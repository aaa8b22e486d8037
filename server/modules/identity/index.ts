import type { Module } from "../../platform/module.ts";
import { events } from "./events.ts";
import { permissions } from "./permissions.ts";
import { sessionRoutes } from "./sessions.http.ts";
import { staff } from "./staff.fields.ts";

export { actorOf } from "./actor.ts";
export { hashPassword } from "./password.ts";
export { isActiveStaff, isRole, roleLabels } from "./who.ts";

export const identity: Module = {
  name: "identity",
  permissions,
  nouns: [staff],
  events,
  routes: (app) => {
    sessionRoutes(app);
  },
};

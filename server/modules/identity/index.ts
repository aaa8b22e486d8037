import type { Module } from "../../platform/module.ts";
import { delegationRoutes } from "./delegations.http.ts";
import { departmentRoutes } from "./departments.http.ts";
import { events } from "./events.ts";
import { cron, tasks } from "./identity.jobs.ts";
import { oidcRoutes } from "./oidc/oidc.http.ts";
import { permissions } from "./permissions.ts";
import { roleRoutes } from "./roles.http.ts";
import { secretRoutes } from "./secrets.http.ts";
import { sessionRoutes } from "./sessions.http.ts";
import { staff } from "./staff.fields.ts";
import { staffRoutes } from "./staff.http.ts";
import { tokenRoutes } from "./tokens.http.ts";

export { actorOf, staffActor } from "./actor.ts";
export { installGrants } from "./grants.ts";
export { hashPassword } from "./password.ts";
export { seedRoles } from "./role.seed.ts";
export { addStaff } from "./staff.actions.ts";
export {
  colleaguesWith,
  departmentByCode,
  departmentNames,
  isActiveStaff,
  isRole,
  roleLabels,
  staffByEmail,
  staffOf,
} from "./who.ts";

export const identity: Module = {
  name: "identity",
  permissions,
  nouns: [staff],
  events,
  sealed: [{ table: "identity.staff", key: ["id"], column: "totp_secret", context: "staff.totpSecret" }],
  tasks,
  cron,
  routes: (app) => {
    for (const add of [
      sessionRoutes,
      oidcRoutes,
      secretRoutes,
      tokenRoutes,
      staffRoutes,
      departmentRoutes,
      roleRoutes,
      delegationRoutes,
    ])
      add(app);
  },
};

import type { Module } from "../../platform/module.ts";
import { permissions } from "./customer.access.ts";
import { address, contact, identifier } from "./contact.fields.ts";
import { customer } from "./customer.fields.ts";
import { customerRoutes } from "./customers.http.ts";
import { events } from "./events.ts";

export { controls as customerControls } from "./customer.controls.ts";

export const customers: Module = {
  name: "customers",
  permissions,
  nouns: [customer, contact, address, identifier],
  events,
  routes: (app) => {
    customerRoutes(app);
  },
};

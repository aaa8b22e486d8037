import type { Module } from "../../platform/module.ts";
import type { Control } from "../policy/index.ts";
import { permissions } from "./customer.access.ts";
import { address, contact, identifier } from "./contact.fields.ts";
import { controls as customerControlList } from "./customer.controls.ts";
import { customer } from "./customer.fields.ts";
import { customerRoutes } from "./customers.http.ts";
import { events } from "./events.ts";
import { controls as accessControls } from "./access/field-access.controls.ts";
import { controls as cleansingControls } from "./cleansing/cleansing.controls.ts";
import { controls as consentControls } from "./consent/consent.controls.ts";
import { controls as gradeControls } from "./grading/grade.controls.ts";
import { controls as metricControls } from "./metrics/metric.controls.ts";
import { controls as noticeControls } from "./notice/notice.controls.ts";

export { narrowedBy } from "./access/narrow.ts";

export { contactIndex, identifierIndex } from "./blind-keys.ts";
export { searchKeys } from "./search-keys.ts";

export const customerControls: readonly Control[] = [
  ...customerControlList,
  ...consentControls,
  ...accessControls,
  ...noticeControls,
  ...cleansingControls,
  ...metricControls,
  ...gradeControls,
];

export const customers: Module = {
  name: "customers",
  permissions,
  nouns: [customer, contact, address, identifier],
  events,
  routes: (app) => {
    customerRoutes(app);
  },
};

import type { Module } from "../../platform/module.ts";
import type { Control } from "../policy/index.ts";
import { permissions } from "./customer.access.ts";
import { address, contact, identifier } from "./contact.fields.ts";
import { controls as customerControlList } from "./customer.controls.ts";
import { customer } from "./customer.fields.ts";
import { bulkRoutes } from "./bulk/bulk.http.ts";
import { checkRoutes } from "./check/checks.http.ts";
import { consentRoutes } from "./consent/consents.http.ts";
import { verbRoutes } from "./customer.verbs.http.ts";
import { customerRoutes } from "./customers.http.ts";
import { events } from "./events.ts";
import { controls as accessControls } from "./access/field-access.controls.ts";
import { cleanseWhenDue } from "./cleansing/cleansing.actions.ts";
import { controls as cleansingControls } from "./cleansing/cleansing.controls.ts";
import { cleansingRuns } from "./cleansing/cleansing.run.ts";
import { cleansingRoutes } from "./cleansing/cleansings.http.ts";
import { controls as consentControls } from "./consent/consent.controls.ts";
import {
  grade,
  gradeControls,
  gradeRoutes,
  gradingCron,
  gradingEvents,
  gradingRoutes,
  gradingRuns,
  gradingTasks,
} from "./grading/index.ts";
import { controls as erasureControls } from "./erasure/erasure.controls.ts";
import { exportEvents, exportRoutes, exportRuns } from "./export/index.ts";
import { importCron, importEvents, importRoutes, importRuns, importTasks } from "./import/index.ts";
import { controls as completenessControls } from "./completeness/completeness.controls.ts";
import { controls as metricControls } from "./metrics/metric.controls.ts";
import { controls as noticeControls } from "./notice/notice.controls.ts";
import { noticeRoutes } from "./notice/notices.http.ts";
import { pageRoutes } from "./page/page.http.ts";
import { communication, consent, keyPerson, purchase, service } from "./record/record.fields.ts";
import { recordRoutes } from "./record/records.http.ts";

export {
  type CustomerStanding,
  customersByContact,
  formerIds,
  namesOfCustomers,
  standingOf,
} from "./customer.names.ts";
export { type Reach, reachOf } from "./reach.ts";
export { demandSegment, type InSegment, type Segment, segmentSql, standingForCalls } from "./segment.ts";
export { opinionsAsSeen } from "./record/opinions.ts";
export { type PlaceKey, placeKey, placesOf, revealAtPlace } from "./visit/place.ts";
export { Address, Contact } from "./contact.fields.ts";
export { demandRemembered, loadCustomer } from "./customer.load.ts";
export { monthlyFeeOf } from "./held.ts";
export { grades } from "./choices.ts";
export { installNeighbours } from "./neighbours.ts";
export { ownFile, signInChoices, withdrawOwnConsent } from "./own/own.ts";
export { narrowedBy } from "./access/narrow.ts";
export { fieldAccess } from "./access/field-access.controls.ts";

export { importFile, shippedMappings, writeErrorFile } from "./import/index.ts";
export { approveGrading, findGrading, gradeMoves, startGrading } from "./grading/index.ts";
export { contactIndex, identifierIndex } from "./blind-keys.ts";
export { searchKeys } from "./search-keys.ts";

export const customerControls: readonly Control[] = [
  ...customerControlList,
  ...consentControls,
  ...accessControls,
  ...erasureControls,
  ...noticeControls,
  ...cleansingControls,
  ...metricControls,
  ...completenessControls,
  ...gradeControls,
];

export const customers: Module = {
  name: "customers",
  permissions,
  nouns: [customer, contact, address, identifier, keyPerson, consent, communication, service, purchase, grade],
  events: [...events, ...gradingEvents, ...importEvents, ...exportEvents],
  sealed: [
    { table: "customers.contact", key: ["customer_id", "id"], column: "value", context: "contact.value" },
    { table: "customers.address", key: ["customer_id", "id"], column: "detail", context: "address.detail" },
    { table: "customers.identifier", key: ["customer_id", "id"], column: "value", context: "identifier.value" },
  ],
  lists: { customers: customer },
  runs: { ...cleansingRuns, ...gradingRuns, ...importRuns, ...exportRuns },
  tasks: { "customers.cleansing.due": cleanseWhenDue, ...gradingTasks, ...importTasks },
  cron: [{ task: "customers.cleansing.due", pattern: "23 18 * * *" }, ...gradingCron, ...importCron],
  routes: (app) => {
    customerRoutes(app);
    pageRoutes(app);
    recordRoutes(app);
    consentRoutes(app);
    checkRoutes(app);
    noticeRoutes(app);
    verbRoutes(app);
    bulkRoutes(app);
    cleansingRoutes(app);
    importRoutes(app);
    exportRoutes(app);
    gradingRoutes(app);
    gradeRoutes(app);
  },
};

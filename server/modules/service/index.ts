import type { Module } from "../../platform/module.ts";
import { type Control, moveKinds } from "../policy/index.ts";
import { callbackPart, endDoubleCallbacks } from "./callback/index.ts";
import { chatPart } from "./chat/index.ts";
import { complaintPart } from "./complaint/index.ts";
import { contactPart } from "./contact/index.ts";
import { forgetAtDesk, pendingNumbers } from "./erasure/erasure.store.ts";
import { handoverPart } from "./handover/index.ts";
import { hotlinePart } from "./hotline/index.ts";
import { improvementPart } from "./improvement/index.ts";
import { knowledgePart } from "./knowledge/index.ts";
import { moveService } from "./merge.store.ts";
import { mailPart } from "./mail/index.ts";
import { messagePart } from "./message/index.ts";
import { type Part, together } from "./part.ts";
import { permissions } from "./permissions.ts";
import { portalPart } from "./portal/index.ts";
import { qualityPart } from "./quality/index.ts";
import { reportPart } from "./report/index.ts";
import { rotaPart } from "./rota/index.ts";
import { suggestionPart } from "./suggestion/index.ts";
import { ticketPart } from "./ticket/index.ts";
import { workorderPart } from "./workorder/index.ts";

export {
  addSwitchboard,
  findSwitchboard,
  listSwitchboards,
  secretContext,
  signatureOf,
  telephoneToRing,
} from "./hotline/index.ts";

const parts: readonly Part[] = [
  { permissions },
  messagePart,
  contactPart,
  rotaPart,
  ticketPart,
  hotlinePart,
  mailPart,
  chatPart,
  complaintPart,
  suggestionPart,
  improvementPart,
  knowledgePart,
  workorderPart,
  callbackPart,
  qualityPart,
  reportPart,
  handoverPart,
  portalPart,
];

export { seedKnowledge } from "./knowledge/index.ts";
export { customerOf } from "./portal/session.ts";

export { callbackOpinionsAsSeen } from "./callback/index.ts";

export const serviceControls: readonly Control[] = parts.flatMap((part) => part.controls ?? []);

/** What the promises of this room are about; those about a customer itself end with the file. */
const subjects = [
  ...new Set(
    serviceControls.flatMap((one) => (one.kind === "obligation" && one.subject !== "customer" ? [one.subject] : [])),
  ),
];

/** The service desk: contacts over every channel, tickets, work orders, callbacks, and how well all of it is done. */
export const service: Module = {
  name: "service",
  ...together(parts),
  follow: async (ctx, keptId, otherId) => {
    await endDoubleCallbacks(ctx, keptId, otherId);
    await moveKinds(ctx, otherId, subjects, keptId);
    await moveService(ctx, keptId, otherId);
  },
  pending: pendingNumbers,
  forget: forgetAtDesk,
};

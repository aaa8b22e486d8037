import type { ObligationControl } from "../../policy/index.ts";
import type { Kind } from "./choices.ts";
import {
  complaintAssignment,
  complaintContact,
  complaintInvestigation,
  complaintSolution,
  enquiryAnswer,
  suggestionReply,
} from "./ticket.controls.ts";

const byKind: Readonly<Record<Kind, readonly ObligationControl[]>> = {
  enquiry: [enquiryAnswer],
  fault: [enquiryAnswer],
  suggestion: [suggestionReply],
  complaint: [complaintContact, complaintSolution],
};

/** The clocks that start when a ticket of this kind is registered. */
export const promisesOf = (kind: Kind): readonly ObligationControl[] => byKind[kind];

/** Those that start once only: a ticket that is opened again was assigned and looked into. */
export const firstPromisesOf = (kind: Kind): readonly ObligationControl[] =>
  kind === "complaint" ? [complaintAssignment, complaintInvestigation] : [];

import type { CompensationState, Fault, Loss, TellingWay, Way } from "./choices.ts";

/** What stands found of a complaint. */
export type FoundRow = { causeId: string; ourFault: Fault; departmentId: string | null; personId: string | null };

export type InvestigationRow = {
  id: string;
  causeId: string;
  finding: string;
  departmentId: string;
  personId: string | null;
  personName: string | null;
  ourFault: Fault;
  byName: string;
  at: string;
};

export type SolutionRow = { id: string; body: string; apology: boolean; byName: string; at: string };

export type MeasureRow = {
  id: string;
  solutionId: string;
  what: string;
  ownerId: string;
  ownerName: string;
  dueOn: string;
  doneAt: string | null;
  doneByName: string | null;
  doneNote: string | null;
};

export type ReviewRow = {
  id: string;
  passed: boolean;
  checklist: Record<string, boolean>;
  notes: string;
  byName: string;
  at: string;
};

export type TellingRow = {
  id: string;
  way: TellingWay;
  body: string;
  messageId: string | null;
  byName: string;
  at: string;
  satisfied: boolean | null;
  words: string | null;
  answeredAt: string | null;
  answeredByName: string | null;
};

/** `worth` is in fen; `amount` is what is booked: fen, or points. */
export type CompensationRow = {
  id: string;
  customerId: string;
  ticketId: string;
  ticketNumber: string;
  lossKind: Loss;
  outageDays: number | null;
  lossAmount: bigint | null;
  way: Way;
  worth: bigint;
  amount: bigint;
  basis: Record<string, unknown>;
  handReason: string | null;
  state: CompensationState;
  byId: string | null;
  byName: string;
  at: string;
  instructedAt: string | null;
  settledAt: string | null;
  settledByName: string | null;
  settledNote: string | null;
};

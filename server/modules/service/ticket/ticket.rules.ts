import type { Kind, State } from "./choices.ts";

/** Where each kind of ticket may go from each state. Whether a complaint passes a review before its author is told is for the policy to say (R8.2.1). */
const common: Readonly<Record<State, readonly State[]>> = {
  new: ["working", "waiting", "solved", "closed", "merged"],
  working: ["waiting", "solved", "closed", "merged"],
  waiting: ["working", "solved", "closed", "merged"],
  solved: ["working", "told", "closed"],
  reviewed: [],
  told: ["working", "closed"],
  closed: ["working"],
  merged: [],
};

const paths: Readonly<Record<Kind, Readonly<Record<State, readonly State[]>>>> = {
  enquiry: common,
  fault: common,
  suggestion: {
    ...common,
    new: ["working", "waiting", "solved", "merged"],
    working: ["waiting", "solved", "merged"],
    waiting: ["working", "solved", "merged"],
    solved: ["working", "told"],
  },
  complaint: {
    new: ["working", "waiting", "merged"],
    working: ["waiting", "solved", "merged"],
    waiting: ["working", "solved", "merged"],
    solved: ["working", "reviewed", "told"],
    reviewed: ["working", "told"],
    told: ["working", "closed"],
    closed: ["working"],
    merged: [],
  },
};

export const mayBecome = (kind: Kind, from: State, to: State): boolean => paths[kind][from].includes(to);

/** Archived: read and searched, changed by nobody but a reopening (T5.2.5). */
export const isArchived = (state: State): boolean => state === "closed" || state === "merged";

import type { PolicyProblem } from "../../server/modules/policy/index.ts";

export type Problem = PolicyProblem;

/** A problem of a policy as compilers say it: file, line, and what is wrong there. */
export const lineOf = (problem: Problem): string =>
  [
    `${problem.file ?? ""}:${problem.line ?? ""}`,
    problem.severity,
    problem.clause,
    problem.control,
    problem.row && `row ${problem.row}`,
    problem.text.en,
  ]
    .filter(Boolean)
    .join(" ");

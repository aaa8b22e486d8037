import type { Text } from "../../../platform/text.ts";

/** What is wrong in a policy, and where: file and line for packs, clause, control, parameter or table row. */
export type PolicyProblem = {
  readonly severity: "error" | "warning" | "note";
  readonly code: string;
  readonly text: Text;
  readonly file?: string;
  readonly line?: number;
  readonly clause?: string;
  readonly control?: string;
  readonly parameter?: string;
  readonly row?: number;
  /** The clause of law that stands against it. */
  readonly norm?: { readonly document: string; readonly clause: string; readonly title: Text };
};

import type { FormatValue } from "./Format.tsx";
import type { Mapping } from "./uses.ts";

/** What a dry run was asked with: the import after it is asked with the same. Kept in this browser tab. */
export type Plan = { readonly fileId: string; readonly mapping: Mapping; readonly format: FormatValue };

const name = (job: string) => `youzhang.import.${job}`;

export const keepPlan = (job: string, plan: Plan): void => sessionStorage.setItem(name(job), JSON.stringify(plan));

export function planOf(job: string): Plan | undefined {
  const kept = sessionStorage.getItem(name(job));
  return kept ? (JSON.parse(kept) as Plan) : undefined;
}

import { queries, type Schema } from "../api.ts";
import type { Tone } from "../parts/Tag.tsx";

export type Cleansing = Schema<"Cleansing">;
export type Item = Schema<"CleansingItem">;
export type Problem = Item["problem"];
export type Resolution = NonNullable<Item["resolution"]>;

export const problems: readonly Problem[] = ["duplicate", "invalid", "unreachable", "idle", "expired"];
export const tones: Record<Cleansing["state"], Tone> = { finding: "accent", working: "warn", done: "good" };

/** What can be decided on items of these problems. */
export function resolutionsFor(found: readonly Problem[]): Resolution[] {
  const all = (problem: Problem) => found.every((one) => one === problem);
  return [
    ...(all("duplicate") ? (["merged"] as const) : []),
    ...(all("invalid") ? (["deleted"] as const) : []),
    "corrected",
    "deactivated",
    "kept",
  ];
}

export const cleansingChanged = (): Promise<unknown> =>
  Promise.all([
    queries.invalidateQueries({ queryKey: ["cleansings"] }),
    queries.invalidateQueries({ queryKey: ["customer"] }),
    queries.invalidateQueries({ queryKey: ["obligations"] }),
  ]);

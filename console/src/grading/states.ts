import type { Schema } from "../api.ts";
import type { Tone } from "../parts/Tag.tsx";

export type GradingLine = Schema<"GradingLine">;
export type Grading = Schema<"Grading">;
export type Grade = NonNullable<Grading["moves"][number]["from"]>;

export const tones: Record<GradingLine["state"], Tone> = {
  computing: "accent",
  preview: "warn",
  approved: "good",
  applying: "accent",
  applied: "good",
  rejected: "plain",
  failed: "bad",
  cancelled: "plain",
  interrupted: "bad",
};

export const isMoving = (state: GradingLine["state"]): boolean => state === "computing" || state === "applying";

/** From the lowest; a move to a later one is a rise. */
export const ladder = ["bronze", "silver", "gold"] as const satisfies readonly Grade[];

export const direction = (from: string | null | undefined, to: string): "fresh" | "up" | "down" =>
  !from ? "fresh" : ladder.indexOf(to as Grade) > ladder.indexOf(from as Grade) ? "up" : "down";

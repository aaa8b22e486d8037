import type { OrderState } from "./workorder.choices.ts";

/** What people do with an order: from which states, and to which. */
export const moves = {
  appointment: { from: ["new", "scheduled", "dispatched", "failed"], to: "scheduled" },
  dispatch: { from: ["scheduled"], to: "dispatched" },
  departure: { from: ["dispatched"], to: "travelling" },
  arrival: { from: ["travelling"], to: "arrived" },
  completion: { from: ["arrived"], to: "done" },
  failure: { from: ["travelling", "arrived"], to: "failed" },
  cancellation: { from: ["new", "scheduled", "dispatched", "failed"], to: "cancelled" },
} as const satisfies Record<string, { from: readonly OrderState[]; to: OrderState }>;
export type Move = keyof typeof moves;

export const canMove = (state: OrderState, move: Move): boolean =>
  (moves[move].from as readonly OrderState[]).includes(state);

/** Nothing is changed on it any more. */
export const isEnded = (state: OrderState): boolean => state === "done" || state === "cancelled";

/** The installer is at work on it: steps, photos and the signature are taken. */
export const isAtWork = (state: OrderState): boolean => state === "travelling" || state === "arrived";

const dayMs = 86_400_000;

/** Days begun since a due time; 0 where it was kept. */
export const lateDays = (dueAt: string | null, at: Date): number =>
  dueAt ? Math.max(0, Math.ceil((at.getTime() - Date.parse(dueAt)) / dayMs)) : 0;

/** Whether somebody who works in `areas` goes to a division: they name a division with all below it; none means everywhere. */
export const covers = (areas: readonly string[], area: string | null): boolean =>
  !areas.length || area === null || areas.some((one) => area.startsWith(one.replace(/(00)+$/, "")));

/** Counties and banners are the country, districts and cities are town, by their codes of GB/T 2260. */
export const localityOf = (area: string | null): "town" | "country" => {
  const last = Number(area?.slice(4) ?? 0);
  return last >= 21 && last <= 80 ? "country" : "town";
};

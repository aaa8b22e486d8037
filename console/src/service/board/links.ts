import type { Schema } from "../../api.ts";
import type { Scope } from "./Board.tsx";

export type BoardData = Schema<"TicketBoard">;

/** States of what is not closed, as the list's filter writes them. */
export const openStates = "new,working,waiting,solved,reviewed,told";

/** The list that shows the rows behind a figure. */
export const rowsOf = (scope: Scope, filters: Record<string, string>) => ({
  to: "/tickets" as "/",
  search: { queue: scope, ...filters } as never,
});

/** The days on which tickets of an age came, as the list's filter writes them. */
export function openedBetween(now: number, from: number, to: number | null): string {
  const at = (days: number) => new Date(now - days * 86_400_000).toISOString();
  return `${to === null ? "" : at(to)}..${from === 0 ? "" : at(from)}`;
}

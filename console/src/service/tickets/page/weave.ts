import type { Schema } from "../../../../../api/client.ts";

type Entry = Schema<"TicketEntry">;
export type Happening = Schema<"TicketEvent">;
export type Line =
  | { readonly id: string; readonly at: string; readonly entry: Entry; readonly event?: undefined }
  | { readonly id: string; readonly at: string; readonly event: Happening; readonly entry?: undefined };

export const shows = ["all", "talk", "notes", "events"] as const;
export type Show = (typeof shows)[number];

/** Entries and events in one order. Ids grow with time, also within one moment. What an entry says is not said twice. */
export function weave(entries: readonly Entry[], events: readonly Happening[], oldest: string, show: Show): Line[] {
  const words = entries.filter(
    (one) => show === "all" || (show === "notes" && one.kind === "note") || (show === "talk" && one.kind !== "note"),
  );
  const told =
    show === "all" || show === "events"
      ? events.filter((one) => !/^service\.(entry\.|ticket\.registered$)/.test(one.kind) && one.id >= oldest)
      : [];
  return [
    ...words.map((entry): Line => ({ id: entry.id!, at: entry.at!, entry })),
    ...told.map((event): Line => ({ id: event.id, at: event.at, event })),
  ].sort((a, b) => (a.id < b.id ? 1 : -1));
}

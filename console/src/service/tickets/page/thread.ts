import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, ask, type Schema } from "../../../api.ts";
import type { Entry } from "../data.ts";

export type Happening = Schema<"TicketEvent">;
export type Line =
  | { readonly id: string; readonly at: string; readonly entry: Entry; readonly event?: undefined }
  | { readonly id: string; readonly at: string; readonly event: Happening; readonly entry?: undefined };

export const shows = ["all", "talk", "notes", "events"] as const;
export type Show = (typeof shows)[number];

/** The words on a ticket and what happened to it as one thread, the newest first. */
export function useThread(id: string, show: Show) {
  const entries = useInfiniteQuery({
    queryKey: ["tickets", id, "entries"],
    queryFn: ({ pageParam }) =>
      ask(
        api.GET("/api/v1/tickets/{id}/entries", {
          params: { path: { id }, query: { limit: 50, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
  });
  const events = useQuery({
    queryKey: ["tickets", id, "events"],
    queryFn: () => ask(api.GET("/api/v1/tickets/{id}/events", { params: { path: { id }, query: { limit: 200 } } })),
  });
  const words = entries.data?.pages.flatMap((page) => page.items) ?? [];
  // Events older than the words that are loaded wait for them.
  const oldest = entries.hasNextPage ? (words.at(-1)?.id ?? "") : "";
  return {
    lines: weave(words, events.data?.items ?? [], oldest, show),
    error: entries.error ?? events.error,
    waiting: entries.isPending,
    more: entries.hasNextPage,
    fetchMore: () => void entries.fetchNextPage(),
    fetching: entries.isFetchingNextPage,
  };
}

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

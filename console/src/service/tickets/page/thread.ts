import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, ask } from "../../../api.ts";
import { type Show, weave } from "./weave.ts";

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

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, ask, queries, type Schema } from "../../api.ts";
import type { Tone } from "../../parts/Tag.tsx";

export type HandoverLine = Schema<"HandoverLine">;
export type Handover = Schema<"Handover">;
export const handoverViews = ["to_answer", "received", "given", "all"] as const;
export type HandoverView = (typeof handoverViews)[number];

export const tones: Record<string, Tone> = { open: "warn", acknowledged: "good", returned: "bad", withdrawn: "plain" };

export const useHandovers = (view: HandoverView) =>
  useInfiniteQuery({
    queryKey: ["handovers", "list", view],
    queryFn: ({ pageParam }) =>
      ask(
        api.GET("/api/v1/handovers", {
          params: { query: { view, limit: 30, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
  });

export const useToAnswer = () =>
  useQuery({ queryKey: ["handovers", "count"], queryFn: () => ask(api.GET("/api/v1/handovers/count")) }).data
    ?.toAnswer ?? 0;

export const useHandover = (id: string | undefined) =>
  useQuery({
    queryKey: ["handovers", "one", id],
    queryFn: () => ask(api.GET("/api/v1/handovers/{id}", { params: { path: { id: id! } } })),
    enabled: id !== undefined,
  });

export const useReceivers = () =>
  useQuery({
    queryKey: ["handovers", "receivers"],
    queryFn: () => ask(api.GET("/api/v1/handovers/receivers")),
    staleTime: 60_000,
  }).data;

/** After customers were handed over, or a handover was answered. */
export const handoversChanged = (): Promise<unknown> =>
  Promise.all([
    queries.invalidateQueries({ queryKey: ["handovers"] }),
    queries.invalidateQueries({ queryKey: ["obligations"] }),
    queries.invalidateQueries({ queryKey: ["customers"] }),
  ]);

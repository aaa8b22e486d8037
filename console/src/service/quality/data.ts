import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, ask, queries, type Schema } from "../../api.ts";
import type { Tone } from "../../parts/Tag.tsx";

export type CheckLine = Schema<"QualityCheckLine">;
export type Check = Schema<"QualityCheck">;
export type Sheet = Schema<"QualitySheet">;
export type SheetItem = Schema<"SheetItem">;
export type Answers = Check["answers"];
export const checkViews = ["to_score", "disputed", "to_talk", "to_look", "results"] as const;
export type CheckView = (typeof checkViews)[number];
export type Kind = "conduct" | "handling";

export const useChecks = (asked: { view: CheckView; scorer?: "me"; kind?: Kind; staffId?: string }) =>
  useInfiniteQuery({
    queryKey: ["quality", "checks", asked],
    queryFn: ({ pageParam }) =>
      ask(
        api.GET("/api/v1/quality-checks", {
          params: { query: { limit: 30, ...asked, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
  });

export const useCounts = (enabled: boolean) =>
  useQuery({
    queryKey: ["quality", "counts"],
    queryFn: () => ask(api.GET("/api/v1/quality-checks/counts")),
    enabled,
  }).data;

export const useCheck = (id: string) =>
  useQuery({
    queryKey: ["quality", "check", id],
    queryFn: () => ask(api.GET("/api/v1/quality-checks/{id}", { params: { path: { id } } })),
  });

export const useSheets = () =>
  useQuery({
    queryKey: ["quality", "sheets"],
    queryFn: () => ask(api.GET("/api/v1/quality/sheets")),
    staleTime: 60_000,
  });

/** After a check was scored, disputed, talked over: its page, the lists and the counts. */
export function checkChanged(check: Check): void {
  queries.setQueryData(["quality", "check", check.id], check);
  void queries.invalidateQueries({ queryKey: ["quality"] });
  void queries.invalidateQueries({ queryKey: ["obligations"] });
}

export const toneOf = (check: Pick<CheckLine, "state" | "passed" | "breaches">): Tone =>
  check.state === "open"
    ? "plain"
    : check.passed === false || check.breaches > 0
      ? "bad"
      : check.passed
        ? "good"
        : "plain";

/** What the sheet comes to so far, as the server will reckon it; null where nothing came up. */
export function scoreSoFar(items: readonly SheetItem[], answers: Answers): number | null {
  let [weight, reached] = [0, 0];
  for (const item of items) {
    const value = answers[item.key]?.value ?? null;
    if (value === null) continue;
    weight += item.weight;
    reached += item.weight * (typeof value === "boolean" ? Number(value) : value / item.steps);
  }
  return weight ? Math.round((reached / weight) * 1_000) / 10 : null;
}

export const isBreach = (item: SheetItem, answer: Answers[string] | undefined): boolean =>
  item.conduct && (answer?.value === false || answer?.value === 0);

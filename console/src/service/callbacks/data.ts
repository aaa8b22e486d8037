import { useQuery } from "@tanstack/react-query";
import { api, ask, queries, type Schema } from "../../api.ts";
import { useMe } from "../../frame/me.ts";
import { companyTime } from "../../parts/clock.ts";
import { useText } from "../../texts/index.ts";
import type { Text } from "../../texts/text.ts";

export type Row = Schema<"CallbackRow">;
export type CallbackPage = Schema<"CallbackPage">;
export type Plan = Schema<"CallbackPlan">;
export type PlanPage = Schema<"CallbackPlanPage">;
export type Question = Schema<"CallbackQuestion">;
export type Statistics = Schema<"CallbackStatistics">;
export type Analysis = Schema<"CallbackAnalysis">;
export type Measure = Schema<"CallbackMeasure">;
export type Remedy = Schema<"CallbackRemedy">;
export type OpinionCategory = Schema<"OpinionCategory">;

export const useCallback1 = (id: string | undefined) =>
  useQuery({
    queryKey: ["callbacks", "one", id],
    queryFn: () => ask(api.GET("/api/v1/callbacks/{id}", { params: { path: { id: id! } } })),
    enabled: id !== undefined,
  });

/** What opinions can be about: the company's own list. */
export function useOpinionCategories() {
  const { data, error, isPending } = useQuery({
    queryKey: ["callbacks", "categories"],
    queryFn: () => ask(api.GET("/api/v1/opinion-categories")),
    staleTime: 5 * 60_000,
  });
  return { items: data?.items ?? none, error, waiting: isPending };
}
const none: never[] = [];

/** The name of a category, as the figures name it or else as it is called now; never its code while names are awaited. */
export function useOpinionCategory(): (key: string | null | undefined, named?: Text) => string {
  const { pick } = useText();
  const { items, waiting } = useOpinionCategories();
  return (key, named) => {
    if (named) return pick(named);
    const found = items.find((one) => one.key === key);
    return found ? pick(found.label) : waiting ? "" : (key ?? "");
  };
}

/** After something was done with callbacks: lists, figures, worklists. */
export const callbacksChanged = (): Promise<unknown> =>
  Promise.all([
    queries.invalidateQueries({ queryKey: ["callbacks"] }),
    queries.invalidateQueries({ queryKey: ["obligations"] }),
    queries.invalidateQueries({ queryKey: ["customers"] }),
  ]);

/** Departments that may be given something to correct. */
export function useDepartmentNames() {
  const { may } = useMe();
  const { language } = useText();
  const items =
    useQuery({
      queryKey: ["departments", "names", may("service.callbacks.make")],
      queryFn: () =>
        may("service.callbacks.make")
          ? ask(api.GET("/api/v1/callbacks/departments"))
          : ask(api.GET("/api/v1/departments")),
      staleTime: 5 * 60_000,
      enabled: may("service.callbacks.make", "identity.staff.read"),
    }).data?.items ?? [];
  return items.map((one) => ({ id: one.id, name: language === "en" ? (one.nameEn ?? one.name) : one.name }));
}

export const levels = [5, 4, 3, 2, 1] as const;
export const levelTones = { 5: "good", 4: "good", 3: "plain", 2: "bad", 1: "bad" } as const;
export type Level = (typeof levels)[number];

export const percent = (part: number, whole: number): string =>
  whole ? `${((100 * part) / whole).toFixed(1)} %` : "—";

/** A month before or after another: `2026-05`. */
export const monthFrom = (key: string, by: number): string =>
  companyTime(`${key}-01`).add(by, "month").format("YYYY-MM");

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, ask, queries, type Schema } from "../../api.ts";

export type ReportLine = Schema<"WorkReportLine">;
export type WorkReport = Schema<"WorkReport">;
export type ReportDay = Schema<"WorkReportDay">;
export type Figures = Schema<"ReportFigures">;
export type Matter = Schema<"ReportMatter">;
export type OpenMatter = Schema<"OpenReportMatter">;
export const reportViews = ["unread", "late_reading", "late_filing", "all"] as const;
export type ReportView = (typeof reportViews)[number];

export const useReports = (asked: { view: ReportView; departments?: "mine" }) =>
  useInfiniteQuery({
    queryKey: ["reports", "list", asked],
    queryFn: ({ pageParam }) =>
      ask(
        api.GET("/api/v1/reports", {
          params: { query: { limit: 30, ...asked, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
  });

export const useReportCounts = (enabled: boolean) =>
  useQuery({ queryKey: ["reports", "counts"], queryFn: () => ask(api.GET("/api/v1/reports/counts")), enabled }).data;

export const useDay = (day: string) =>
  useQuery({
    queryKey: ["reports", "day", day],
    queryFn: () => ask(api.GET("/api/v1/reports/days/{day}", { params: { path: { day } } })),
  });

export const useOwnReports = () =>
  useQuery({
    queryKey: ["reports", "own"],
    queryFn: () => ask(api.GET("/api/v1/reports/mine", { params: { query: { limit: 10 } } })),
  }).data?.items ?? [];

export const useReport = (id: string) =>
  useQuery({
    queryKey: ["reports", "one", id],
    queryFn: () => ask(api.GET("/api/v1/reports/{id}", { params: { path: { id } } })),
  });

/** After a report was written, read or commented on. */
export const reportsChanged = (): Promise<unknown> =>
  Promise.all([
    queries.invalidateQueries({ queryKey: ["reports"] }),
    queries.invalidateQueries({ queryKey: ["obligations"] }),
  ]);

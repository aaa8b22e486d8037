import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { App } from "antd";
import { api, ask, queries, type Schema } from "../../api.ts";
import { useMe } from "../../frame/me.ts";
import { companyTime } from "../../parts/clock.ts";

export type Rota = Schema<"Rota">;
export type Shift = Schema<"Shift">;
export type Duty = Rota["duties"][number];
export type Person = { readonly id: string; readonly name: string };

/** The Monday of a day. */
export const mondayOf = (day: string): string => {
  const at = companyTime(day);
  return at.subtract((at.day() + 6) % 7, "day").format("YYYY-MM-DD");
};
export const daysFrom = (first: string, count = 7): string[] =>
  Array.from({ length: count }, (_, at) => companyTime(first).add(at, "day").format("YYYY-MM-DD"));

export const useRota = (first: string) =>
  useQuery({
    queryKey: ["rota", "week", first],
    queryFn: () => ask(api.GET("/api/v1/rota", { params: { query: { from: first, days: 7 } } })),
    placeholderData: keepPreviousData,
  });

/** Who can be put on the rota; nobody for who only looks at it. */
export function usePeople(): readonly Person[] {
  const { may } = useMe();
  return (
    useQuery({
      queryKey: ["rota", "people"],
      queryFn: () => ask(api.GET("/api/v1/rota/people")),
      enabled: may("service.rota.manage"),
      staleTime: 5 * 60_000,
    }).data?.items ?? []
  );
}

export const rotaChanged = () => queries.invalidateQueries({ queryKey: ["rota"] });

/** Puts people on shifts and takes them off. */
export function useDuties() {
  const { message } = App.useApp();
  const onError = (problem: Error) => void message.error(problem.message);
  const put = useMutation({
    mutationFn: (body: { shiftId: string; staffId: string; days: string[] }) =>
      ask(api.POST("/api/v1/rota/duties", { body })),
    onSuccess: rotaChanged,
    onError,
  });
  const take = useMutation({
    mutationFn: (id: string) => ask(api.DELETE("/api/v1/rota/duties/{id}", { params: { path: { id } } })),
    onSuccess: rotaChanged,
    onError,
  });
  return { put, take };
}

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, ask, queries, type Schema } from "../../api.ts";
import { companyTime } from "../../parts/clock.ts";
import { useLive } from "../../live/useLive.ts";

export type Order = Schema<"WorkOrder">;
export type Detail = Schema<"WorkOrderDetail">;
export type Board = Schema<"WorkOrderBoard">;
export type BoardOrder = Schema<"BoardOrder">;
export type BoardInstaller = Board["installers"][number];
export type Installer = Schema<"Installer">;

/** After something was done with an order: its page, the day, the board, the lists. */
export const ordersChanged = (): Promise<unknown> =>
  Promise.all([
    queries.invalidateQueries({ queryKey: ["workOrders"] }),
    queries.invalidateQueries({ queryKey: ["workOrder"] }),
  ]);

/** Screens of orders follow what colleagues and installers do. */
export const useOrdersLive = (): void => useLive("work-orders", () => void ordersChanged());

export const useOrder = (id: string) =>
  useQuery({
    queryKey: ["workOrders", "one", id],
    queryFn: () => ask(api.GET("/api/v1/work-orders/{id}", { params: { path: { id } } })),
  });

export const useDay = (date: string) =>
  useQuery({
    queryKey: ["workOrders", "day", date],
    queryFn: () => ask(api.GET("/api/v1/work-orders/today", { params: { query: { date } } })),
    placeholderData: keepPreviousData,
  });

export type BoardAsked = { from: string; days: number; area?: string; skill?: string };
export const useBoard = (asked: BoardAsked) =>
  useQuery({
    queryKey: ["workOrders", "board", asked],
    queryFn: () => ask(api.GET("/api/v1/work-orders/board", { params: { query: asked } })),
    placeholderData: keepPreviousData,
  });

export const useInstallers = () =>
  useQuery({
    queryKey: ["workOrders", "installers"],
    queryFn: () => ask(api.GET("/api/v1/installers")),
    staleTime: 30_000,
  });

export type WindowsAsked = { orderId: string; from: string; days: number; installerId?: string };
export const useWindows = (asked: WindowsAsked, enabled: boolean) =>
  useQuery({
    queryKey: ["workOrders", "windows", asked],
    queryFn: () => ask(api.GET("/api/v1/work-orders/windows", { params: { query: asked } })),
    enabled,
    placeholderData: keepPreviousData,
  });

type Move =
  "appointment" | "dispatch" | "cancellation" | "late-notice" | "departure" | "arrival" | "completion" | "failure";

/** Does one step with an order; the answer is the order as it is then. */
export async function move(id: string, name: Move, body: object = {}): Promise<Detail> {
  const path = { params: { path: { id } }, body: body as never };
  const moved = await ask(api.POST(`/api/v1/work-orders/{id}/${name}` as "/api/v1/work-orders/{id}/dispatch", path));
  queries.setQueryData(["workOrders", "one", id], moved);
  void ordersChanged();
  return moved;
}

/** Asks for the address or the phone of an order's customer in clear. */
export const revealPlace = (id: string, what: "address" | "phone") => async (reason: string) => {
  const { value } = await ask(
    api.POST("/api/v1/work-orders/{id}/reveals", { params: { path: { id } }, body: { what, reason } }),
  );
  return value ?? "";
};

/** The Monday of a date's week, and days after a date, as `YYYY-MM-DD`. */
export const mondayOf = (date: string): string => {
  const day = companyTime(date);
  return day.subtract((day.day() + 6) % 7, "day").format("YYYY-MM-DD");
};
export const plusDays = (date: string, days: number): string => companyTime(date).add(days, "day").format("YYYY-MM-DD");
export const todayIs = (): string => companyTime(Date.now()).format("YYYY-MM-DD");
export const dateOf = (at: string): string => companyTime(at).format("YYYY-MM-DD");
export const timeOf = (at: string): string => companyTime(at).format("HH:mm");
export const windowOf = (row: { windowFrom?: string | null; windowTo?: string | null }): string =>
  row.windowFrom && row.windowTo ? `${timeOf(row.windowFrom)}–${timeOf(row.windowTo)}` : "";

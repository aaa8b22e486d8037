import { useQuery } from "@tanstack/react-query";
import { api, ask, queries, type Schema } from "../api.ts";

export type Run = Schema<"Run">;

export const isActive = (run: Pick<Run, "state">): boolean => run.state === "queued" || run.state === "running";

/** Jobs that run now: asked often while there are some, else seldom. */
export function useActiveRuns(): Run[] {
  const query = useQuery({
    queryKey: ["runs", "active"],
    queryFn: () => ask(api.GET("/api/v1/runs", { params: { query: { state: "active", limit: 20 } } })),
    refetchInterval: (asked) => (asked.state.data?.items.length ? 1_500 : 20_000),
  });
  return query.data?.items ?? [];
}

/** One job, followed until it ends. */
export function useRun(id: string | undefined): Run | undefined {
  return useQuery({
    queryKey: ["runs", id],
    queryFn: () => ask(api.GET("/api/v1/runs/{id}", { params: { path: { id: id! } } })),
    enabled: id !== undefined,
    refetchInterval: (asked) => (asked.state.data && !isActive(asked.state.data) ? false : 1_000),
  }).data;
}

export async function cancelRun(id: string): Promise<void> {
  await ask(api.POST("/api/v1/runs/{id}/cancellation", { params: { path: { id } } }));
  await runsChanged();
}

/** After a job was started: the top bar shows it at once. */
export const runsChanged = (): Promise<void> => queries.invalidateQueries({ queryKey: ["runs"] });

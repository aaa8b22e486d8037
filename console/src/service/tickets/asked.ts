import type { Asked } from "../../parts/list/List.tsx";

/** What the list shows from the start. */
export const columns = ["subject", "number", "customerId", "kind", "state", "dueAt", "assigneeName", "openedAt"];

/** Who searches looks in all tickets, whatever queue they came from; what was found comes the newest first. */
export const lookUp = <Q extends Omit<Asked, "limit">>({ sort, ...query }: Q & { queue?: string }) => ({
  ...query,
  queue: query.queue ?? (query.q ? "all" : "mine"),
  ...(sort && { sort: query.q && sort === "priority" ? "-openedAt" : sort }),
});

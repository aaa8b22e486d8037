import { ScheduleOutlined } from "@ant-design/icons";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Button, Segmented } from "antd";
import { api, ask } from "../api.ts";
import { Empty } from "../parts/Empty.tsx";
import { PageHead } from "../parts/PageHead.tsx";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { useUrlState } from "../parts/url-state.ts";
import { Waiting } from "../parts/Waiting.tsx";
import { useText } from "../texts/index.ts";
import { RunRow } from "./RunRow.tsx";
import { isActive } from "./runs.ts";
import "./runs.css";

/** Background jobs, the newest first; running ones move. */
export function RunList() {
  const { t } = useText();
  const [state, set] = useUrlState();
  const which = state.state === "active" ? "active" : "all";
  const pages = useInfiniteQuery({
    queryKey: ["runs", "list", which],
    queryFn: ({ pageParam }) =>
      ask(
        api.GET("/api/v1/runs", {
          params: { query: { limit: 30, state: which, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    refetchInterval: (asked) => (asked.state.data?.pages.some((page) => page.items.some(isActive)) ? 1_500 : 20_000),
  });
  const runs = pages.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="page">
      <PageHead title={t("runs.title")}>
        <Segmented
          value={which}
          onChange={(next) => set({ state: next === "active" ? "active" : undefined })}
          options={[
            { value: "all", label: t("runs.all") },
            { value: "active", label: t("runs.active") },
          ]}
        />
      </PageHead>
      <ProblemNote problem={pages.error} />
      {pages.isPending && <Waiting />}
      {pages.data && runs.length === 0 && (
        <Empty
          icon={<ScheduleOutlined />}
          title={t(which === "active" ? "runs.noneActive" : "runs.none")}
          lead={t("runs.noneLead")}
        />
      )}
      {runs.length > 0 && (
        <ul className="panel runs">
          {runs.map((run) => (
            <RunRow key={run.id} run={run} />
          ))}
        </ul>
      )}
      {pages.hasNextPage && (
        <Button onClick={() => void pages.fetchNextPage()} loading={pages.isFetchingNextPage}>
          {t("parts.more")}
        </Button>
      )}
    </div>
  );
}

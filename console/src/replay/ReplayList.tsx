import { HistoryOutlined, PlusOutlined } from "@ant-design/icons";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Button } from "antd";
import { api, ask } from "../api.ts";
import { companyTime } from "../parts/clock.ts";
import { Empty } from "../parts/Empty.tsx";
import "../parts/list/list.css";
import { PageHead } from "../parts/PageHead.tsx";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { Tag } from "../parts/Tag.tsx";
import { useUrlState } from "../parts/url-state.ts";
import { Waiting } from "../parts/Waiting.tsx";
import { When } from "../parts/When.tsx";
import { useText } from "../texts/index.ts";
import { isMoving, tones } from "./data.ts";
import { OverrideWords } from "./OverrideWords.tsx";
import "../grading/grading.css";
import "./replay.css";
import { StartReplay } from "./StartReplay.tsx";

/** All replays, the newest first. */
export function ReplayList() {
  const { t } = useText();
  const navigate = useNavigate();
  const [state, set] = useUrlState();
  const pages = useInfiniteQuery({
    queryKey: ["replays", "list"],
    queryFn: ({ pageParam }) =>
      ask(api.GET("/api/v1/replays", { params: { query: { limit: 30, ...(pageParam && { cursor: pageParam }) } } })),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
    refetchInterval: (asked) => (asked.state.data?.pages.some((page) => page.items.some(isMoving)) ? 1_500 : false),
  });
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const start = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => set({ start: "yes" })}>
      {t("replay.start")}
    </Button>
  );
  return (
    <div className="page">
      <PageHead title={t("replay.title")}>{start}</PageHead>
      <ProblemNote problem={pages.error} />
      {pages.isPending && <Waiting />}
      {pages.data && rows.length === 0 && (
        <Empty icon={<HistoryOutlined />} title={t("replay.none")} lead={t("replay.noneLead")}>
          {start}
        </Empty>
      )}
      {rows.length > 0 && (
        <div className="panel scroll-x">
          <table className="table">
            <thead>
              <tr>
                <th>{t("replay.what")}</th>
                <th>{t("replay.overrides")}</th>
                <th>{t("replay.span")}</th>
                <th>{t("replay.state")}</th>
                <th>{t("replay.by")}</th>
                <th>{t("replay.at")}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id} onClick={() => void navigate({ to: `/replays/${row.id}` as "/" })}>
                  <td>
                    <Link to={`/replays/${row.id}` as "/"} className="table-name">
                      {row.document} {t("replay.versionName", { number: row.versionNumber })}
                    </Link>
                  </td>
                  <td>
                    <OverrideWords replay={row} />
                  </td>
                  <td className="nowrap">
                    {companyTime(row.from).format("YYYY-MM-DD")} –{" "}
                    {companyTime(row.to).subtract(1, "second").format("YYYY-MM-DD")}
                  </td>
                  <td>
                    <Tag tone={tones[row.state]}>{t(`replay.${row.state}`)}</Tag>
                  </td>
                  <td>{row.createdByName}</td>
                  <td>
                    <When at={row.createdAt} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {pages.hasNextPage && <Button onClick={() => void pages.fetchNextPage()}>{t("parts.more")}</Button>}
      <StartReplay
        key={state.version}
        open={state.start === "yes"}
        onClose={() => set({ start: undefined, version: undefined, document: undefined })}
      />
    </div>
  );
}

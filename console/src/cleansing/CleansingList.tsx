import { ClearOutlined } from "@ant-design/icons";
import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { App, Button } from "antd";
import { api, ask } from "../api.ts";
import { Empty } from "../parts/Empty.tsx";
import { formatCount } from "../parts/Money.tsx";
import { PageHead } from "../parts/PageHead.tsx";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { Tag } from "../parts/Tag.tsx";
import { Waiting } from "../parts/Waiting.tsx";
import { useSayWhen } from "../parts/When.tsx";
import { runsChanged } from "../runs/runs.ts";
import { useText } from "../texts/index.ts";
import "./cleansing.css";
import { cleansingChanged, tones } from "./data.ts";

/** All cleansing runs, the newest first, each with what is left to do. */
export function CleansingList() {
  const { t } = useText();
  const { message, modal } = App.useApp();
  const navigate = useNavigate();
  const sayWhen = useSayWhen();
  const pages = useInfiniteQuery({
    queryKey: ["cleansings", "list"],
    queryFn: ({ pageParam }) =>
      ask(api.GET("/api/v1/cleansings", { params: { query: { limit: 20, ...(pageParam && { cursor: pageParam }) } } })),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
    refetchInterval: (asked) =>
      asked.state.data?.pages.some((page) => page.items.some((one) => one.state === "finding")) ? 1_500 : false,
  });
  const start = useMutation({
    mutationFn: () => ask(api.POST("/api/v1/cleansings")),
    onSuccess: (made) => {
      void message.success(t("cleansing.started"));
      void runsChanged();
      void cleansingChanged();
      void navigate({ to: `/cleansings/${made.id}` as "/" });
    },
    onError: (problem) => void message.error(problem.message, 8),
  });
  const begin = () =>
    modal.confirm({
      title: t("cleansing.startTitle"),
      content: t("cleansing.startLead"),
      okText: t("cleansing.start"),
      cancelText: t("parts.cancel"),
      onOk: () => start.mutateAsync().catch(() => {}),
    });
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const button = (
    <Button type="primary" icon={<ClearOutlined />} loading={start.isPending} onClick={begin}>
      {t("cleansing.start")}
    </Button>
  );
  return (
    <div className="page page-narrow">
      <PageHead title={t("cleansing.title")}>{button}</PageHead>
      <ProblemNote problem={pages.error} />
      {pages.isPending && <Waiting />}
      {pages.data && rows.length === 0 && (
        <Empty icon={<ClearOutlined />} title={t("cleansing.none")} lead={t("cleansing.noneLead")}>
          {button}
        </Empty>
      )}
      {rows.map((one) => {
        const found = one.counts.reduce((sum, count) => sum + count.found, 0);
        const left = one.counts.reduce((sum, count) => sum + count.open, 0);
        return (
          <Link key={one.id} to={`/cleansings/${one.id}` as "/"} className="panel cleansing">
            <span className="spread">
              <strong>{t("cleansing.run", { at: sayWhen(one.asOf) })}</strong>
              <Tag tone={tones[one.state]}>{t(`cleansing.${one.state}`)}</Tag>
            </span>
            <span className="row cleansing-facts">
              <span className="quiet">{t("cleansing.by", { name: one.createdByName })}</span>
              {one.state !== "finding" && (
                <span>{found ? t("cleansing.found", { count: formatCount(found) }) : t("cleansing.foundNone")}</span>
              )}
              {one.counts.map((count) => (
                <Tag key={count.problem} tone={count.open ? "warn" : "plain"}>
                  {t(`cleansing.${count.problem}`)} {formatCount(count.found - count.open)}/{formatCount(count.found)}
                </Tag>
              ))}
            </span>
            {found > 0 && (
              <span className="cleansing-bar" aria-hidden>
                <span style={{ width: `${((found - left) / found) * 100}%` }} />
              </span>
            )}
          </Link>
        );
      })}
      {pages.hasNextPage && (
        <div>
          <Button onClick={() => void pages.fetchNextPage()} loading={pages.isFetchingNextPage}>
            {t("parts.more")}
          </Button>
        </div>
      )}
    </div>
  );
}

import { ArrowLeftOutlined, PhoneOutlined } from "@ant-design/icons";
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useMemo, useState } from "react";
import { api, ask } from "../../api.ts";
import { useKeys } from "../../frame/keys.ts";
import { useMe } from "../../frame/me.ts";
import { Empty } from "../../parts/Empty.tsx";
import { PageHead } from "../../parts/PageHead.tsx";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { useNarrow } from "../../parts/SidePanel.tsx";
import { useUrlState } from "../../parts/url-state.ts";
import { Waiting } from "../../parts/Waiting.tsx";
import { useText } from "../../texts/index.ts";
import { CallbackTabs } from "./CallbackTabs.tsx";
import { CallPane } from "./CallPane.tsx";
import type { Row } from "./data.ts";
import { Queue } from "./Queue.tsx";
import { ReviewMany } from "./ReviewMany.tsx";

/** What each tab asks the server for. */
const asks = {
  mine: { only: "mine", state: "due", sort: "dueAt" },
  allDue: { state: "due", sort: "dueAt" },
  late: { only: "late", sort: "dueAt" },
  unreviewed: { only: "unreviewed", sort: "calledAt" },
  dissatisfied: { only: "dissatisfied", sort: "-calledAt" },
  done: { state: "done", sort: "-calledAt" },
} as const;
type Tab = keyof typeof asks;

// What a chart's part stands for: its rows are asked for as the server takes it.
const fromCharts = [
  "form",
  "question",
  "value",
  "opinionCategory",
  "satisfaction",
  "calledAt",
  "calledBy",
  "planId",
  "said",
] as const;

/** The call list: whom to call on the left, the call itself on the right. */
export function CallbackList() {
  const { t } = useText();
  const { may } = useMe();
  const narrow = useNarrow();
  const [url, set] = useUrlState();
  const tabs = (Object.keys(asks) as Tab[]).filter((one) =>
    one === "mine" ? may("service.callbacks.make") : one === "unreviewed" ? may("service.callbacks.review") : true,
  );
  const tab = tabs.find((one) => one === url.list) ?? tabs[0]!;
  const more = Object.fromEntries(fromCharts.flatMap((key) => (url[key] ? [[key, url[key]]] : [])));
  const query = { ...asks[tab], ...more };

  const counts = useQuery({
    queryKey: ["callbacks", "counts"],
    queryFn: () => ask(api.GET("/api/v1/callbacks/counts")),
    refetchInterval: 60_000,
  }).data;
  const pages = useInfiniteQuery({
    queryKey: ["callbacks", "list", query],
    queryFn: ({ pageParam }) =>
      ask(
        api.GET("/api/v1/callbacks", {
          params: { query: { ...query, limit: 50, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  });
  const rows = useMemo(() => pages.data?.pages.flatMap((page) => page.items) ?? [], [pages.data]);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const at = rows.findIndex((row) => row.callback.id === url.open);
  const open = (row: Row | undefined) => set({ open: row?.callback.id }, { push: narrow });
  const step = (by: number) => {
    const next = rows[Math.max(0, Math.min(rows.length - 1, at + by))];
    if (!next) return;
    open(next);
    document.querySelector(`[data-call="${next.callback.id}"]`)?.scrollIntoView({ block: "nearest" });
  };
  useKeys({ j: () => step(1), k: () => step(-1), Escape: () => url.open && set({ open: undefined }) });
  const go = (next: Tab) => {
    setTicked(new Set());
    set({
      list: next === tabs[0] ? undefined : next,
      open: undefined,
      ...Object.fromEntries(fromCharts.map((key) => [key, undefined])),
    });
  };
  const filtered = Object.keys(more).length > 0;
  const pane = url.open && (
    <CallPane
      key={url.open}
      id={url.open}
      onDone={() => open(rows[at + 1] ?? rows.find((row) => row.callback.id !== url.open))}
    />
  );
  if (narrow && pane)
    return (
      <div className="page call-page">
        <Button type="text" icon={<ArrowLeftOutlined />} onClick={() => set({ open: undefined })} className="call-back">
          {t("callbacks.back")}
        </Button>
        {pane}
      </div>
    );
  return (
    <div className="page call-page">
      <PageHead title={t("callbacks.title")} remark={!narrow && <span className="small">{t("callbacks.keys")}</span>} />
      <CallbackTabs />
      <div className="call-board">
        <section className="panel call-queue">
          <div className="call-tabs" role="tablist" aria-label={t("callbacks.tabList")}>
            {tabs.map((one) => (
              <button
                key={one}
                type="button"
                role="tab"
                aria-selected={one === tab && !filtered}
                className={one === tab && !filtered ? "call-tab call-tab-here" : "call-tab"}
                onClick={() => go(one)}
              >
                {t(`callbacks.${one}`)}
                {one === "mine" && counts && <span className="call-count">{counts.mine}</span>}
                {one === "unreviewed" && counts && <span className="call-count">{counts.unreviewed}</span>}
              </button>
            ))}
            {filtered && (
              <button type="button" role="tab" aria-selected className="call-tab call-tab-here">
                {t("callbacks.filtered")}
              </button>
            )}
          </div>
          <ProblemNote problem={pages.error} />
          {pages.isPending && <Waiting lines={6} />}
          {pages.data && rows.length === 0 && (
            <Empty
              icon={<PhoneOutlined />}
              title={t(tab === "mine" ? "callbacks.noneMine" : "callbacks.none")}
              lead={t(tab === "mine" ? "callbacks.noneMineLead" : "callbacks.noneLead")}
            >
              <Link to={"/callbacks/plans" as "/"}>
                <Button>{t("callbacks.seePlans")}</Button>
              </Link>
            </Empty>
          )}
          {rows.length > 0 && (
            <Queue
              rows={rows}
              open={url.open}
              onOpen={open}
              {...(tab === "unreviewed" && !filtered && { ticked, onTick: setTicked })}
            />
          )}
          {pages.hasNextPage && (
            <div className="panel-body">
              <Button onClick={() => void pages.fetchNextPage()} loading={pages.isFetchingNextPage}>
                {t("parts.more")}
              </Button>
            </div>
          )}
          {ticked.size > 0 && <ReviewMany ids={[...ticked]} onDone={() => setTicked(new Set())} />}
        </section>
        {!narrow && (
          <section className="panel call-work">
            {pane || <Empty icon={<PhoneOutlined />} title={t("callbacks.choose")} lead={t("callbacks.chooseLead")} />}
          </section>
        )}
      </div>
    </div>
  );
}

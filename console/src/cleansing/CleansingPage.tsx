import { ArrowLeftOutlined, CheckCircleOutlined } from "@ant-design/icons";
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Button, Checkbox, Segmented } from "antd";
import { useState } from "react";
import { api, ask } from "../api.ts";
import { Empty } from "../parts/Empty.tsx";
import "../parts/list/list.css";
import { formatCount } from "../parts/Money.tsx";
import { PageHead } from "../parts/PageHead.tsx";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { RunProgress } from "../parts/RunProgress.tsx";
import { useUrlState } from "../parts/url-state.ts";
import { Waiting } from "../parts/Waiting.tsx";
import { useSayWhen } from "../parts/When.tsx";
import { useText } from "../texts/index.ts";
import "./cleansing.css";
import { problems } from "./data.ts";
import { ItemRow } from "./ItemRow.tsx";
import { Resolve } from "./Resolve.tsx";

/** One run: its findings by problem, to be decided on one by one or many at a time. */
export function CleansingPage() {
  const { t } = useText();
  const { id } = useParams({ strict: false }) as { id: string };
  const sayWhen = useSayWhen();
  const [url, set] = useUrlState();
  const run = useQuery({
    queryKey: ["cleansings", id],
    queryFn: () => ask(api.GET("/api/v1/cleansings/{id}", { params: { path: { id } } })),
    refetchInterval: (asked) => (asked.state.data?.state === "finding" ? 1_500 : false),
  });
  const state = url.state === "resolved" ? "resolved" : "open";
  const problem = problems.find((one) => one === url.problem);
  const pages = useInfiniteQuery({
    queryKey: ["cleansings", id, "items", state, problem, run.data?.state],
    queryFn: ({ pageParam }) =>
      ask(
        api.GET("/api/v1/cleansings/{id}/items", {
          params: {
            path: { id },
            query: { state, limit: 50, ...(problem && { problem }), ...(pageParam && { cursor: pageParam }) },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
    enabled: run.data !== undefined && run.data.state !== "finding",
    placeholderData: keepPreviousData,
  });
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  // Another list begins anew.
  const list = `${problem} ${state}`;
  const [shown, setShown] = useState(list);
  if (shown !== list) {
    setShown(list);
    setTicked(new Set());
  }
  if (run.error) return <ProblemNote problem={run.error} />;
  if (!run.data) return <Waiting lines={6} />;
  const { counts } = run.data;
  const here = counts.find((one) => one.problem === problem);
  const chosen = rows.filter((row) => ticked.has(row.id));
  const tick = (key: string) =>
    setTicked((before) =>
      before.has(key) ? new Set([...before].filter((one) => one !== key)) : new Set([...before, key]),
    );
  const all = rows.length > 0 && rows.every((row) => ticked.has(row.id));
  return (
    <div className="page work-page">
      <Link to={"/cleansings" as "/"} className="back">
        <ArrowLeftOutlined /> {t("cleansing.back")}
      </Link>
      <PageHead
        title={t("cleansing.run", { at: sayWhen(run.data.asOf) })}
        remark={t("cleansing.by", { name: run.data.createdByName })}
      >
        <Segmented
          value={state}
          onChange={(next) => set({ state: next === "open" ? undefined : next })}
          options={[
            { value: "open", label: t("cleansing.open") },
            { value: "resolved", label: t("cleansing.resolved") },
          ]}
        />
      </PageHead>
      {run.data.state === "finding" && <Finding runId={run.data.runId} />}
      {counts.length > 0 && (
        <ul className="problems">
          {counts.map((one) => (
            <li key={one.problem}>
              <button
                type="button"
                className={one.problem === problem ? "problem problem-here" : "problem"}
                aria-pressed={one.problem === problem}
                onClick={() => set({ problem: one.problem === problem ? undefined : one.problem })}
              >
                <span className="spread">
                  <strong>{t(`cleansing.${one.problem}`)}</strong>
                  <span className={one.open ? "problem-count" : "problem-count quiet"}>{formatCount(one.open)}</span>
                </span>
                <span className="quiet small">{t(`cleansing.${one.problem}Lead`)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <ProblemNote problem={pages.error} />
      {pages.isLoading && <Waiting />}
      {pages.data && rows.length === 0 && (
        <Empty
          icon={<CheckCircleOutlined />}
          title={t(state === "open" ? "cleansing.noneOpen" : "cleansing.noneResolved")}
          lead={t(state === "open" ? "cleansing.noneOpenLead" : "cleansing.noneResolvedLead")}
        />
      )}
      {rows.length > 0 && (
        <section className="panel">
          {state === "open" && (
            <div className="panel-head">
              <Checkbox
                checked={all}
                indeterminate={!all && ticked.size > 0}
                onChange={() => setTicked(new Set(all ? [] : rows.map((row) => row.id)))}
              >
                {t("parts.chooseAll")}
              </Checkbox>
              {here && here.open > rows.length && (
                <Resolve
                  cleansingId={id}
                  which={{ problem: here.problem }}
                  found={[here.problem]}
                  count={here.open}
                  label={t("cleansing.resolveAll", { count: formatCount(here.open) })}
                  onDone={() => setTicked(new Set())}
                />
              )}
            </div>
          )}
          <ul className="items">
            {rows.map((row) => (
              <ItemRow
                key={row.id}
                item={row}
                ticked={ticked.has(row.id)}
                {...(state === "open" && { onTick: () => tick(row.id) })}
              />
            ))}
          </ul>
        </section>
      )}
      {pages.hasNextPage && (
        <div>
          <Button onClick={() => void pages.fetchNextPage()} loading={pages.isFetchingNextPage}>
            {t("parts.more")}
          </Button>
        </div>
      )}
      {chosen.length > 0 && (
        <div className="bulk" role="toolbar">
          <strong>{t("parts.chosen", { count: chosen.length })}</strong>
          <Resolve
            cleansingId={id}
            which={{ ids: chosen.map((row) => row.id) }}
            found={chosen.map((row) => row.problem)}
            count={chosen.length}
            label={t("cleansing.resolve")}
            primary
            onDone={() => setTicked(new Set())}
          />
          <Button type="text" onClick={() => setTicked(new Set())}>
            {t("parts.unchoose")}
          </Button>
        </div>
      )}
    </div>
  );
}

function Finding({ runId }: { runId: string }) {
  const { data } = useQuery({
    queryKey: ["runs", runId],
    queryFn: () => ask(api.GET("/api/v1/runs/{id}", { params: { path: { id: runId } } })),
    refetchInterval: 1_500,
  });
  return <section className="panel panel-body">{data ? <RunProgress run={data} /> : <Waiting lines={1} />}</section>;
}

import { keepPreviousData, useInfiniteQuery, useQueries } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Badge, Button, Segmented } from "antd";
import { useMemo, useState } from "react";
import { api, ask } from "../api.ts";
import { useKeys } from "../frame/keys.ts";
import { useMe } from "../frame/me.ts";
import { PageHead } from "../parts/PageHead.tsx";
import "../parts/list/list.css";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { SidePanel, useNarrow } from "../parts/SidePanel.tsx";
import { useUrlState } from "../parts/url-state.ts";
import { Waiting } from "../parts/Waiting.tsx";
import { useText } from "../texts/index.ts";
import { BulkActions } from "./BulkActions.tsx";
import { keyOf, readKey, scopeGrants, scopes, states, type Scope, type WorkState } from "./obligations.ts";
import { ObligationPanel } from "./ObligationPanel.tsx";
import { WorkCards } from "./WorkCards.tsx";
import { WorkEmpty } from "./WorkEmpty.tsx";
import { WorkTable } from "./WorkTable.tsx";
import "./worklist.css";

/** What is to be done, the most urgent first: by scope and state, with the time left and why. */
export function Worklist() {
  const { t } = useText();
  const { may } = useMe();
  const narrow = useNarrow();
  const [url, set] = useUrlState();
  const mine = scopes.filter((one) => may(scopeGrants[one]));
  const scope = mine.find((one) => one === url.scope) ?? mine[0] ?? "mine";
  // What is done lies in order of time for oneself and for all only.
  const tabs = states.filter((one) => one !== "done" || scope === "mine" || scope === "all");
  const state = tabs.find((one) => one === url.state) ?? "open";

  const counts = useCounts(mine);
  const pages = useInfiniteQuery({
    queryKey: ["obligations", "list", scope, state],
    queryFn: ({ pageParam }) =>
      ask(
        api.GET("/api/v1/obligations", {
          params: { query: { scope, state, limit: 50, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
  const rows = useMemo(() => pages.data?.pages.flatMap((page) => page.items) ?? [], [pages.data]);
  const [at, setAt] = useState(-1);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  // Another list begins anew.
  const list = `${scope} ${state}`;
  const [shown, setShown] = useState(list);
  if (shown !== list) {
    setShown(list);
    setAt(-1);
    setTicked(new Set());
  }

  const canTick = state !== "done" && (may("policy.obligations.assign") || may("policy.obligations.waive"));
  const tick = (key: string) =>
    setTicked((before) =>
      before.has(key) ? new Set([...before].filter((one) => one !== key)) : new Set([...before, key]),
    );
  const step = (by: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, at + by));
    setAt(next);
    if (url.open && rows[next]) set({ open: keyOf(rows[next]) });
    document.querySelector(`[data-row="${next}"]`)?.scrollIntoView({ block: "nearest" });
  };
  const open = (key: string) => set({ open: key }, { push: narrow });
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    x: () => canTick && rows[at] && tick(keyOf(rows[at])),
    Enter: (event) =>
      !(event.target instanceof HTMLElement && /^(BUTTON|A)$/.test(event.target.tagName)) &&
      rows[at] &&
      open(keyOf(rows[at])),
    Escape: () => url.open && set({ open: undefined }),
  });
  const chosen = rows.find((row) => keyOf(row) === url.open);
  const body = { rows, state, at, open: url.open, onOpen: open, ticked, ...(canTick && { onTick: tick }) };
  const here = counts[scope];

  return (
    <div className="page work-page">
      <PageHead
        title={t("worklist.title")}
        remark={<span className="work-keys">{narrow ? null : t("worklist.keysHint")}</span>}
      >
        {(may("policy.approvals.ask") || may("policy.approvals.decide")) && (
          <Link to={"/approvals" as "/"}>
            <Button>{t("worklist.approvals")}</Button>
          </Link>
        )}
      </PageHead>
      {mine.length > 1 && (
        <Segmented<Scope>
          className="work-scopes"
          block={narrow}
          value={scope}
          aria-label={t("worklist.scope")}
          onChange={(next) => set({ scope: next === mine[0] ? undefined : next, state: undefined, open: undefined })}
          options={mine.map((one) => ({
            value: one,
            label: (
              <span className="work-scope">
                {t(`worklist.${one}`)}
                {!narrow && (
                  <Badge count={counts[one]?.late ?? 0} overflowCount={99} size="small" title={t("worklist.late")} />
                )}
              </span>
            ),
          }))}
        />
      )}
      <section className="panel work-panel">
        <div className="work-tabs" role="tablist" aria-label={t("worklist.title")}>
          {tabs.map((one) => (
            <button
              key={one}
              type="button"
              role="tab"
              aria-selected={one === state}
              className={one === state ? "work-tab work-tab-here" : "work-tab"}
              onClick={() => set({ state: one === "open" ? undefined : one, open: undefined })}
            >
              {t(`worklist.${one}`)}
              {one !== "done" && here && (
                <span className={one === "late" && here.late > 0 ? "work-count work-count-bad" : "work-count"}>
                  {here[one]}
                </span>
              )}
            </button>
          ))}
        </div>
        <ProblemNote problem={pages.error} />
        {pages.isPending && <Waiting lines={6} />}
        {pages.data &&
          (rows.length === 0 ? (
            <WorkEmpty scope={scope} state={state as WorkState} counts={counts} onGo={(patch) => set(patch)} />
          ) : (
            <div className={pages.isPlaceholderData ? "stale" : undefined}>
              {narrow ? <WorkCards {...body} /> : <WorkTable {...body} onTickAll={setTicked} />}
            </div>
          ))}
        {pages.hasNextPage && (
          <div className="panel-body">
            <Button onClick={() => void pages.fetchNextPage()} loading={pages.isFetchingNextPage}>
              {t("parts.more")}
            </Button>
          </div>
        )}
      </section>
      {ticked.size > 0 && (
        <BulkActions rows={rows.filter((row) => ticked.has(keyOf(row)))} onClear={() => setTicked(new Set())} />
      )}
      <SidePanel
        open={Boolean(url.open)}
        onClose={() => set({ open: undefined })}
        title={<ObligationPanel.Title of={url.open && readKey(url.open)} row={chosen} />}
        width={520}
      >
        {url.open && <ObligationPanel of={readKey(url.open)} row={chosen} onGone={() => set({ open: undefined })} />}
      </SidePanel>
    </div>
  );
}

export type Counts = Partial<Record<Scope, { open: number; late: number; paused: number }>>;

function useCounts(mine: readonly Scope[]): Counts {
  const asked = useQueries({
    queries: mine.map((scope) => ({
      queryKey: ["obligations", "counts", scope],
      queryFn: () => ask(api.GET("/api/v1/obligations/counts", { params: { query: { scope } } })),
      refetchInterval: 60_000,
    })),
  });
  return Object.fromEntries(mine.flatMap((scope, at) => (asked[at]?.data ? [[scope, asked[at].data]] : []))) as Counts;
}

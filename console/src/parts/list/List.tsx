import { SearchOutlined } from "@ant-design/icons";
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Button, Input, Tooltip } from "antd";
import { type ReactNode, useMemo, useRef, useState } from "react";
import { useKeys } from "../../frame/keys.ts";
import { useText } from "../../texts/index.ts";
import type { Text } from "../../texts/text.ts";
import { Empty } from "../Empty.tsx";
import { formatCount } from "../Money.tsx";
import { useNoun } from "../nouns.ts";
import { ProblemNote } from "../ProblemNote.tsx";
import { SidePanel, useNarrow } from "../SidePanel.tsx";
import { Cards } from "./Cards.tsx";
import { Columns } from "./Columns.tsx";
import { Filters } from "./Filters.tsx";
import "./list.css";
import { chosenColumns, columnsKey, useListState } from "./list-state.ts";
import { Table } from "./Table.tsx";
import type { View } from "./views.ts";
import { Views } from "./Views.tsx";

export type Page<R> = { readonly items: readonly R[]; readonly next: string | null };
/** What the server is asked for: besides these, one parameter for each filter. */
export type Asked = { readonly limit: number; readonly cursor?: string; readonly q?: string; readonly sort?: string };
export type Cell<R> = (row: R) => ReactNode;

export type ListProps<R> = {
  /** The noun whose description declares columns, filters and sorts (`GET /nouns/:name`). */
  readonly noun: string;
  readonly title: string;
  /** The server's name of the list, under which views of it are saved; without it none are. */
  readonly savedAs?: string;
  readonly id: (row: R) => string;
  /** What a screen reader calls a row, and the card's title. */
  readonly name: (row: R) => string;
  readonly load: (query: Asked, signal: AbortSignal) => Promise<Page<R>>;
  readonly count?: (query: Omit<Asked, "limit">) => Promise<{ count: number; estimated: boolean }>;
  readonly sort: string;
  /** The page of a row. */
  readonly href?: (row: R) => string;
  /** The drawer of a row. */
  readonly drawer?: (id: string, row: R | undefined) => { title: ReactNode; body: ReactNode };
  /** Cells that are more than the field's value. */
  readonly cells?: Readonly<Record<string, Cell<R>>>;
  /** Columns shown from the start, where not those that the noun declares. */
  readonly columns?: readonly string[];
  readonly views?: readonly View[];
  /** What the list without any condition is called, where not "all". */
  readonly everything?: Text;
  /** The words for a reference that the list is narrowed by, such as a person's name. */
  readonly sayFilter?: (key: string, value: string) => string | undefined;
  readonly searchHint?: string;
  readonly actions?: ReactNode;
  readonly bulk?: (ids: readonly string[], clear: () => void) => ReactNode;
  readonly empty: ReactNode;
};

/** A list page: views, search, filters, columns, keyset paging without a jump, drawer, keyboard; cards on a phone. */
export function List<R>(props: ListProps<R>) {
  const { noun, title, id, load, count, sort, href, drawer, bulk } = props;
  const { t } = useText();
  const navigate = useNavigate();
  const narrow = useNarrow();
  const fields = useNoun(noun)?.fields ?? none;
  const state = useListState(fields, sort);
  const listable = useMemo(() => fields.filter((field) => field.list), [fields]);
  const chosen = chosenColumns(noun, fields, state.columns, props.columns);

  const pages = useInfiniteQuery({
    queryKey: [noun, "list", state.query],
    queryFn: ({ pageParam, signal }) =>
      load({ ...state.query, limit: 50, ...(pageParam && { cursor: pageParam }) }, signal),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
    enabled: fields.length > 0,
    placeholderData: keepPreviousData,
  });
  const counted = useQuery({
    queryKey: [noun, "count", state.query],
    queryFn: () => count!(state.query),
    enabled: Boolean(count) && fields.length > 0,
    placeholderData: keepPreviousData,
  }).data;
  const rows = useMemo(() => pages.data?.pages.flatMap((page) => page.items) ?? [], [pages.data]);

  const [at, setAt] = useState(-1);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const asked = JSON.stringify(state.query);
  const [shown, setShown] = useState(asked);
  if (shown !== asked) {
    setShown(asked);
    setAt(-1);
    setTicked(new Set());
  }
  const tick = (key: string) =>
    setTicked((before) =>
      before.has(key) ? new Set([...before].filter((one) => one !== key)) : new Set([...before, key]),
    );
  const peek = (row: R) => {
    if (drawer && (!narrow || !href)) state.set({ open: id(row) });
    else if (href) void navigate({ to: href(row) });
  };
  const enter = (row: R | undefined) => row && (href ? void navigate({ to: href(row) }) : peek(row));
  const step = (by: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, at + by));
    setAt(next);
    if (state.open && rows[next]) state.set({ open: id(rows[next]) });
    document.querySelector(`[data-row="${next}"]`)?.scrollIntoView({ block: "nearest" });
    if (next > rows.length - 10 && pages.hasNextPage && !pages.isFetchingNextPage) void pages.fetchNextPage();
  };
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    o: () => rows[at] && peek(rows[at]),
    x: () => bulk && rows[at] && tick(id(rows[at])),
    Enter: (event) =>
      !(event.target instanceof HTMLElement && /^(BUTTON|A)$/.test(event.target.tagName)) && enter(rows[at]),
    Escape: () => state.open && state.set({ open: undefined }),
  });

  const narrowed = Boolean(state.q || state.filters.length);
  const panel =
    state.open && drawer
      ? drawer(
          state.open,
          rows.find((row) => id(row) === state.open),
        )
      : undefined;
  const body = {
    ...props,
    fields: listable,
    chosen,
    rows,
    at,
    ticked,
    onTick: tick,
    onPeek: peek,
    onAt: setAt,
    open: state.open,
    sortedBy: state.sort,
    onSort: (key: string) => state.set({ sort: key }),
    loading: pages.isPending,
    stale: pages.isPlaceholderData,
  };

  return (
    <section className="list" aria-label={title}>
      <header className="list-head no-print">
        <div className="spread list-title">
          <h1>
            {title}
            {counted && (
              <Tooltip title={counted.estimated ? t("parts.countAboutWhy") : undefined}>
                <span className="list-count">
                  {t(counted.estimated ? "parts.countAbout" : "parts.count", { count: formatCount(counted.count) })}
                </span>
              </Tooltip>
            )}
          </h1>
          <div className="row list-actions">{props.actions}</div>
        </div>
        <Views
          shipped={props.views ?? []}
          everything={props.everything}
          list={props.savedAs}
          query={state.query}
          sort={sort}
          columns={state.columns}
          onShow={state.show}
        />
        <div className="list-tools">
          <Words
            value={state.q}
            hint={props.searchHint ?? t("parts.search")}
            onChange={(q) => state.set({ q: q || undefined })}
          />
          <Filters
            fields={fields}
            filters={state.filters}
            sayReference={props.sayFilter}
            onChange={(key, value) => state.set({ [key]: value })}
          />
          <span className="list-tools-end">
            {!narrow && (
              <Columns
                fields={listable}
                chosen={chosen}
                onChange={(columns) => {
                  if (columns) localStorage.setItem(columnsKey(noun), columns.join());
                  else localStorage.removeItem(columnsKey(noun));
                  state.set({ columns: columns?.join() });
                }}
              />
            )}
          </span>
        </div>
      </header>
      {pages.error && (
        <div className="list-problem">
          <ProblemNote problem={pages.error} fields />
          <Button onClick={() => void pages.refetch()}>{t("parts.retry")}</Button>
        </div>
      )}
      {!pages.error &&
        (!pages.isPending && rows.length === 0 ? (
          narrowed ? (
            <Empty title={t("parts.noMatch")} lead={t("parts.noMatchLead")}>
              <Button onClick={() => state.show({})}>{t("parts.clearFilters")}</Button>
            </Empty>
          ) : (
            props.empty
          )
        ) : narrow ? (
          <Cards {...body} more={pages.hasNextPage} onMore={() => void pages.fetchNextPage()} />
        ) : (
          <Table
            {...body}
            more={pages.hasNextPage}
            onMore={() => !pages.isFetchingNextPage && void pages.fetchNextPage()}
          />
        ))}
      {bulk && ticked.size > 0 && (
        <div className="bulk" role="toolbar">
          <strong>{t("parts.chosen", { count: ticked.size })}</strong>
          {bulk([...ticked], () => setTicked(new Set()))}
          <Button type="text" onClick={() => setTicked(new Set())}>
            {t("parts.unchoose")}
          </Button>
        </div>
      )}
      {drawer && (
        <SidePanel open={Boolean(panel)} onClose={() => state.set({ open: undefined })} title={panel?.title}>
          {panel?.body}
        </SidePanel>
      )}
    </section>
  );
}

const none: never[] = [];

/** The search field of a list: asks 250 ms after the last key, never amid composing Chinese. */
function Words({ value, hint, onChange }: { value: string; hint: string; onChange: (value: string) => void }) {
  const [text, setText] = useState(value);
  const [given, setGiven] = useState(value);
  const composing = useRef(false);
  const timer = useRef(0);
  // Changed from outside, as by a saved view.
  if (given !== value) {
    setGiven(value);
    if (text.trim() !== value) setText(value);
  }
  const type = (typed: string) => {
    setText(typed);
    window.clearTimeout(timer.current);
    if (!composing.current) timer.current = window.setTimeout(() => onChange(typed.trim()), 250);
  };
  return (
    <Input
      className="list-words"
      allowClear
      prefix={<SearchOutlined />}
      value={text}
      placeholder={hint}
      aria-label={hint}
      onChange={(event) => type(event.target.value)}
      onCompositionStart={() => (composing.current = true)}
      onCompositionEnd={(event) => {
        composing.current = false;
        type(event.currentTarget.value);
      }}
    />
  );
}

import { ArrowLeftOutlined, BookOutlined, SearchOutlined } from "@ant-design/icons";
import { Button, Input, Select } from "antd";
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { useKeys } from "../../frame/keys.ts";
import { useMe } from "../../frame/me.ts";
import { companyTime } from "../../parts/clock.ts";
import { Empty } from "../../parts/Empty.tsx";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { useNarrow } from "../../parts/SidePanel.tsx";
import { useUrlState } from "../../parts/url-state.ts";
import { Waiting } from "../../parts/Waiting.tsx";
import { useText } from "../../texts/index.ts";
import { ArticleRow } from "./ArticleRow.tsx";
import { ArticleView } from "./ArticleView.tsx";
import { articleStates, type Looked, useArticle, useArticles, useCategories } from "./data.ts";

/** Articles to search on the left, and one to read on the right; on a phone one after the other. */
export function Articles() {
  const { t } = useText();
  const { may } = useMe();
  const narrow = useNarrow();
  const [state, set] = useUrlState();
  const looked = useLooked(state);
  const pages = useArticles(looked);
  const rows = useMemo(() => pages.data?.pages.flatMap((page) => page.items) ?? [], [pages.data]);
  const [at, setAt] = useState(0);
  const list = JSON.stringify(looked);
  const [shown, setShown] = useState(list);
  if (shown !== list) {
    setShown(list);
    setAt(0);
  }
  const open = state.open;
  const reader = useRef<HTMLElement>(null);
  const show = (id: string) => set({ open: id }, { push: narrow });
  const step = (by: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, at + by));
    setAt(next);
    document.querySelector(`[data-article="${next}"]`)?.scrollIntoView({ block: "nearest" });
    return next;
  };
  useKeys({
    j: () => rows[step(1)] && show(rows[Math.min(rows.length - 1, at + 1)]!.id),
    k: () => rows[step(-1)] && show(rows[Math.max(0, at - 1)]!.id),
  });
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      step(event.key === "ArrowDown" ? 1 : -1);
    }
    if (event.key === "Enter" && rows[at]) {
      show(rows[at].id);
      reader.current?.focus();
    }
  };
  const nothing = pages.data && rows.length === 0;
  const empty = nothing && !looked.q && !looked.category && !state.state;
  if (narrow && open)
    return (
      <div className="stack">
        <Button
          type="link"
          className="knowledge-back"
          icon={<ArrowLeftOutlined />}
          onClick={() => set({ open: undefined })}
        >
          {t("knowledge.back")}
        </Button>
        <Reader id={open} />
      </div>
    );
  return (
    <div className="knowledge">
      <div className="knowledge-side">
        <SearchBox q={state.q ?? ""} onSearch={(q) => set({ q: q || undefined })} onKeyDown={press} />
        <Filters writes={may("service.knowledge.write")} />
        <ProblemNote problem={pages.error} />
        {pages.isPending && <Waiting />}
        {nothing && (
          <Empty
            icon={<BookOutlined />}
            title={t(empty ? "knowledge.none" : "knowledge.noMatch")}
            lead={t(empty ? "knowledge.noneLead" : "knowledge.noMatchLead")}
          />
        )}
        {rows.length > 0 && (
          <ul className="panel knowledge-list" aria-label={t("knowledge.articles")}>
            {rows.map((row, index) => (
              <ArticleRow
                key={row.id}
                row={row}
                at={index}
                here={row.id === open}
                marked={index === at && Boolean(looked.q)}
                onOpen={() => {
                  setAt(index);
                  show(row.id);
                }}
              />
            ))}
          </ul>
        )}
        {pages.hasNextPage && (
          <Button onClick={() => void pages.fetchNextPage()} loading={pages.isFetchingNextPage}>
            {t("parts.more")}
          </Button>
        )}
      </div>
      {!narrow && (
        <section className="knowledge-reader" ref={reader} tabIndex={-1}>
          {open ? (
            <Reader id={open} />
          ) : (
            !empty && <Empty icon={<BookOutlined />} title={t("knowledge.pick")} lead={t("knowledge.pickLead")} />
          )}
        </section>
      )}
    </div>
  );
}

function Reader({ id }: { id: string }) {
  const { data, error, isPending } = useArticle(id);
  if (error) return <ProblemNote problem={error} />;
  return isPending ? <Waiting lines={6} /> : <ArticleView key={id} article={data} />;
}

function useLooked(state: Readonly<Record<string, string | undefined>>): Looked {
  const [today] = useState(() => companyTime(Date.now()));
  const { q, category } = state;
  const wanted = articleStates.find((one) => one === state.state);
  return {
    ...(q && { q }),
    ...(category && { category }),
    ...(wanted && { state: wanted }),
    ...(state.state === "review" && { reviewBy: today.add(30, "day").format("YYYY-MM-DD") }),
  };
}

/** Typed words go into the address a moment later, so that a link shows the same. */
function SearchBox({
  q,
  onSearch,
  onKeyDown,
}: {
  q: string;
  onSearch: (q: string) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}) {
  const { t } = useText();
  const [word, setWord] = useState(q);
  const [seen, setSeen] = useState(q);
  if (seen !== q) {
    setSeen(q);
    if (q !== word.trim()) setWord(q);
  }
  useEffect(() => {
    if (word.trim() === q) return;
    const timer = window.setTimeout(() => onSearch(word.trim()), 250);
    return () => window.clearTimeout(timer);
  });
  return (
    <Input
      size="large"
      type="search"
      autoFocus
      allowClear
      prefix={<SearchOutlined />}
      value={word}
      maxLength={200}
      placeholder={t("knowledge.searchArticles")}
      aria-label={t("knowledge.searchArticles")}
      onChange={(event) => setWord(event.target.value)}
      onKeyDown={onKeyDown}
    />
  );
}

function Filters({ writes }: { writes: boolean }) {
  const { t } = useText();
  const [state, set] = useUrlState();
  const categories = useCategories();
  return (
    <div className="row">
      <Select
        className="knowledge-category"
        value={state.category ?? ""}
        onChange={(category) => set({ category: category || undefined })}
        aria-label={t("knowledge.category")}
        options={[
          { value: "", label: t("knowledge.allCategories") },
          ...categories.map((one) => ({ value: one.category, label: `${one.category} (${one.count})` })),
        ]}
      />
      {writes && (
        <Select
          value={state.state ?? "published"}
          onChange={(next) => set({ state: next === "published" ? undefined : next })}
          aria-label={t("knowledge.show")}
          style={{ minWidth: 128 }}
          options={[
            ...articleStates.map((value) => ({ value: value as string, label: t(`knowledge.${value}`) })),
            { value: "review", label: t("knowledge.toReview") },
          ]}
        />
      )}
    </div>
  );
}

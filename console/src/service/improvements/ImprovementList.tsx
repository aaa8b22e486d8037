import { RiseOutlined } from "@ant-design/icons";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Button, Switch } from "antd";
import { useEffect, useRef } from "react";
import { api, ask } from "../../api.ts";
import { companyTime } from "../../parts/clock.ts";
import { Empty } from "../../parts/Empty.tsx";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { Tag } from "../../parts/Tag.tsx";
import { useUrlState } from "../../parts/url-state.ts";
import { Waiting } from "../../parts/Waiting.tsx";
import { useNow, When } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import { type Improvement, states, useNameOf } from "./data.ts";
import { Effect } from "./Effect.tsx";
import { ImprovementVerbs } from "./ImprovementVerbs.tsx";

/** What is done against causes of complaints, with the complaints before and after. */
export function ImprovementList() {
  const { t } = useText();
  const [url, set] = useUrlState();
  const open = url.only === "open";
  const pages = useInfiniteQuery({
    queryKey: ["improvements", "list", open],
    queryFn: ({ pageParam }) =>
      ask(
        api.GET("/api/v1/improvements", {
          params: { query: { limit: 30, state: open ? "open" : "all", ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  });
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <label className="row quiet small no-print improvement-filter">
        <Switch size="small" checked={open} onChange={(on) => set({ only: on ? "open" : undefined })} />
        {t("improvements.onlyOpen")}
      </label>
      <ProblemNote problem={pages.error} />
      {pages.isPending && <Waiting lines={6} />}
      {pages.data && rows.length === 0 && (
        <Empty icon={<RiseOutlined />} title={t("improvements.listNone")} lead={t("improvements.listNoneLead")} />
      )}
      <ul className="improvement-cards">
        {rows.map((row) => (
          <Card key={row.id} row={row} here={url.open === row.id} />
        ))}
      </ul>
      {pages.hasNextPage && (
        <Button onClick={() => void pages.fetchNextPage()} loading={pages.isFetchingNextPage}>
          {t("parts.more")}
        </Button>
      )}
    </>
  );
}

function Card({ row, here }: { row: Improvement; here: boolean }) {
  const { t } = useText();
  const now = useNow();
  const nameOf = useNameOf();
  const box = useRef<HTMLLIElement>(null);
  // Who came by a link sees it at once.
  useEffect(() => {
    if (here) box.current?.scrollIntoView({ block: "center" });
  }, [here]);
  const against = [row.causeId && nameOf("cause", row.causeId), row.categoryId && nameOf("category", row.categoryId)];
  const late = row.state === "planned" && row.dueOn && row.dueOn < companyTime(now).format("YYYY-MM-DD");
  return (
    <li ref={box} className={here ? "panel improvement improvement-here" : "panel improvement"}>
      <div className="improvement-words">
        <div className="row improvement-head">
          <h2>{row.title}</h2>
          <Tag tone={states[row.state].tone}>{t(states[row.state].label)}</Tag>
          {row.round > 1 && <Tag>{t("improvements.round", { count: row.round })}</Tag>}
          {late && <Tag tone="bad">{t("improvements.overdue")}</Tag>}
        </div>
        <p className="quiet small">
          {t("improvements.against")} {against.filter(Boolean).join(" · ")}
        </p>
        <p className="step-words">{row.measure}</p>
        <p className="quiet small">
          {row.ownerName}
          {row.dueOn && (
            <>
              {" · "}
              {t("improvements.dueOn")} <When at={row.dueOn} />
            </>
          )}
        </p>
        {row.implementation && (
          <p className="quiet small">
            {t("improvements.carriedOut", { name: row.implementedByName ?? "", text: row.implementation })}
          </p>
        )}
        {row.endedReason && <p className="quiet small">{row.endedReason}</p>}
        <ImprovementVerbs row={row} />
      </div>
      <Effect row={row} />
    </li>
  );
}

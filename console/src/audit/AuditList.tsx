import { AuditOutlined } from "@ant-design/icons";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Button, DatePicker, Select } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { api, ask } from "../api.ts";
import { useKeys } from "../frame/keys.ts";
import { useMe } from "../frame/me.ts";
import { Empty } from "../parts/Empty.tsx";
import "../parts/list/list.css";
import { PageHead } from "../parts/PageHead.tsx";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { SidePanel } from "../parts/SidePanel.tsx";
import { useUrlState } from "../parts/url-state.ts";
import { Waiting } from "../parts/Waiting.tsx";
import { When } from "../parts/When.tsx";
import { StaffPick } from "../staff/people.tsx";
import { useText } from "../texts/index.ts";
import { companyTime } from "../parts/clock.ts";
import { Actor } from "./Actor.tsx";
import "./audit.css";
import { EventPanel } from "./EventPanel.tsx";
import { groups, useKinds, useSayEvent } from "./events.ts";

/** Everything that happened, the newest first, as sentences; by kind, person, subject and time. */
export function AuditList() {
  const { t, pick } = useText();
  const { may } = useMe();
  const say = useSayEvent();
  const kinds = useKinds() ?? [];
  const [url, set] = useUrlState();
  const [at, setAt] = useState(-1);
  const query = {
    ...(url.kind && { kind: url.kind }),
    ...(url.actor && { actorId: url.actor }),
    ...(url.subject && { subjectId: url.subject }),
    ...(url.from && { from: companyTime(url.from).toISOString() }),
    ...(url.to && { until: companyTime(url.to).add(1, "day").toISOString() }),
  };
  const pages = useInfiniteQuery({
    queryKey: ["events", query],
    queryFn: ({ pageParam }) =>
      ask(
        api.GET("/api/v1/events", {
          params: { query: { ...query, limit: 50, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  });
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const chosen = rows.find((one) => one.id === url.open);
  const step = (by: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, at + by));
    setAt(next);
    if (url.open && rows[next]) set({ open: rows[next].id });
    document.querySelector(`[data-row="${next}"]`)?.scrollIntoView({ block: "nearest" });
  };
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    Enter: (event) =>
      !(event.target instanceof HTMLElement && /^(BUTTON|A)$/.test(event.target.tagName)) &&
      rows[at] &&
      set({ open: rows[at].id }),
    Escape: () => url.open && set({ open: undefined }),
  });
  const options = Object.entries(groups).map(([module, label]) => ({
    label: t(label),
    options: kinds
      .filter((one) => one.kind.startsWith(`${module}.`))
      .map((one) => ({ value: one.kind, label: pick(one.text).replace(/[（(][^（）()]*[）)]/g, "") })),
  }));
  const clear = () => set({ kind: undefined, actor: undefined, subject: undefined, from: undefined, to: undefined });
  const narrowed = Object.keys(query).length > 0;
  return (
    <div className="page">
      <PageHead title={t("audit.title")} remark={t("audit.remark")} />
      <div className="audit-tools">
        <Select
          allowClear
          className="audit-kind"
          showSearch={{ optionFilterProp: "label" }}
          value={url.kind}
          placeholder={t("audit.kind")}
          aria-label={t("audit.kind")}
          onChange={(kind: string | undefined) => set({ kind })}
          options={options.filter((group) => group.options.length > 0)}
        />
        {may("identity.staff.read") && (
          <span className="audit-person">
            <StaffPick value={url.actor} onChange={(actor) => set({ actor })} placeholder={t("audit.person")} />
          </span>
        )}
        <DatePicker.RangePicker
          className="audit-span"
          allowEmpty={[true, true]}
          value={[url.from ? dayjs(url.from) : null, url.to ? dayjs(url.to) : null]}
          placeholder={[t("audit.from"), t("audit.to")]}
          aria-label={t("audit.span")}
          onChange={(span) => set({ from: span?.[0]?.format("YYYY-MM-DD"), to: span?.[1]?.format("YYYY-MM-DD") })}
        />
        {url.subject && (
          <span className="chip chip-set">
            <span className="chip-text">
              {t("audit.subject")} …{url.subject.slice(-12)}
            </span>
            <button
              type="button"
              className="chip-close"
              aria-label={t("parts.removeFilter", { name: t("audit.subject") })}
              onClick={() => set({ subject: undefined })}
            >
              ✕
            </button>
          </span>
        )}
        {narrowed && (
          <Button type="link" onClick={clear}>
            {t("audit.clear")}
          </Button>
        )}
      </div>
      <ProblemNote problem={pages.error} />
      {pages.isPending && <Waiting lines={8} />}
      {pages.data && rows.length === 0 && (
        <Empty icon={<AuditOutlined />} title={t("audit.none")} lead={t("audit.noneLead")}>
          <Button onClick={clear}>{t("audit.clear")}</Button>
        </Empty>
      )}
      {rows.length > 0 && (
        <ul className="panel audit">
          {rows.map((one, index) => (
            <li
              key={one.id}
              data-row={index}
              className={["audit-row", one.id === url.open && "audit-open", index === at && "audit-at"]
                .filter(Boolean)
                .join(" ")}
            >
              <span className="audit-when quiet">
                <When at={one.at} />
              </span>
              <span className="audit-who">
                <Actor event={one} />
              </span>
              <button type="button" className="work-what stretched audit-what" onClick={() => set({ open: one.id })}>
                {say(one)}
              </button>
            </li>
          ))}
        </ul>
      )}
      {pages.hasNextPage && (
        <div>
          <Button onClick={() => void pages.fetchNextPage()} loading={pages.isFetchingNextPage}>
            {t("parts.more")}
          </Button>
        </div>
      )}
      <SidePanel
        open={Boolean(chosen)}
        onClose={() => set({ open: undefined })}
        title={chosen ? say(chosen) : ""}
        width={480}
      >
        {chosen && <EventPanel event={chosen} onNarrow={(patch) => set({ ...patch, open: undefined })} />}
      </SidePanel>
    </div>
  );
}

import { CustomerServiceOutlined, PlusOutlined, SettingOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Tooltip } from "antd";
import { useRef } from "react";
import { api, ask, queries } from "../../api.ts";
import { useMe } from "../../frame/me.ts";
import { useLive } from "../../live/useLive.ts";
import { Empty } from "../../parts/Empty.tsx";
import { GradeTag } from "../../parts/GradeTag.tsx";
import { List } from "../../parts/list/List.tsx";
import type { View } from "../../parts/list/views.ts";
import { useNoun } from "../../parts/nouns.ts";
import { useNarrow } from "../../parts/SidePanel.tsx";
import { useUrlState } from "../../parts/url-state.ts";
import { useText } from "../../texts/index.ts";
import { useCauses } from "../complaint/data.ts";
import { DeskTabs } from "../DeskTabs.tsx";
import { columns, lookUp } from "./asked.ts";
import { BulkBar } from "./bulk/BulkBar.tsx";
import { AssigneeWords, CustomerWords, KindTag, Pressing, StateTag, TimeLeft, useCategoryPath } from "./cells.tsx";
import { type TicketRow, useColleagues } from "./data.ts";
import { TicketExport } from "./TicketExport.tsx";
import { TicketPeek } from "./TicketPeek.tsx";

/** Queues that everybody has; one's own is where the day begins, and has no condition in the address. */
const views: readonly View[] = [
  { key: "department", name: { zh: "本部门", en: "My department" }, query: { queue: "department" } },
  { key: "unassigned", name: { zh: "未分派", en: "Unassigned" }, query: { queue: "unassigned" } },
  { key: "watched", name: { zh: "关注的", en: "Watched" }, query: { queue: "watched" } },
  { key: "mentioned", name: { zh: "提到我的", en: "Mentioning me" }, query: { queue: "mentioned" } },
  { key: "late", name: { zh: "已超时", en: "Late" }, query: { queue: "all", due: "late", sort: "dueAt" } },
  { key: "everybody", name: { zh: "全部", en: "All" }, query: { queue: "all", sort: "-openedAt" } },
];
/** A card shows the first five. */
const cardColumns = ["subject", "customerId", "dueAt", "kind", "state", "number", "assigneeName", "openedAt"];

/** Tickets by queue, in the order in which they are to be served. */
export function TicketList() {
  const { t, pick } = useText();
  const { may } = useMe();
  const narrow = useNarrow();
  const [url] = useUrlState();
  const causes = useCauses();
  const clockOf = useClockNames(Boolean(url.clock));
  const { people, departmentOf } = useColleagues(Boolean(url.assigneeId ?? url.departmentId));
  const categoryOf = useCategoryPath();
  const customerOf = useCustomerName(url.customerId);
  const sourceOf = useNoun("ticket")?.fields.find((field) => field.key === "source")?.choices;
  useListLive();
  const add = may("service.tickets.create") && (
    <Link to={"/tickets/new" as "/"}>
      <Button type="primary" icon={<PlusOutlined />}>
        {t("tickets.new")}
      </Button>
    </Link>
  );
  const sayFilter = (key: string, value: string): string | undefined => {
    if (key === "assigneeId") return people.find((one) => one.staffId === value)?.name ?? "…";
    if (key === "departmentId") return departmentOf(value) || "…";
    if (key === "categoryId") return categoryOf(value) || "…";
    if (key === "cause") return pick(causes.find((one) => one.key === value)?.label) || "…";
    if (key === "clock") return clockOf(value) || "…";
    if (key === "customerId") return customerOf ?? "…";
    return value;
  };
  return (
    <>
      <div className="desk-over-list">
        <DeskTabs />
      </div>
      <List<TicketRow>
        noun="ticket"
        savedAs="tickets"
        title={t("tickets.title")}
        everything={{ zh: "我的", en: "Mine" }}
        views={views}
        id={(row) => row.id!}
        name={(row) => `${row.number} ${row.subject ?? ""}`}
        load={(query, signal) => ask(api.GET("/api/v1/tickets", { params: { query: lookUp(query) }, signal }))}
        count={({ sort: _, ...query }) => ask(api.GET("/api/v1/tickets/count", { params: { query: lookUp(query) } }))}
        sort="priority"
        href={(row) => `/tickets/${row.id}`}
        drawer={(id, row) => ({ title: row?.number ?? "", body: <TicketPeek id={id} /> })}
        searchHint={t("tickets.searchHint")}
        sayFilter={sayFilter}
        columns={narrow ? cardColumns : columns}
        cells={{
          subject: (row) => <Subject row={row} />,
          number: (row) => <span className="ticket-number">{row.number}</span>,
          customerId: (row) => (
            <span className="ticket-who">
              <span>
                <CustomerWords row={row} />
              </span>
              {row.grade === "gold" && <GradeTag grade={row.grade} />}
            </span>
          ),
          kind: (row) => <KindTag kind={row.kind} />,
          state: (row) => <StateTag state={row.state} />,
          grade: (row) => (row.grade ? <GradeTag grade={row.grade} /> : <span className="quiet">—</span>),
          categoryKey: (row) => categoryOf(row.categoryKey) || <span className="quiet">—</span>,
          source: (row) => pick(sourceOf?.find((one) => one.value === row.source)?.label),
          dueAt: (row) => <TimeLeft row={row} />,
          assigneeName: (row) => <AssigneeWords row={row} />,
        }}
        actions={
          <>
            {may("service.tickets.export") && <TicketExport />}
            {may("service.settings") && (
              <Tooltip title={t("tickets.settings")}>
                <Link to={"/tickets/settings" as "/"}>
                  <Button icon={<SettingOutlined />} aria-label={t("tickets.settings")} />
                </Link>
              </Tooltip>
            )}
            {add}
          </>
        }
        bulk={(ids, clear) => <BulkBar ids={ids} onDone={clear} />}
        empty={
          <Empty icon={<CustomerServiceOutlined />} title={t(emptyWord(url.queue))} lead={t("tickets.noneLead")}>
            {add}
            <Link to={"/tickets" as "/"} search={{ queue: "all", sort: "-openedAt" } as never}>
              <Button>{t("tickets.seeAll")}</Button>
            </Link>
          </Empty>
        }
      />
    </>
  );
}

const emptyWord = (queue: string | undefined) => (queue === undefined ? "tickets.noneMine" : "tickets.none");

/** The subject with what makes it press before it. */
function Subject({ row }: { row: TicketRow }) {
  return (
    <span className="ticket-subject">
      <Pressing row={row} />
      <span className="ticket-words">{row.subject}</span>
    </span>
  );
}

/** A colleague's change appears; many within a second are read once. */
function useListLive() {
  const timer = useRef(0);
  useLive("tickets", () => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => void queries.invalidateQueries({ queryKey: ["ticket"] }), 400);
  });
}

/** What a clock measures, by the key of its control. */
function useClockNames(enabled: boolean): (control: string) => string {
  const { pick } = useText();
  const { data } = useQuery({
    queryKey: ["ticket-board", "all"],
    queryFn: () => ask(api.GET("/api/v1/ticket-board", { params: { query: { scope: "all" } } })),
    enabled,
  });
  return (control) => pick(data?.clocks.find((one) => one.control === control)?.label);
}

function useCustomerName(id: string | undefined): string | undefined {
  const { data } = useQuery({
    queryKey: ["customers", id],
    queryFn: () => ask(api.GET("/api/v1/customers/{id}", { params: { path: { id: id! } } })),
    enabled: id !== undefined,
  });
  return data?.name ?? undefined;
}

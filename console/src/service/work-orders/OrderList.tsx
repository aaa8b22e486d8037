import { ToolOutlined, WarningOutlined } from "@ant-design/icons";
import type { ReactNode } from "react";
import { api, ask } from "../../api.ts";
import { Empty } from "../../parts/Empty.tsx";
import { List } from "../../parts/list/List.tsx";
import { useNow, When } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import { type Order, windowOf } from "./data.ts";
import { StateTag, useSayDay } from "./words.tsx";

/** All work orders that this person may see. */
export function OrderList({ actions }: { actions: ReactNode }) {
  const { t } = useText();
  const say = useSayDay();
  const now = useNow();
  return (
    <List<Order>
      noun="workOrder"
      savedAs="service.workOrders"
      title={t("workOrders.title")}
      id={(row) => row.id!}
      name={(row) => row.number ?? ""}
      load={(query, signal) => ask(api.GET("/api/v1/work-orders", { params: { query }, signal }))}
      count={({ sort: _, ...query }) => ask(api.GET("/api/v1/work-orders/count", { params: { query } }))}
      sort="-openedAt"
      href={(row) => `/work-orders/${row.id}`}
      searchHint={t("workOrders.searchHint")}
      cells={{
        number: (row) => (
          <>
            {row.number} {row.customerName && <span className="quiet">{row.customerName}</span>}
          </>
        ),
        state: (row) => <StateTag state={row.state} />,
        windowFrom: (row) =>
          row.windowFrom ? (
            <span className="nowrap">
              {say(row.windowFrom)} {windowOf(row)}
            </span>
          ) : (
            <span className="quiet">{t("workOrders.notAgreed")}</span>
          ),
        dueAt: (row) =>
          row.dueAt && Date.parse(row.windowTo ?? "") > Date.parse(row.dueAt) ? (
            <Late at={row.dueAt} title={t("workOrders.conflictlate")} />
          ) : row.dueAt && Date.parse(row.dueAt) < now ? (
            <Late at={row.dueAt} title={t("workOrders.conflictlate")} />
          ) : (
            <When at={row.dueAt} />
          ),
      }}
      views={[
        { key: "waiting", name: { zh: "待预约", en: "To be scheduled" }, query: { state: "new,failed" } },
        {
          key: "running",
          name: { zh: "进行中", en: "Under way" },
          query: { state: "scheduled,dispatched,travelling,arrived" },
        },
        { key: "done", name: { zh: "已完工", en: "Done" }, query: { state: "done" } },
      ]}
      actions={actions}
      empty={<Empty icon={<ToolOutlined />} title={t("workOrders.none")} lead={t("workOrders.noneLead")} />}
    />
  );
}

const Late = ({ at, title }: { at: string; title: string }) => (
  <span className="order-late" title={title}>
    <WarningOutlined aria-label={title} /> <When at={at} />
  </span>
);

import { CarOutlined, LeftOutlined, RightOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { Empty } from "../../parts/Empty.tsx";
import { PageHead } from "../../parts/PageHead.tsx";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { useUrlState } from "../../parts/url-state.ts";
import { Waiting } from "../../parts/Waiting.tsx";
import { useText } from "../../texts/index.ts";
import { plusDays, todayIs, useDay, useOrdersLive } from "./data.ts";
import { Feed } from "./Feed.tsx";
import { OrdersTabs } from "./OrdersTabs.tsx";
import { Stop } from "./Stop.tsx";
import { useSayDay } from "./words.tsx";
import "./work-orders.css";

/** An installer's day: the visits in the order of their windows, the one at hand open. Made for a phone. */
export function Today() {
  const { t } = useText();
  const sayDay = useSayDay();
  const [state, set] = useUrlState();
  useOrdersLive();
  const date = state.date ?? todayIs();
  const { data, error, isPending } = useDay(date);
  const orders = data?.items ?? [];
  const done = orders.filter((one) => one.state === "done").length;
  // The one at work, else the next to do; another one where a touch asked for it.
  const atHand =
    orders.find((one) => one.state === "travelling" || one.state === "arrived") ??
    orders.find((one) => one.state === "dispatched");
  const open = state.order ?? atHand?.id;
  const go = (to: string) => set({ date: to === todayIs() ? undefined : to, order: undefined });
  return (
    <div className="orders">
      <OrdersTabs />
      <div className="page page-narrow day">
        <PageHead
          title={t("workOrders.today")}
          {...(orders.length > 0 && { remark: t("workOrders.dayCount", { count: orders.length, done }) })}
        >
          <Feed />
        </PageHead>
        <div className="day-nav">
          <Button
            icon={<LeftOutlined />}
            aria-label={t("workOrders.dayBefore")}
            onClick={() => go(plusDays(date, -1))}
          />
          <strong>
            {sayDay(date)} {date === todayIs() && <span className="quiet">{t("parts.today")}</span>}
          </strong>
          <Button
            icon={<RightOutlined />}
            aria-label={t("workOrders.dayAfter")}
            onClick={() => go(plusDays(date, 1))}
          />
        </div>
        <ProblemNote problem={error} />
        {isPending && <Waiting lines={6} />}
        {data && orders.length === 0 && (
          <Empty icon={<CarOutlined />} title={t("workOrders.dayNone")} lead={t("workOrders.dayNoneLead")} />
        )}
        <ol className="day-stops">
          {orders.map((order) => (
            <Stop
              key={order.id}
              order={order}
              open={order.id === open}
              onOpen={() => set({ order: order.id === open ? "none" : order.id })}
            />
          ))}
        </ol>
      </div>
    </div>
  );
}

import { CarOutlined, PlusOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useMe } from "../../frame/me.ts";
import { useUrlState } from "../../parts/url-state.ts";
import { useText } from "../../texts/index.ts";
import "../desk.css";
import { BoardView } from "./BoardView.tsx";
import { useOrdersLive } from "./data.ts";
import { Installers } from "./Installers.tsx";
import { NewOrder } from "./NewOrder.tsx";
import { OrderList } from "./OrderList.tsx";
import { Steps } from "./Steps.tsx";
import "./work-orders.css";

const views = ["board", "list", "people", "stepsTab"] as const;
type View = (typeof views)[number];

/** Work orders: the week board, the list, who carries them out, and what is done on site. */
export function WorkOrders() {
  const { t } = useText();
  const { may } = useMe();
  const [state, set] = useUrlState();
  useOrdersLive();
  const mine = views.filter((one) =>
    one === "stepsTab" ? may("service.settings") : one !== "people" || may("service.orders.dispatch"),
  );
  // Whoever only carries orders out begins with their own list.
  const usual: View = may("service.rows:all", "service.orders.dispatch") ? "board" : "list";
  const view = mine.find((one) => one === state.view) ?? usual;
  const go = (one: View) =>
    set({
      ...Object.fromEntries(Object.keys(state).map((key) => [key, undefined])),
      view: one === usual ? undefined : one,
    });
  const actions = (
    <>
      {may("service.orders.perform") && (
        <Link to="/work-orders/today">
          <Button icon={<CarOutlined />}>{t("workOrders.today")}</Button>
        </Link>
      )}
      {may("service.tickets.work") && may("workOrder.content:write") && (
        <Button type="primary" icon={<PlusOutlined />} onClick={() => set({ add: "yes" })}>
          {t("workOrders.open")}
        </Button>
      )}
    </>
  );
  return (
    <div className="orders">
      <div className="desk-tabs orders-tabs no-print" role="tablist" aria-label={t("workOrders.title")}>
        {mine.map((one) => (
          <button
            key={one}
            type="button"
            role="tab"
            aria-selected={one === view}
            className={one === view ? "desk-tab desk-tab-here" : "desk-tab"}
            onClick={() => go(one)}
          >
            {t(`workOrders.${one}`)}
          </button>
        ))}
      </div>
      {view === "board" && <BoardView actions={actions} />}
      {view === "list" && <OrderList actions={actions} />}
      {view === "people" && <Installers />}
      {view === "stepsTab" && <Steps />}
      {state.add && <NewOrder onClose={() => set({ add: undefined, customer: undefined, ticket: undefined })} />}
    </div>
  );
}

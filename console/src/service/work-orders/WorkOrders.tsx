import { PlusOutlined } from "@ant-design/icons";
import { Navigate } from "@tanstack/react-router";
import { Button } from "antd";
import { useMe } from "../../frame/me.ts";
import { useUrlState } from "../../parts/url-state.ts";
import { useText } from "../../texts/index.ts";
import { BoardView } from "./BoardView.tsx";
import { useOrdersLive } from "./data.ts";
import { Installers } from "./Installers.tsx";
import { NewOrder } from "./NewOrder.tsx";
import { OrderList } from "./OrderList.tsx";
import { OrdersTabs, useViews } from "./OrdersTabs.tsx";
import { Steps } from "./Steps.tsx";
import "./work-orders.css";

/** Work orders: the week board, the list, who carries them out, and what is done on site. */
export function WorkOrders() {
  const { t } = useText();
  const { may } = useMe();
  const [state, set] = useUrlState();
  useOrdersLive();
  const mine = useViews();
  const view = mine.find((one) => one === state.view) ?? mine[0];
  if (view === "day" && !state.add) return <Navigate to="/work-orders/today" replace />;
  const actions = may("service.tickets.work") && may("workOrder.content:write") && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => set({ add: "yes" })}>
      {t("workOrders.open")}
    </Button>
  );
  return (
    <div className="orders">
      <OrdersTabs />
      {view === "board" && <BoardView actions={actions} />}
      {view === "list" && <OrderList actions={actions} />}
      {view === "people" && <Installers />}
      {view === "stepsTab" && <Steps />}
      {state.add && <NewOrder onClose={() => set({ add: undefined, customer: undefined, ticket: undefined })} />}
    </div>
  );
}

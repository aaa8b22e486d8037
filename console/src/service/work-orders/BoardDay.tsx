import { TeamOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useMe } from "../../frame/me.ts";
import { Empty } from "../../parts/Empty.tsx";
import { useText } from "../../texts/index.ts";
import { DispatchDay } from "./BoardGrid.tsx";
import type { Wish } from "./BoardView.tsx";
import type { Board, BoardOrder } from "./data.ts";
import { OrderCard } from "./OrderCard.tsx";
import { useSayDay } from "./words.tsx";

/** One day of the board on a phone: what waits, then each installer with their visits. */
export function BoardDay({ board, onWish }: { board: Board; onWish: (wish: Wish) => void }) {
  const { t } = useText();
  const { may } = useMe();
  const sayDay = useSayDay();
  const mayMove = may("service.orders.dispatch");
  const day = board.days[0]!;
  const card = (order: BoardOrder) => (
    <li key={order.id}>
      <Link to="/work-orders/$id" params={{ id: order.id! }} className="order-link">
        <OrderCard order={order} />
      </Link>
      {mayMove && ["new", "failed"].includes(order.state!) && (
        <Button onClick={() => onWish({ order, date: day })}>{t("workOrders.schedule")}</Button>
      )}
    </li>
  );
  return (
    <>
      <section className="board-part">
        <h2>{t("workOrders.waitingCount", { count: board.waiting.length })}</h2>
        <ul className="board-list">
          {board.waiting.map(card)}
          {board.waiting.length === 0 && <li className="quiet">{t("workOrders.waitingNone")}</li>}
        </ul>
      </section>
      <div className="spread">
        <h2>{sayDay(day)}</h2>
        {mayMove && <DispatchDay orders={board.planned.filter((one) => one.state === "scheduled")} />}
      </div>
      {board.installers.length === 0 && (
        <Empty icon={<TeamOutlined />} title={t("workOrders.noInstallers")} lead={t("workOrders.noInstallersLead")} />
      )}
      {board.installers.map((installer) => {
        const orders = board.planned.filter((one) => one.installerId === installer.id);
        return (
          <section key={installer.id} className="board-part" aria-label={installer.name}>
            <h3>
              {installer.name}{" "}
              <span className="quiet small">
                {installer.absences
                  .map((one) => (one.reason ? t("workOrders.absence", { reason: one.reason }) : t("workOrders.away")))
                  .join(" ") ||
                  (!installer.openDays.includes(day)
                    ? t("workOrders.closedDay")
                    : orders.length
                      ? ""
                      : t("workOrders.free"))}
              </span>
            </h3>
            <ul className="board-list">{orders.map(card)}</ul>
          </section>
        );
      })}
    </>
  );
}

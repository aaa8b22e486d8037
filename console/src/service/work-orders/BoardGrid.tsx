import { CheckCircleOutlined, SendOutlined, TeamOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { App, Button, Tooltip } from "antd";
import { useState } from "react";
import { Empty } from "../../parts/Empty.tsx";
import { useSkillName } from "../tickets/skills.ts";
import { useText } from "../../texts/index.ts";
import type { Wish } from "./BoardView.tsx";
import { type Board, type BoardInstaller, type BoardOrder, dateOf, move, todayIs } from "./data.ts";
import { type Cell, useLift } from "./lift.ts";
import { OrderCard } from "./OrderCard.tsx";
import { useSayDay, useShortArea } from "./words.tsx";

type Props = { board: Board; mayMove: boolean; onWish: (wish: Wish) => void };

/** Installers down, days across, what waits at the side. Cards are dragged by mouse and by keyboard. */
export function BoardGrid({ board, mayMove, onWish }: Props) {
  const { t } = useText();
  const navigate = useNavigate();
  const sayDay = useSayDay();
  const [over, setOver] = useState<Cell>();
  const [dragged, setDragged] = useState<string>();
  const { installers, days, planned, waiting } = board;
  const all = [...waiting, ...planned];
  const drop = (id: string, { row, column }: Cell) => {
    const order = all.find((one) => one.id === id);
    const installer = installers[row];
    if (order && installer) onWish({ order, installerId: installer.id, date: days[column]! });
  };
  const { lifted, onKeyDown, putBack } = useLift({ rows: installers.length, columns: days.length, drop });
  const movable = (order: BoardOrder) =>
    mayMove && installers.length > 0 && ["new", "failed", "scheduled", "dispatched"].includes(order.state!);
  const card = (order: BoardOrder, at: Cell) => (
    <OrderCard
      key={order.id}
      order={order}
      rest={{
        tabIndex: 0,
        role: "button",
        "aria-label": [order.number, order.customerName].filter(Boolean).join(" "),
        ...(movable(order) && {
          draggable: true,
          "aria-describedby": "board-hint",
          onDragStart: (event) => {
            event.dataTransfer.setData("text/plain", order.id!);
            event.dataTransfer.effectAllowed = "move";
            setDragged(order.id);
          },
          onDragEnd: () => {
            setDragged(undefined);
            setOver(undefined);
          },
        }),
        onClick: () => void navigate({ to: `/work-orders/${order.id}` }),
        onBlur: putBack,
        onKeyDown: (event) => {
          if (!lifted && event.key === "Enter") return void navigate({ to: `/work-orders/${order.id}` });
          if (movable(order)) onKeyDown(order.id!, at)(event);
        },
        ...(lifted?.id === order.id && { "data-lifted": "yes" }),
      }}
    />
  );
  const target = lifted ?? (dragged ? over : undefined);
  const isTarget = (row: number, column: number) => target?.row === row && target.column === column;
  return (
    <>
      <p id="board-hint" className={mayMove ? "quiet small" : "visually-hidden"}>
        {mayMove && t("workOrders.dragHint")}
      </p>
      <p className="visually-hidden" aria-live="assertive">
        {lifted &&
          t("workOrders.lifted", {
            number: all.find((one) => one.id === lifted.id)?.number ?? "",
            name: installers[lifted.row]?.name ?? "",
            day: sayDay(days[lifted.column]!),
          })}
      </p>
      <div className="board">
        <section className="board-waiting" aria-label={t("workOrders.waiting")}>
          <h2>{t("workOrders.waitingCount", { count: waiting.length })}</h2>
          <div className="board-cards">
            {waiting.map((order) => card(order, { row: 0, column: Math.max(0, days.indexOf(todayIs())) }))}
            {waiting.length === 0 && (
              <p className="quiet board-all">
                <CheckCircleOutlined /> {t("workOrders.waitingNone")}
              </p>
            )}
          </div>
        </section>
        {installers.length === 0 ? (
          <Empty icon={<TeamOutlined />} title={t("workOrders.noInstallers")} lead={t("workOrders.noInstallersLead")} />
        ) : (
          <div className="board-scroll">
            <table className="board-table">
              <thead>
                <tr>
                  <th scope="col">{t("workOrders.installer")}</th>
                  {days.map((day) => (
                    <th key={day} scope="col" className={day === todayIs() ? "board-today" : undefined}>
                      <span>{sayDay(day)}</span>
                      {mayMove && (
                        <DispatchDay orders={planned.filter((one) => isOn(one, day) && one.state === "scheduled")} />
                      )}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {installers.map((installer, row) => (
                  <tr key={installer.id}>
                    <th scope="row">
                      <Person installer={installer} />
                    </th>
                    {days.map((day, column) => {
                      const orders = planned.filter((one) => one.installerId === installer.id && isOn(one, day));
                      const open = installer.openDays.includes(day);
                      const away = installer.absences.filter((one) => dateOf(one.from) <= day && day <= dateOf(one.to));
                      return (
                        <td
                          key={day}
                          className={[
                            "board-cell",
                            !open && "board-closed",
                            day === todayIs() && "board-today",
                            isTarget(row, column) && "board-target",
                          ]
                            .filter(Boolean)
                            .join(" ")}
                          data-installer={installer.name}
                          data-day={day}
                          {...(mayMove && {
                            onDragOver: (event) => {
                              event.preventDefault();
                              if (!isTarget(row, column)) setOver({ row, column });
                            },
                            onDrop: (event) => {
                              event.preventDefault();
                              drop(event.dataTransfer.getData("text/plain"), { row, column });
                              setOver(undefined);
                            },
                          })}
                        >
                          {away.map((one) => (
                            <p key={one.id} className="board-away small">
                              {one.reason ? t("workOrders.absence", { reason: one.reason }) : t("workOrders.away")}
                            </p>
                          ))}
                          {orders.map((order) => card(order, { row, column }))}
                          {!open && orders.length === 0 && away.length === 0 && (
                            <span className="quiet small">{t("workOrders.closedDay")}</span>
                          )}
                        </td>
                      );
                    })}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </div>
    </>
  );
}

const isOn = (order: BoardOrder, day: string): boolean => order.windowFrom != null && dateOf(order.windowFrom) === day;

function Person({ installer }: { installer: BoardInstaller }) {
  const { t } = useText();
  const skillName = useSkillName();
  const area = useShortArea();
  return (
    <>
      <strong>{installer.name}</strong>
      <span className="quiet small">
        {installer.areas.length ? installer.areas.map((one) => area(one)).join("、") : t("workOrders.everywhere")}
      </span>
      {installer.skills.length > 0 && (
        <Tooltip title={installer.skills.map(skillName).join("、")}>
          <span className="quiet small board-skills">{installer.skills.map(skillName).join("、")}</span>
        </Tooltip>
      )}
    </>
  );
}

/** Sends all of a day out at once. */
export function DispatchDay({ orders }: { orders: readonly BoardOrder[] }) {
  const { t } = useText();
  const { message } = App.useApp();
  const send = useMutation({
    mutationFn: async () => {
      for (const one of orders) await move(one.id!, "dispatch");
      return orders.length;
    },
    onSuccess: (count) => void message.success(t("workOrders.dispatchedDay", { count })),
    onError: (problem) => void message.error(problem.message),
  });
  if (!orders.length) return null;
  return (
    <Button size="small" icon={<SendOutlined />} loading={send.isPending} onClick={() => send.mutate()}>
      {t("workOrders.dispatchDay", { count: orders.length })}
    </Button>
  );
}

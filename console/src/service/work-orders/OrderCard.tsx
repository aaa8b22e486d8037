import { WarningOutlined } from "@ant-design/icons";
import { Tooltip } from "antd";
import type { HTMLAttributes } from "react";
import { useChoices } from "../../parts/nouns.ts";
import { useNow, When } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import { type BoardOrder, windowOf } from "./data.ts";
import { StateTag, useShortArea } from "./words.tsx";

type Props = {
  readonly order: BoardOrder;
  readonly rest?: HTMLAttributes<HTMLElement>;
};

/** One order on the board: when, what, where, and what does not fit. */
export function OrderCard({ order, rest }: Props) {
  const { t } = useText();
  const kind = useChoices("workOrder", "kind");
  const area = useShortArea();
  const now = useNow();
  const ended = order.state === "done";
  const late = !ended && (order.conflicts.includes("late") || (order.dueAt != null && Date.parse(order.dueAt) < now));
  const wrong = order.conflicts.filter((one) => one !== "late");
  const look = ["order-card", late && "order-card-late", ended && "order-card-done"].filter(Boolean).join(" ");
  return (
    <article className={look} {...rest}>
      <div className="spread">
        <strong className="number">{windowOf(order) || kind(order.kind)}</strong>
        {order.state !== "new" && <StateTag state={order.state} />}
      </div>
      <p className="order-card-who">{order.customerName ?? t("workOrders.hiddenCustomer")}</p>
      <p className="order-card-where">
        <span className="quiet">
          {[order.windowFrom && kind(order.kind), area(order.area), order.skill].filter(Boolean).join(" · ") ||
            order.number}
        </span>
      </p>
      {!ended && order.dueAt && (late || !order.windowFrom) && (
        <p className={late ? "order-late small" : "quiet small"}>
          {late && <WarningOutlined aria-label={t("workOrders.conflictlate")} />} {t("parts.due")}{" "}
          <When at={order.dueAt} />
        </p>
      )}
      {wrong.map((one) => (
        <Tooltip key={one} title={t(`workOrders.conflict${one}`)}>
          <p className="order-wrong small">
            <WarningOutlined aria-hidden /> {t(`workOrders.conflict${one}`)}
          </p>
        </Tooltip>
      ))}
    </article>
  );
}

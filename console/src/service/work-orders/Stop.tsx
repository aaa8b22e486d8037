import { CarOutlined, DownOutlined, EnvironmentOutlined, UpOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { App, Button } from "antd";
import { useState } from "react";
import { useChoices } from "../../parts/nouns.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { useText } from "../../texts/index.ts";
import { type Detail, move, windowOf } from "./data.ts";
import { Failed } from "./Failed.tsx";
import { Finish } from "./Finish.tsx";
import { OnSite } from "./OnSite.tsx";
import { PlaceButtons } from "./Place.tsx";
import { Result } from "./Result.tsx";
import { StateTag, useShortArea } from "./words.tsx";

type Props = { readonly order: Detail; readonly open: boolean; readonly onOpen: () => void };

/** One visit of the day with the next step as a big button. */
export function Stop({ order, open, onOpen }: Props) {
  const { t } = useText();
  const kind = useChoices("workOrder", "kind");
  const area = useShortArea();
  return (
    <li className={open ? "panel stop stop-open" : "panel stop"}>
      <button type="button" className="stop-head" aria-expanded={open} onClick={onOpen}>
        <strong className="stop-time number">{windowOf(order)}</strong>
        <span className="stop-who">
          <span>
            {kind(order.kind)} · {order.customerName ?? t("workOrders.hiddenCustomer")}
          </span>
          <span className="quiet small">
            {area(order.area)} {order.number}
          </span>
        </span>
        <StateTag state={order.state} />
        {open ? <UpOutlined /> : <DownOutlined />}
      </button>
      {open && <Body order={order} />}
    </li>
  );
}

function Body({ order }: { order: Detail }) {
  const { t } = useText();
  const { message } = App.useApp();
  const [failing, setFailing] = useState(false);
  const step = useMutation({
    mutationFn: (name: "departure" | "arrival") => move(order.id!, name),
    onSuccess: (_, name) =>
      void message.success(t(name === "arrival" ? "workOrders.nowArrived" : "workOrders.nowDeparted")),
  });
  const atWork = order.state === "travelling" || order.state === "arrived";
  const goings = order.goings.filter((one) => one.state === "failed");
  return (
    <div className="stop-body stack">
      <p className="order-words">{order.description}</p>
      {goings.map((one) => (
        <p key={one.id} className="order-late small">
          {t("workOrders.visitOf", { number: one.number, name: one.installerName })}: {one.reason}
        </p>
      ))}
      {order.state !== "done" && <PlaceButtons order={order} />}
      {order.state === "dispatched" && (
        <Button
          type="primary"
          size="large"
          block
          icon={<CarOutlined />}
          loading={step.isPending}
          onClick={() => step.mutate("departure")}
        >
          {t("workOrders.depart")}
        </Button>
      )}
      {order.state === "travelling" && (
        <Button
          type="primary"
          size="large"
          block
          icon={<EnvironmentOutlined />}
          loading={step.isPending}
          onClick={() => step.mutate("arrival")}
        >
          {t("workOrders.arrive")}
        </Button>
      )}
      <ProblemNote problem={step.error} />
      {order.state === "arrived" && (
        <>
          <OnSite order={order} />
          <Finish order={order} />
        </>
      )}
      {order.state === "done" && <Result order={order} />}
      {order.state === "scheduled" && <p className="quiet">{t("workOrders.waitsDispatch")}</p>}
      <div className="spread">
        {atWork ? (
          <Button danger type="text" onClick={() => setFailing(true)}>
            {t("workOrders.failed")}
          </Button>
        ) : (
          <span />
        )}
        <Link to="/work-orders/$id" params={{ id: order.id! }}>
          {t("workOrders.openRecord")}
        </Link>
      </div>
      {failing && <Failed order={order} onClose={() => setFailing(false)} />}
    </div>
  );
}

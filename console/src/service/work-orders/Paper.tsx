import { ArrowLeftOutlined, PrinterOutlined } from "@ant-design/icons";
import { Link, useParams } from "@tanstack/react-router";
import { Button } from "antd";
import type { ReactNode } from "react";
import "../../customers/file/file.css";
import { useMe } from "../../frame/me.ts";
import { useDivision } from "../../parts/divisions.ts";
import { groupPhone } from "../../parts/Masked.tsx";
import { useChoices } from "../../parts/nouns.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { Waiting } from "../../parts/Waiting.tsx";
import { useExact, useNow } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import { type Detail, timeOf, useOrder } from "./data.ts";
import { materialsOf, Signature } from "./Result.tsx";
import "./work-orders.css";

/** A work order on paper, as this person may see it, with places for what is not there yet. */
export function WorkOrderPaper() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { data: order, error } = useOrder(id);
  if (error && !order)
    return (
      <div className="page">
        <ProblemNote problem={error} />
      </div>
    );
  if (!order) return <Waiting lines={8} />;
  return <Paper order={order} />;
}

function Paper({ order }: { order: Detail }) {
  const { t, pick } = useText();
  const { me } = useMe();
  const exact = useExact();
  const now = useNow();
  const division = useDivision();
  const [kind, state, cause] = [
    useChoices("workOrder", "kind"),
    useChoices("workOrder", "state"),
    useChoices("workOrder", "cause"),
  ];
  const materials = materialsOf(order);
  const going = order.goings.at(-1);
  const facts: [string, ReactNode][] = [
    [t("workOrders.customer"), order.customerName],
    [t("workOrders.phone"), order.phone?.value && groupPhone(order.phone.value)],
    [t("workOrders.address"), `${division(order.address?.division ?? order.area)} ${order.address?.detail ?? ""}`],
    [
      t("workOrders.when"),
      order.windowFrom && order.windowTo && `${exact(order.windowFrom)} – ${timeOf(order.windowTo)}`,
    ],
    [t("workOrders.installer"), order.installerName],
    [t("workOrders.t_departed"), going?.departedAt && exact(going.departedAt)],
    [t("workOrders.t_arrived"), going?.arrivedAt && exact(going.arrivedAt)],
    [t("workOrders.t_done"), order.state === "done" && order.endedAt && exact(order.endedAt)],
  ];
  return (
    <div className="page paper-page">
      <div className="spread no-print">
        <Link to="/work-orders/$id" params={{ id: order.id! }} className="back">
          <ArrowLeftOutlined /> {order.number}
        </Link>
        <Button type="primary" icon={<PrinterOutlined />} onClick={() => window.print()}>
          {t("workOrders.print")}
        </Button>
      </div>
      <article className="paper">
        <header className="paper-head">
          <h1>
            {t("workOrders.paperTitle")} <span className="number">{order.number}</span>
          </h1>
          <p>
            {kind(order.kind)} · {state(order.state)} ·{" "}
            {t("workOrders.paperPrinted", { name: me?.name ?? "", when: exact(new Date(now).toISOString()) })}
          </p>
        </header>
        <dl className="paper-facts">
          {facts.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value || "—"}</dd>
            </div>
          ))}
        </dl>
        <Part title={t("workOrders.what")}>
          <p className="order-words">{order.description}</p>
        </Part>
        <Part title={t("workOrders.stepsTitle")}>
          <ul>
            {order.steps.map((step) => (
              <li key={step.id} className="spread">
                <span>
                  {step.doneAt ? "☑" : "☐"} {pick(step.label)}
                </span>
                <span className="quiet">{step.doneAt && exact(step.doneAt)}</span>
              </li>
            ))}
          </ul>
        </Part>
        <Part title={t("workOrders.result")}>
          <p>
            {t("workOrders.test")}:{" "}
            {order.testPassed == null
              ? "☐ ______________"
              : `${t(order.testPassed ? "workOrders.testPassed" : "workOrders.testFailed")} ${order.testNote ?? ""}`}
            {order.cause && ` · ${t("workOrders.cause")}: ${cause(order.cause)}`}
          </p>
          <p>
            {t("workOrders.materials")}:{" "}
            {materials.length ? materials.map((one) => `${one.name} ${one.quantity} ${one.unit}`).join("、") : "—"}
          </p>
          {order.workNote && <p className="order-words">{order.workNote}</p>}
        </Part>
        <footer className="paper-sign order-sign">
          <span>
            {t("workOrders.paperInstaller")} {order.state === "done" && order.installerName}
          </span>
          <span>
            {t("workOrders.paperSign")} <Signature order={order} />
          </span>
          <span>
            {t("workOrders.paperDate")} {order.signedAt && exact(order.signedAt).slice(0, 10)}
          </span>
        </footer>
      </article>
    </div>
  );
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="paper-part">
    <h2>{title}</h2>
    {children}
  </section>
);

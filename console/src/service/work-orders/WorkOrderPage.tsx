import { ArrowLeftOutlined, CalendarOutlined, CheckOutlined, PrinterOutlined, SendOutlined } from "@ant-design/icons";
import { Link, useParams } from "@tanstack/react-router";
import { useMutation } from "@tanstack/react-query";
import { App, Button, DatePicker, Form, Input, Modal } from "antd";
import type { Dayjs } from "dayjs";
import { type ReactNode, useState } from "react";
import { useMe } from "../../frame/me.ts";
import { fromPicker } from "../../parts/clock.ts";
import { DueBar } from "../../parts/DueBar.tsx";
import { useChoices } from "../../parts/nouns.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { Tag } from "../../parts/Tag.tsx";
import { Waiting } from "../../parts/Waiting.tsx";
import { useExact, When } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import { type Detail, move, useOrder, useOrdersLive, windowOf } from "./data.ts";
import { Photos } from "./Photos.tsx";
import { PlaceLines } from "./Place.tsx";
import { Result } from "./Result.tsx";
import { Schedule } from "./Schedule.tsx";
import { StateTag, useSayDay } from "./words.tsx";
import "./work-orders.css";

/** Everything about one work order. */
export function WorkOrderPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  useOrdersLive();
  const { data: order, error } = useOrder(id);
  if (error && !order)
    return (
      <div className="page">
        <ProblemNote problem={error} />
      </div>
    );
  if (!order) return <Waiting lines={8} />;
  return <Record order={order} />;
}

function Record({ order }: { order: Detail }) {
  const { t, pick } = useText();
  const { may } = useMe();
  const exact = useExact();
  const sayDay = useSayDay();
  const choice = {
    kind: useChoices("workOrder", "kind"),
    urgency: useChoices("workOrder", "urgency"),
    locality: useChoices("workOrder", "locality"),
  };
  const ended = order.state === "done" || order.state === "cancelled";
  return (
    <div className="page order-page">
      <div className="spread no-print">
        <Link to="/work-orders" className="back">
          <ArrowLeftOutlined /> {t("workOrders.backToBoard")}
        </Link>
        <Link to="/work-orders/$id/print" params={{ id: order.id! }}>
          <Button icon={<PrinterOutlined />}>{t("workOrders.print")}</Button>
        </Link>
      </div>
      <header className="panel order-head">
        <div>
          <h1>
            {choice.kind(order.kind)} <span className="number">{order.number}</span>
          </h1>
          <p className="row">
            <StateTag state={order.state} />
            {order.urgency === "high" && <Tag tone="bad">{choice.urgency(order.urgency)}</Tag>}
            {order.windowFrom && !["new", "failed", "cancelled"].includes(order.state!) ? (
              <span>
                {sayDay(order.windowFrom)} {windowOf(order)} · {order.installerName}
              </span>
            ) : (
              <span className="quiet">{t("workOrders.notAgreed")}</span>
            )}
          </p>
        </div>
        {!ended && may("service.orders.dispatch") && <Actions order={order} />}
      </header>
      <div className="order-columns">
        <div className="stack">
          <Panel title={t("workOrders.what")}>
            <p className="order-words">{order.description}</p>
            <dl className="order-facts">
              <div>
                <dt>{t("workOrders.customer")}</dt>
                <dd>
                  {may("customers.read") && may("customers.rows:all", "customers.rows:department") ? (
                    <Link to="/customers/$id" params={{ id: order.customerId! }}>
                      {order.customerName ?? t("workOrders.hiddenCustomer")}
                    </Link>
                  ) : (
                    (order.customerName ?? t("workOrders.hiddenCustomer"))
                  )}
                </dd>
              </div>
              <PlaceLines order={order} />
              {order.skill && (
                <div>
                  <dt>{t("workOrders.skill")}</dt>
                  <dd>{order.skill}</dd>
                </div>
              )}
              {order.ticketId && (
                <div>
                  <dt>{t("workOrders.ticket")}</dt>
                  <dd>
                    <Link to={`/tickets/${order.ticketId}` as "/"}>{t("parts.open")}</Link>
                  </dd>
                </div>
              )}
            </dl>
            <p className="quiet small">
              {t("workOrders.openedBy", { name: order.openedByName ?? "" })} · {order.openedAt && exact(order.openedAt)}
            </p>
          </Panel>
          <Panel title={t("workOrders.result")}>
            <Result order={order} />
          </Panel>
          <Panel title={t("workOrders.stepsTitle")}>
            <ul className="order-steps">
              {order.steps.map((step) => (
                <li key={step.id} className={step.doneAt ? "order-step-done" : undefined}>
                  <span className="order-tick" aria-hidden>
                    {step.doneAt && <CheckOutlined />}
                  </span>
                  <div>
                    <p>
                      {pick(step.label)}{" "}
                      {step.photo && <span className="quiet small">({t("workOrders.photoMust")})</span>}
                    </p>
                    {step.doneAt && (
                      <p className="quiet small">
                        {step.doneByName} · {exact(step.doneAt)}
                      </p>
                    )}
                    <Photos order={order} photos={order.photos.filter((one) => one.stepId === step.id)} />
                  </div>
                </li>
              ))}
            </ul>
            <Photos order={order} photos={order.photos.filter((one) => !one.stepId)} />
          </Panel>
        </div>
        <aside className="stack">
          <Panel title={t("workOrders.promises")}>
            {order.lateNoticeAt && (
              <p className="small">{t("workOrders.toldOfDelay", { reason: order.lateReason ?? "" })}</p>
            )}
            {order.promises.length === 0 && <p className="quiet">{t("workOrders.promisesNone")}</p>}
            <ul className="order-promises">
              {order.promises.map((one) => (
                <li key={one.id}>
                  <span>
                    {pick(one.label)} <span className="quiet small">{one.clause}</span>
                  </span>
                  {one.pausedSince ? (
                    <Tag>{t("workOrders.promisePaused")}</Tag>
                  ) : one.state === "waived" ? (
                    <Tag>{t("workOrders.promiseWaived")}</Tag>
                  ) : one.settledAt ? (
                    <Tag tone={one.state === "met" ? "good" : "bad"}>
                      {t(one.state === "met" ? "workOrders.promiseMet" : "workOrders.promiseBreached")}
                    </Tag>
                  ) : (
                    one.dueAt && <DueBar openedAt={one.openedAt} dueAt={one.dueAt} />
                  )}
                </li>
              ))}
            </ul>
          </Panel>
          <Panel title={t("workOrders.visits")}>
            {order.goings.length === 0 && <p className="quiet">{t("workOrders.visitsNone")}</p>}
            <ol className="order-visits">
              {order.goings.toReversed().map((one) => (
                <Going key={one.id} going={one} />
              ))}
            </ol>
          </Panel>
        </aside>
      </div>
    </div>
  );
}

const Panel = ({ title, children }: { title: ReactNode; children: ReactNode }) => (
  <section className="panel">
    <div className="panel-head">
      <h2>{title}</h2>
    </div>
    <div className="panel-body stack-small">{children}</div>
  </section>
);

/** One appointment with its times, as they were recorded. */
function Going({ going }: { going: Detail["goings"][number] }) {
  const { t } = useText();
  const sayDay = useSayDay();
  const times = [
    ["t_scheduled", going.scheduledAt],
    ["t_dispatched", going.dispatchedAt],
    ["t_departed", going.departedAt],
    ["t_arrived", going.arrivedAt],
    [going.state === "done" ? "t_done" : "t_ended", going.endedAt],
  ] as const;
  return (
    <li>
      <p className="spread">
        <strong>{t("workOrders.visitOf", { number: going.number, name: going.installerName })}</strong>
        <StateTag state={going.state} />
      </p>
      <p>
        {sayDay(going.windowFrom)} {windowOf(going)}{" "}
        {going.askedBy === "customer" && <span className="quiet small">({t("workOrders.byCustomer")})</span>}
      </p>
      {going.reason && <p className="quiet">{going.reason}</p>}
      <dl className="order-times small">
        {times.map(
          ([key, at]) =>
            at && (
              <div key={key}>
                <dt>{t(`workOrders.${key}`)}</dt>
                <dd>
                  <When at={at} />
                </dd>
              </div>
            ),
        )}
      </dl>
    </li>
  );
}

/** What a dispatcher does with an order. */
function Actions({ order }: { order: Detail }) {
  const { t } = useText();
  const { message } = App.useApp();
  const [dialog, setDialog] = useState<"schedule" | "cancel" | "late">();
  const send = useMutation({
    mutationFn: () => move(order.id!, "dispatch"),
    onSuccess: () => void message.success(t("workOrders.dispatched", { name: order.installerName ?? "" })),
    onError: (problem) => void message.error(problem.message),
  });
  const agreed = order.state === "scheduled" || order.state === "dispatched";
  const movable = agreed || order.state === "new" || order.state === "failed";
  return (
    <div className="row order-actions no-print">
      {order.dueAt && <Button onClick={() => setDialog("late")}>{t("workOrders.tellLate")}</Button>}
      {movable && <Button onClick={() => setDialog("cancel")}>{t("workOrders.cancelOrder")}</Button>}
      {movable && (
        <Button type={agreed ? "default" : "primary"} icon={<CalendarOutlined />} onClick={() => setDialog("schedule")}>
          {t(agreed ? "workOrders.reschedule" : "workOrders.schedule")}
        </Button>
      )}
      {order.state === "scheduled" && (
        <Button type="primary" icon={<SendOutlined />} loading={send.isPending} onClick={() => send.mutate()}>
          {t("workOrders.dispatch")}
        </Button>
      )}
      {dialog === "schedule" && <Schedule order={order} onClose={() => setDialog(undefined)} />}
      {dialog === "cancel" && <Cancel order={order} onClose={() => setDialog(undefined)} />}
      {dialog === "late" && <TellLate order={order} onClose={() => setDialog(undefined)} />}
    </div>
  );
}

function Cancel({ order, onClose }: { order: Detail; onClose: () => void }) {
  const { t } = useText();
  const { message } = App.useApp();
  const [reason, setReason] = useState("");
  const save = useMutation({
    mutationFn: () => move(order.id!, "cancellation", { reason: reason.trim() }),
    onSuccess: () => {
      void message.success(t("workOrders.cancelled"));
      onClose();
    },
  });
  return (
    <Modal
      open
      onCancel={onClose}
      title={t("workOrders.cancelOrder")}
      okText={t("workOrders.cancelOrder")}
      cancelText={t("workOrders.keepOrder")}
      okButtonProps={{ danger: true, disabled: reason.trim().length < 2 }}
      confirmLoading={save.isPending}
      onOk={() => save.mutate()}
      width={440}
    >
      <div className="stack">
        <Input.TextArea
          autoFocus
          autoSize={{ minRows: 2 }}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          aria-label={t("workOrders.cancelReason")}
          placeholder={t("workOrders.cancelReason")}
        />
        <ProblemNote problem={save.error} fields />
      </div>
    </Modal>
  );
}

function TellLate({ order, onClose }: { order: Detail; onClose: () => void }) {
  const { t } = useText();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ reason: string; until?: Dayjs | null }>();
  const save = useMutation({
    mutationFn: ({ reason, until }: { reason: string; until?: Dayjs | null }) =>
      move(order.id!, "late-notice", { reason, ...(until && { until: fromPicker(until) }) }),
    onSuccess: () => {
      void message.success(t("workOrders.lateTold"));
      onClose();
    },
  });
  return (
    <Modal
      open
      onCancel={onClose}
      title={t("workOrders.tellLate")}
      okText={t("workOrders.tellLate")}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      width={440}
    >
      <Form form={form} layout="vertical" onFinish={(values) => save.mutate(values)}>
        <Form.Item
          name="reason"
          label={t("workOrders.lateReason")}
          rules={[{ required: true, min: 2, message: t("workOrders.needed") }]}
        >
          <Input.TextArea autoFocus autoSize={{ minRows: 2 }} maxLength={500} />
        </Form.Item>
        <Form.Item name="until" label={t("workOrders.lateUntil")}>
          <DatePicker showTime={{ format: "HH:mm", minuteStep: 15 }} format="YYYY-MM-DD HH:mm" />
        </Form.Item>
        <ProblemNote problem={save.error} fields />
      </Form>
    </Modal>
  );
}

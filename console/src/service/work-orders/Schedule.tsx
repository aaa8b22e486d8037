import { CalendarOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Alert, App, Button, Checkbox, DatePicker, Input, Modal, Select, TimePicker } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { companyTime, fromPicker } from "../../parts/clock.ts";
import { Empty } from "../../parts/Empty.tsx";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { useNarrow } from "../../parts/SidePanel.tsx";
import { Waiting } from "../../parts/Waiting.tsx";
import { useExact } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import { dateOf, move, type Order, timeOf, todayIs, useInstallers, useWindows } from "./data.ts";
import { useSayDay } from "./words.tsx";

type Props = {
  readonly order: Pick<Order, "id" | "number" | "state" | "dueAt" | "installerId" | "windowFrom" | "windowTo">;
  readonly installerId?: string | undefined;
  readonly date?: string | undefined;
  readonly onClose: () => void;
};
type Chosen = { installerId: string; from: string; to: string };
const keyOf = (one: Chosen) => `${one.installerId} ${one.from}`;

/** Agrees a time with the customer: one of the free windows, or another time by hand. */
export function Schedule({ order, installerId, date, onClose }: Props) {
  const { t } = useText();
  const { message } = App.useApp();
  const narrow = useNarrow();
  const sayDay = useSayDay();
  const exact = useExact();
  const installers = useInstallers().data?.items ?? [];
  const [person, setPerson] = useState(installerId);
  const [from, setFrom] = useState(date && date > todayIs() ? date : todayIs());
  const [byHand, setByHand] = useState(false);
  const [chosen, setChosen] = useState<Chosen>();
  const [asked, setAsked] = useState(false);
  const [reason, setReason] = useState("");
  const windows = useWindows(
    { orderId: order.id!, from, days: person && date ? 2 : 5, ...(person && { installerId: person }) },
    !byHand,
  );
  const offered = windows.data?.items ?? [];
  const days = [...new Set(offered.map((one) => dateOf(one.from)))];
  const moves = order.state === "scheduled" || order.state === "dispatched";
  const late = Boolean(chosen && order.dueAt && Date.parse(chosen.to) > Date.parse(order.dueAt));
  const needsReason = moves || (late && !asked);
  const save = useMutation({
    mutationFn: () =>
      move(order.id!, "appointment", {
        installerId: chosen!.installerId,
        from: chosen!.from,
        to: chosen!.to,
        askedBy: asked ? "customer" : "us",
        ...(reason.trim() && { reason: reason.trim() }),
      }),
    onSuccess: () => {
      void message.success(
        t("workOrders.scheduled", { when: `${sayDay(chosen!.from)} ${timeOf(chosen!.from)}–${timeOf(chosen!.to)}` }),
      );
      onClose();
    },
  });
  return (
    <Modal
      open
      onCancel={onClose}
      title={t("workOrders.scheduleTitle", { number: order.number ?? "" })}
      okText={t(moves ? "workOrders.reschedule" : "workOrders.schedule")}
      okButtonProps={{ disabled: !chosen || (needsReason && reason.trim().length < 2) }}
      confirmLoading={save.isPending}
      onOk={() => save.mutate()}
      width={narrow ? "100%" : 640}
      {...(narrow && { style: { top: 0, maxWidth: "100%", margin: 0 } })}
    >
      <div className="stack schedule">
        <div className="row">
          <Select
            allowClear
            style={{ minWidth: 180 }}
            value={person}
            onChange={(id?: string) => {
              setPerson(id);
              setChosen(undefined);
            }}
            placeholder={t("workOrders.anybody")}
            aria-label={t("workOrders.installer")}
            options={installers.map((one) => ({ value: one.id, label: one.name }))}
          />
          {!byHand && (
            <DatePicker
              allowClear={false}
              aria-label={t("workOrders.from")}
              value={dayjs(from)}
              disabledDate={(day) => day.format("YYYY-MM-DD") < todayIs()}
              onChange={(day) => {
                if (day) setFrom(day.format("YYYY-MM-DD"));
                setChosen(undefined);
              }}
            />
          )}
          <Button
            type="link"
            onClick={() => {
              setByHand(!byHand);
              setChosen(undefined);
            }}
          >
            {t(byHand ? "workOrders.offered" : "workOrders.otherTime")}
          </Button>
        </div>
        {byHand ? (
          <OtherTime key={person} installerId={person} date={date ?? todayIs()} onChoose={setChosen} />
        ) : windows.isPending ? (
          <Waiting />
        ) : offered.length === 0 ? (
          <Empty
            icon={<CalendarOutlined />}
            title={t("workOrders.windowsNone")}
            lead={t("workOrders.windowsNoneLead")}
          />
        ) : (
          <div className="schedule-windows" role="radiogroup" aria-label={t("workOrders.windowsOf")}>
            {days.map((day) => (
              <section key={day}>
                <h3>{sayDay(day)}</h3>
                <div className="row">
                  {offered
                    .filter((one) => dateOf(one.from) === day)
                    .map((one) => {
                      const here = chosen !== undefined && keyOf(chosen) === keyOf(one);
                      const after = order.dueAt != null && Date.parse(one.to) > Date.parse(order.dueAt);
                      return (
                        <button
                          key={keyOf(one)}
                          type="button"
                          role="radio"
                          aria-checked={here}
                          title={after ? t("workOrders.conflictlate") : undefined}
                          className={["window", here && "window-here", after && "window-late"]
                            .filter(Boolean)
                            .join(" ")}
                          onClick={() => setChosen({ installerId: one.installerId, from: one.from, to: one.to })}
                        >
                          <span className="number">
                            {timeOf(one.from)}–{timeOf(one.to)}
                          </span>
                          {!person && <span className="quiet small">{one.installerName}</span>}
                        </button>
                      );
                    })}
                </div>
              </section>
            ))}
          </div>
        )}
        <Checkbox checked={asked} onChange={(event) => setAsked(event.target.checked)}>
          {t("workOrders.askedByCustomer")}
        </Checkbox>
        {late && <Alert type="warning" showIcon title={t("workOrders.lateWarning", { due: exact(order.dueAt!) })} />}
        {(moves || late) && (
          <Input.TextArea
            autoSize={{ minRows: 2 }}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            aria-label={t(late && !moves ? "workOrders.reasonLate" : "workOrders.reasonMove")}
            placeholder={t(late && !moves ? "workOrders.reasonLate" : "workOrders.reasonMove")}
          />
        )}
        <ProblemNote problem={save.error ?? windows.error} fields />
      </div>
    </Modal>
  );
}

/** A day and times of one's own; the policy still says which are possible. */
function OtherTime({
  installerId,
  date,
  onChoose,
}: {
  installerId: string | undefined;
  date: string;
  onChoose: (chosen: Chosen | undefined) => void;
}) {
  const { t } = useText();
  const [day, setDay] = useState<Dayjs>(dayjs(date));
  const [times, setTimes] = useState<[Dayjs, Dayjs] | null>(null);
  const tell = (on: Dayjs, span: [Dayjs, Dayjs] | null) => {
    const at = (time: Dayjs) => fromPicker(on.hour(time.hour()).minute(time.minute()).second(0));
    onChoose(installerId && span ? { installerId, from: at(span[0]), to: at(span[1]) } : undefined);
  };
  return (
    <div className="row">
      <DatePicker
        allowClear={false}
        value={day}
        disabledDate={(one) => one.format("YYYY-MM-DD") < companyTime(Date.now()).format("YYYY-MM-DD")}
        onChange={(next) => {
          if (!next) return;
          setDay(next);
          tell(next, times);
        }}
      />
      <TimePicker.RangePicker
        format="HH:mm"
        minuteStep={15}
        needConfirm={false}
        value={times}
        placeholder={[t("workOrders.start"), t("workOrders.end")]}
        onChange={(span) => {
          const next = span?.[0] && span[1] ? ([span[0], span[1]] as [Dayjs, Dayjs]) : null;
          setTimes(next);
          tell(day, next);
        }}
      />
      {!installerId && (
        <span className="quiet small">
          {t("workOrders.choose")}: {t("workOrders.installer")}
        </span>
      )}
    </div>
  );
}

import { useMutation, useQuery } from "@tanstack/react-query";
import { App, Button, Form, Input, InputNumber, TimePicker } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { api, ask } from "../../api.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { SidePanel } from "../../parts/SidePanel.tsx";
import { useText } from "../../texts/index.ts";
import { rotaChanged, type Shift } from "./data.ts";
import { timesOf } from "./gaps.ts";

/** The shifts of the rota: names, times, how many people at least. */
export function Shifts({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useText();
  const { modal, message } = App.useApp();
  const [editing, setEditing] = useState<string>();
  const shifts = useQuery({
    queryKey: ["rota", "shifts"],
    queryFn: () => ask(api.GET("/api/v1/rota/shifts")),
    enabled: open,
  }).data?.items.filter((one) => one.active);
  const retire = (shift: Shift) =>
    modal.confirm({
      title: t("rota.retireAsk", { name: shift.name }),
      content: t("rota.retireLead"),
      okText: t("rota.retire"),
      okButtonProps: { danger: true },
      onOk: () =>
        ask(
          api.PATCH("/api/v1/rota/shifts/{id}", {
            params: { path: { id: shift.id } },
            body: { version: shift.version, active: false },
          }),
        )
          .then(rotaChanged)
          .catch((problem: Error) => void message.error(problem.message)),
    });
  return (
    <SidePanel open={open} onClose={onClose} title={t("rota.shifts")} width={420}>
      <div className="stack">
        {shifts?.map((shift) =>
          editing === shift.id ? (
            <ShiftForm key={shift.id} shift={shift} onDone={() => setEditing(undefined)} />
          ) : (
            <div key={shift.id} className="spread">
              <span>
                <strong>{shift.name}</strong>{" "}
                <span className="quiet">
                  {timesOf(shift, t("rota.nextDay"))} · {t("rota.needed")} {shift.needed}
                </span>
              </span>
              <span className="row">
                <Button size="small" onClick={() => setEditing(shift.id)}>
                  {t("parts.edit")}
                </Button>
                <Button size="small" type="text" danger onClick={() => retire(shift)}>
                  {t("rota.retire")}
                </Button>
              </span>
            </div>
          ),
        )}
        {editing === "new" ? (
          <ShiftForm position={shifts?.length ?? 0} onDone={() => setEditing(undefined)} />
        ) : (
          <div>
            <Button onClick={() => setEditing("new")}>{t("rota.shiftAdd")}</Button>
          </div>
        )}
      </div>
    </SidePanel>
  );
}

type Values = { name: string; starts: Dayjs; ends: Dayjs; needed: number };
const time = (text: string) => dayjs(`2000-01-01T${text}`);

function ShiftForm({ shift, position = 0, onDone }: { shift?: Shift; position?: number; onDone: () => void }) {
  const { t } = useText();
  const save = useMutation({
    mutationFn: ({ name, starts, ends, needed }: Values) => {
      const facts = { name: name.trim(), starts: starts.format("HH:mm"), ends: ends.format("HH:mm"), needed };
      return shift
        ? ask(
            api.PATCH("/api/v1/rota/shifts/{id}", {
              params: { path: { id: shift.id } },
              body: { ...facts, version: shift.version },
            }),
          )
        : ask(api.POST("/api/v1/rota/shifts", { body: { ...facts, position } }));
    },
    onSuccess: () => {
      void rotaChanged();
      onDone();
    },
  });
  const needed = [{ required: true, message: t("rota.timeNeeded") }];
  return (
    <Form<Values>
      layout="vertical"
      className="panel rota-form"
      initialValues={
        shift
          ? { name: shift.name, starts: time(shift.starts), ends: time(shift.ends), needed: shift.needed }
          : { needed: 1 }
      }
      onFinish={(values) => save.mutate(values)}
    >
      <Form.Item
        name="name"
        label={t("rota.shiftName")}
        rules={[{ required: true, whitespace: true, message: t("rota.shiftNameNeeded") }]}
      >
        <Input autoFocus maxLength={40} />
      </Form.Item>
      <div className="row">
        <Form.Item name="starts" label={t("rota.starts")} rules={needed}>
          <TimePicker format="HH:mm" minuteStep={5} needConfirm={false} />
        </Form.Item>
        <Form.Item name="ends" label={t("rota.ends")} rules={needed}>
          <TimePicker format="HH:mm" minuteStep={5} needConfirm={false} />
        </Form.Item>
        <Form.Item name="needed" label={t("rota.needed")}>
          <InputNumber min={1} max={200} precision={0} style={{ width: 96 }} />
        </Form.Item>
      </div>
      <ProblemNote problem={save.error} fields />
      <div className="row">
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t("rota.shiftSave")}
        </Button>
        <Button type="text" onClick={onDone}>
          {t("parts.cancel")}
        </Button>
      </div>
    </Form>
  );
}

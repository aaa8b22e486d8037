import { CloseOutlined, TeamOutlined } from "@ant-design/icons";
import { useMutation, useQuery } from "@tanstack/react-query";
import { App, Button, Cascader, DatePicker, Form, Input, Modal, Select } from "antd";
import type { Dayjs } from "dayjs";
import { useState } from "react";
import { api, ask, type Schema } from "../../api.ts";
import { companyTime, fromPicker } from "../../parts/clock.ts";
import { above, useDivisionTree } from "../../parts/divisions.ts";
import { Empty } from "../../parts/Empty.tsx";
import { PageHead } from "../../parts/PageHead.tsx";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { SmallTable } from "../../parts/SmallTable.tsx";
import { Waiting } from "../../parts/Waiting.tsx";
import { useText } from "../../texts/index.ts";
import { ordersChanged, useInstallers } from "./data.ts";
import { useShortArea } from "./words.tsx";

type Row = NonNullable<ReturnType<typeof useInstallers>["data"]>["items"][number];

/** Who carries out work orders: where, with what skills, in which hours, and when not. */
export function Installers() {
  const { t } = useText();
  const area = useShortArea();
  const { data, error } = useInstallers();
  const calendars = useCalendars();
  const [edited, setEdited] = useState<Row>();
  const [away, setAway] = useState<Row>();
  const remove = useMutation({
    mutationFn: ({ staffId, id }: Schema<"Absence">) =>
      ask(
        api.DELETE("/api/v1/installers/{id}/absences/{absenceId}", {
          params: { path: { id: staffId, absenceId: id } },
        }),
      ),
    onSuccess: () => ordersChanged(),
  });
  return (
    <div className="page">
      <PageHead title={t("workOrders.people")} />
      <ProblemNote problem={error ?? remove.error} />
      {!data && !error && <Waiting />}
      {data?.items.length === 0 && (
        <Empty icon={<TeamOutlined />} title={t("workOrders.peopleNone")} lead={t("workOrders.peopleNoneLead")} />
      )}
      {data && data.items.length > 0 && (
        <SmallTable<Row>
          label={t("workOrders.people")}
          rows={data.items}
          id={(row) => row.id}
          columns={[
            { key: "name", title: t("workOrders.installer"), cell: (row) => <strong>{row.name}</strong> },
            {
              key: "areas",
              title: t("workOrders.areas"),
              cell: (row) =>
                row.areas.map((one) => area(one)).join("、") || (
                  <span className="quiet">{t("workOrders.everywhere")}</span>
                ),
            },
            {
              key: "skills",
              title: t("workOrders.skills"),
              cell: (row) => row.skills.join("、") || <span className="quiet">—</span>,
            },
            {
              key: "calendar",
              title: t("workOrders.calendar"),
              cell: (row) =>
                calendars.get(row.calendar ?? "") ?? <span className="quiet">{t("workOrders.calendarUsual")}</span>,
            },
            {
              key: "absences",
              title: t("workOrders.absences"),
              cell: (row) =>
                row.absences.length ? (
                  <ul>
                    {row.absences.map((one) => (
                      <li key={one.id} className="row">
                        <span className="small">
                          {short(one.from)} – {short(one.to)} {one.reason}
                        </span>
                        <Button
                          type="text"
                          size="small"
                          icon={<CloseOutlined />}
                          aria-label={t("workOrders.absenceRemove", { reason: one.reason })}
                          onClick={() => remove.mutate(one)}
                        />
                      </li>
                    ))}
                  </ul>
                ) : (
                  <span className="quiet">—</span>
                ),
            },
            {
              key: "do",
              title: "",
              cell: (row) => (
                <span className="row">
                  <Button size="small" onClick={() => setEdited(row)}>
                    {t("workOrders.edit")}
                  </Button>
                  <Button size="small" onClick={() => setAway(row)}>
                    {t("workOrders.absenceAdd")}
                  </Button>
                </span>
              ),
            },
          ]}
        />
      )}
      {edited && <Profile row={edited} onClose={() => setEdited(undefined)} />}
      {away && <NewAbsence row={away} onClose={() => setAway(undefined)} />}
    </div>
  );
}

const short = (at: string): string => companyTime(at).format("M-D HH:mm");

function useCalendars(): Map<string, string> {
  const { pick } = useText();
  const { data } = useQuery({
    queryKey: ["calendars"],
    queryFn: () => ask(api.GET("/api/v1/calendars")),
    staleTime: 5 * 60_000,
  });
  return new Map((data?.items ?? []).map((one) => [one.name, pick(one.definition.label)]));
}

function Profile({ row, onClose }: { row: Row; onClose: () => void }) {
  const { t } = useText();
  const { message } = App.useApp();
  const divisions = useDivisionTree();
  const calendars = useCalendars();
  const [form] = Form.useForm<{ areas: string[][]; skills: string[]; calendar?: string }>();
  const save = useMutation({
    mutationFn: (values: { areas: string[][]; skills: string[]; calendar?: string }) =>
      ask(
        api.PUT("/api/v1/installers/{id}", {
          params: { path: { id: row.id } },
          body: {
            areas: values.areas.map((path) => path.at(-1)!),
            skills: values.skills,
            calendar: values.calendar ?? null,
          },
        }),
      ),
    onSuccess: () => {
      void message.success(t("workOrders.saved"));
      void ordersChanged();
      onClose();
    },
  });
  return (
    <Modal
      open
      onCancel={onClose}
      title={t("workOrders.profileOf", { name: row.name })}
      okText={t("parts.save")}
      onOk={() => form.submit()}
      confirmLoading={save.isPending}
      width={480}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{
          areas: row.areas.map((one) => above(one)),
          skills: row.skills,
          calendar: row.calendar ?? undefined,
        }}
        onFinish={(values) => save.mutate(values)}
      >
        <Form.Item name="areas" label={t("workOrders.areas")} extra={t("workOrders.areasHint")}>
          <Cascader
            multiple
            changeOnSelect
            showSearch
            options={divisions}
            showCheckedStrategy="SHOW_CHILD"
            displayRender={(labels) => labels.at(-1)}
          />
        </Form.Item>
        <Form.Item name="skills" label={t("workOrders.skills")}>
          <Select mode="tags" tokenSeparators={[",", "，", "、", " "]} open={false} suffixIcon={null} />
        </Form.Item>
        <Form.Item name="calendar" label={t("workOrders.calendar")}>
          <Select
            allowClear
            placeholder={t("workOrders.calendarUsual")}
            options={[...calendars].map(([value, label]) => ({ value, label }))}
          />
        </Form.Item>
        <ProblemNote problem={save.error} fields />
      </Form>
    </Modal>
  );
}

function NewAbsence({ row, onClose }: { row: Row; onClose: () => void }) {
  const { t } = useText();
  const [form] = Form.useForm<{ span: [Dayjs, Dayjs]; reason: string }>();
  const needed = [{ required: true, message: t("workOrders.needed") }];
  const save = useMutation({
    mutationFn: ({ span, reason }: { span: [Dayjs, Dayjs]; reason: string }) =>
      ask(
        api.POST("/api/v1/installers/{id}/absences", {
          params: { path: { id: row.id } },
          body: { from: fromPicker(span[0]), to: fromPicker(span[1]), reason },
        }),
      ),
    onSuccess: () => {
      void ordersChanged();
      onClose();
    },
  });
  return (
    <Modal
      open
      onCancel={onClose}
      title={`${t("workOrders.absenceAdd")} · ${row.name}`}
      okText={t("workOrders.absenceAdd")}
      onOk={() => form.submit()}
      confirmLoading={save.isPending}
      width={440}
    >
      <Form form={form} layout="vertical" onFinish={(values) => save.mutate(values)}>
        <Form.Item name="span" label={t("workOrders.absenceFrom")} rules={needed}>
          <DatePicker.RangePicker showTime={{ format: "HH:mm", minuteStep: 15 }} format="MM-DD HH:mm" />
        </Form.Item>
        <Form.Item name="reason" label={t("workOrders.absenceReason")} rules={needed}>
          <Input maxLength={200} />
        </Form.Item>
        <ProblemNote problem={save.error} fields />
      </Form>
    </Modal>
  );
}

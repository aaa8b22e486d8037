import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { App, Button, Dropdown, Form, Input } from "antd";
import { api, ask } from "../../api.ts";
import { useDraft } from "../../parts/draft.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { useText } from "../../texts/index.ts";
import { forgetProblems, showProblems } from "../knowledge/problems.ts";
import { type ReportDay, reportsChanged } from "./data.ts";
import { OpenMatters } from "./OpenMatters.tsx";

type Values = {
  raised?: string | null;
  plan?: string | null;
  remarks?: string | null;
  matters: { matter: string; ticketNumber?: string | null }[];
};

/** What the author adds: open matters, what was raised, the plan; kept as a draft, then filed. */
export function WriteReport({ day, data }: { day: string; data: ReportDay }) {
  const { t } = useText();
  const { message, modal } = App.useApp();
  const { report } = data;
  const version = report?.version ?? 0;
  const kept = useDraft<Values>(`report.${day}.${version}`);
  const [form] = Form.useForm<Values>();
  const start: Values = report
    ? {
        raised: report.raised,
        plan: report.plan,
        remarks: report.remarks,
        matters: report.matters.map(({ matter, ticketNumber }) => ({ matter, ticketNumber })),
      }
    : { matters: [] };
  const body = ({ matters, ...values }: Values) => ({
    ...values,
    version,
    matters: (matters ?? []).map(({ matter, ticketNumber }) => ({ matter, ticketNumber: ticketNumber || null })),
  });
  const failed = (problem: unknown) => showProblems(form, problem);
  const save = useMutation({
    mutationFn: (values: Values) =>
      ask(api.PUT("/api/v1/reports/days/{day}", { params: { path: { day } }, body: body(values) })),
    onSuccess: () => {
      kept.drop();
      void message.success(t("reports.saved"));
      void reportsChanged();
    },
    onError: failed,
  });
  const file = useMutation({
    mutationFn: (values: Values) =>
      ask(api.POST("/api/v1/reports/days/{day}/filing", { params: { path: { day } }, body: body(values) })),
    onSuccess: () => {
      kept.drop();
      void message.success(t("reports.filedDone"));
      void reportsChanged();
    },
    onError: failed,
  });
  const fileNow = (values: Values) =>
    modal.confirm({
      title: t("reports.file"),
      content: t("reports.fileSure"),
      okText: t("reports.file"),
      cancelText: t("parts.cancel"),
      onOk: () => file.mutateAsync(values).catch(() => {}),
    });
  const add = (matter: Values["matters"][number]) => {
    const matters = [...(form.getFieldValue("matters") ?? []), matter] as Values["matters"];
    form.setFieldValue("matters", matters);
    kept.keep({ ...form.getFieldsValue(), matters });
  };
  const inHand = data.tickets.filter((one) => one.mine && one.state !== "closed" && one.state !== "merged");
  return (
    <div className="stack">
      <OpenMatters
        title={t("reports.carried")}
        matters={data.carried}
        onTake={({ matter, ticketNumber }) => add({ matter, ticketNumber })}
      />
      <section className="panel panel-body">
        <Form<Values>
          form={form}
          layout="vertical"
          initialValues={kept.draft ?? start}
          onValuesChange={(_, values) => {
            kept.keep(values);
            forgetProblems(form);
          }}
          onFinish={fileNow}
          scrollToFirstError={{ block: "center", focus: true }}
          onKeyDown={(event) =>
            (event.ctrlKey || event.metaKey) && event.key === "Enter" && save.mutate(form.getFieldsValue())
          }
        >
          <fieldset className="report-part">
            <legend>{t("reports.matters")}</legend>
            <Form.List name="matters">
              {(fields, list) => (
                <div className="stack report-rows">
                  {fields.map((field, at) => (
                    <div key={field.key} className="report-row">
                      <Form.Item
                        name={[field.name, "matter"]}
                        rules={[{ required: true, whitespace: true, min: 2, message: t("reports.matterHint") }]}
                      >
                        <Input
                          maxLength={500}
                          placeholder={t("reports.matterHint")}
                          aria-label={t("reports.matter", { count: at + 1 })}
                        />
                      </Form.Item>
                      <Form.Item name={[field.name, "ticketNumber"]}>
                        <Input
                          maxLength={30}
                          placeholder={t("reports.ticketNumber")}
                          aria-label={t("reports.ticketNumber")}
                        />
                      </Form.Item>
                      <Button
                        type="text"
                        icon={<DeleteOutlined />}
                        aria-label={t("reports.removeMatter", { count: at + 1 })}
                        onClick={() => list.remove(field.name)}
                      />
                    </div>
                  ))}
                  <div className="row">
                    <Button size="small" icon={<PlusOutlined />} onClick={() => list.add({ matter: "" })}>
                      {t("reports.addMatter")}
                    </Button>
                    {inHand.length > 0 && (
                      <Dropdown
                        trigger={["click"]}
                        menu={{
                          className: "report-menu",
                          items: inHand.map((one) => ({
                            key: one.number!,
                            label: `${one.number} ${one.subject ?? ""}`,
                          })),
                          onClick: ({ key }) => {
                            const found = inHand.find((one) => one.number === key);
                            add({ matter: found?.subject ?? "", ticketNumber: key });
                          },
                        }}
                      >
                        <Button size="small">{t("reports.fromTicket")}</Button>
                      </Dropdown>
                    )}
                  </div>
                </div>
              )}
            </Form.List>
          </fieldset>
          <Form.Item name="raised" label={t("reports.raised")}>
            <Input.TextArea autoSize={{ minRows: 2 }} maxLength={3_000} placeholder={t("reports.raisedHint")} />
          </Form.Item>
          <Form.Item
            name="plan"
            label={t("reports.plan")}
            rules={[{ required: true, whitespace: true, message: t("reports.planNeeded") }]}
            validateTrigger="onBlur"
          >
            <Input.TextArea autoSize={{ minRows: 3 }} maxLength={3_000} placeholder={t("reports.planHint")} />
          </Form.Item>
          <Form.Item name="remarks" label={t("reports.remarks")}>
            <Input.TextArea autoSize={{ minRows: 1 }} maxLength={3_000} />
          </Form.Item>
          <ProblemNote problem={save.error ?? file.error} />
          <div className="row">
            <Button type="primary" htmlType="submit" loading={file.isPending}>
              {t("reports.file")}
            </Button>
            <Button loading={save.isPending} onClick={() => save.mutate(form.getFieldsValue())}>
              {t("reports.save")}
            </Button>
          </div>
        </Form>
      </section>
    </div>
  );
}

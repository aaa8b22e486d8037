import { useMutation } from "@tanstack/react-query";
import { App, Button, DatePicker, Form, Input } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { api, ask } from "../../api.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { StaffPick } from "../../staff/people.tsx";
import { useText } from "../../texts/index.ts";
import { reportsChanged, type WorkReport } from "./data.ts";

type Values = { comment?: string; owners?: Record<string, { ownerId?: string; dueOn?: Dayjs | null }> };

/** Reading a colleague's report: owners for what is open, a comment, the mark. */
export function ReadReport({ report }: { report: WorkReport }) {
  const { t } = useText();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const open = report.matters.filter((one) => !one.doneAt);
  const save = useMutation({
    mutationFn: ({ comment, owners = {} }: Values) =>
      ask(
        api.POST("/api/v1/reports/{id}/readings", {
          params: { path: { id: report.id } },
          body: {
            ...(comment && { comment }),
            owners: Object.entries(owners).flatMap(([id, { ownerId, dueOn }]) =>
              ownerId ? [{ id, ownerId, ...(dueOn && { dueOn: dueOn.format("YYYY-MM-DD") }) }] : [],
            ),
          },
        }),
      ),
    onSuccess: () => {
      void message.success(t("reports.readDone"));
      void reportsChanged();
    },
  });
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("reports.reading")}</h2>
      </div>
      <Form<Values> form={form} layout="vertical" className="panel-body" onFinish={(values) => save.mutate(values)}>
        {open.map((one) => (
          <fieldset key={one.id} className="report-part">
            <legend>
              {one.matter} {one.ticketNumber && <span className="quiet small">{one.ticketNumber}</span>}
            </legend>
            <div className="report-own">
              <Form.Item name={["owners", one.id, "ownerId"]} initialValue={one.ownerId ?? undefined} noStyle>
                <StaffPick placeholder={t("reports.owner")} />
              </Form.Item>
              <Form.Item
                name={["owners", one.id, "dueOn"]}
                initialValue={one.dueOn ? dayjs(one.dueOn) : undefined}
                noStyle
              >
                <DatePicker placeholder={t("reports.dueOn")} aria-label={t("reports.dueOn")} />
              </Form.Item>
            </div>
          </fieldset>
        ))}
        <Form.Item name="comment" label={t("reports.comment")}>
          <Input.TextArea autoSize={{ minRows: 2 }} maxLength={2_000} placeholder={t("reports.commentHint")} />
        </Form.Item>
        <ProblemNote problem={save.error} fields />
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t("reports.markRead")}
        </Button>
      </Form>
    </section>
  );
}

import { useMutation } from "@tanstack/react-query";
import { App, DatePicker, Form, Modal, Radio } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { api, ask } from "../api.ts";
import { fromPicker } from "../parts/clock.ts";
import { useText } from "../texts/index.ts";
import { policiesChanged, type Version } from "./data.ts";
import { SaveNote } from "./SaveNote.tsx";

type Values = { when: "now" | "later"; day?: Dayjs };

/** Approves a version, in force at once or from a later day; refusals are shown where they arise. */
export function Approve({ version, open, onClose }: { version: Version; open: boolean; onClose: () => void }) {
  const { t } = useText();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const when = Form.useWatch("when", form);
  const approve = useMutation({
    mutationFn: ({ when: way, day }: Values) =>
      ask(
        api.POST("/api/v1/policy-versions/{id}/approval", {
          params: { path: { id: version.id } },
          body: {
            version: version.version,
            ...(way === "later" && day && { effectiveFrom: fromPicker(day.startOf("day")) }),
          },
        }),
      ),
    onSuccess: async () => {
      await policiesChanged();
      void message.success(t("policies.approvedDone"));
      onClose();
    },
  });
  return (
    <Modal
      open={open}
      onCancel={onClose}
      title={t("policies.approveTitle", { number: version.number })}
      okText={t("policies.approve")}
      onOk={() => form.submit()}
      confirmLoading={approve.isPending}
      width={480}
      destroyOnHidden
    >
      <Form form={form} layout="vertical" initialValues={{ when: "now" }} onFinish={(values) => approve.mutate(values)}>
        <p className="quiet form-lead">{t("policies.approveLead")}</p>
        <Form.Item name="when" label={t("policies.effectiveFrom")}>
          <Radio.Group className="radio-lines">
            <Radio value="now">{t("policies.effectiveNow")}</Radio>
            <Radio value="later">{t("policies.effectiveLater")}</Radio>
          </Radio.Group>
        </Form.Item>
        {when === "later" && (
          <Form.Item name="day" rules={[{ required: true, message: t("policies.effectiveLater") }]}>
            <DatePicker minDate={dayjs().add(1, "day")} aria-label={t("policies.effectiveFrom")} />
          </Form.Item>
        )}
        <SaveNote problem={approve.error} onReload={() => approve.reset()} />
      </Form>
    </Modal>
  );
}

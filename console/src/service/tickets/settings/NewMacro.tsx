import { useMutation } from "@tanstack/react-query";
import { Checkbox, Form, Input, Modal, Select } from "antd";
import { api, ask, queries } from "../../../api.ts";
import { useNoun } from "../../../parts/nouns.ts";
import { ProblemNote } from "../../../parts/ProblemNote.tsx";
import { useText } from "../../../texts/index.ts";

type Values = {
  name: string;
  urgency?: string;
  severity?: string;
  take?: boolean;
  note?: string;
  reply?: string;
  wait?: string;
};

/** Puts steps together; those left empty are not done. */
export function NewMacro({ onClose }: { onClose: () => void }) {
  const { t, pick } = useText();
  const [form] = Form.useForm<Values>();
  const fields = useNoun("ticket")?.fields ?? [];
  const optionsOf = (key: string) =>
    (fields.find((field) => field.key === key)?.choices ?? []).map((one) => ({
      value: one.value,
      label: pick(one.label),
    }));
  const labelOf = (key: string) => pick(fields.find((field) => field.key === key)?.label);
  const save = useMutation({
    mutationFn: ({ name, take, ...given }: Values) => {
      const words = Object.fromEntries(
        Object.entries(given)
          .map(([key, value]) => [key, value?.trim()])
          .filter(([, value]) => value),
      );
      return ask(
        api.POST("/api/v1/macros", {
          body: { name: name.trim(), steps: { ...words, ...(take && { take: true }) } as never },
        }),
      );
    },
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ["macros"] });
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t("tickets.addMacro")}
      okText={t("parts.save")}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
      width={560}
    >
      <Form<Values>
        form={form}
        layout="vertical"
        onFinish={(values) => save.mutate(values)}
        onKeyDown={(event) => (event.ctrlKey || event.metaKey) && event.key === "Enter" && form.submit()}
      >
        <Form.Item
          name="name"
          label={t("tickets.macroName")}
          rules={[{ required: true, whitespace: true, message: t("tickets.nameNeeded") }]}
        >
          <Input autoFocus maxLength={60} />
        </Form.Item>
        <div className="form-pair">
          <Form.Item name="urgency" label={labelOf("urgency")}>
            <Select allowClear options={optionsOf("urgency")} placeholder={t("tickets.unchanged")} />
          </Form.Item>
          <Form.Item name="severity" label={labelOf("severity")}>
            <Select allowClear options={optionsOf("severity")} placeholder={t("tickets.unchanged")} />
          </Form.Item>
        </div>
        <Form.Item name="take" valuePropName="checked">
          <Checkbox>{t("tickets.stepTake")}</Checkbox>
        </Form.Item>
        <Form.Item name="note" label={t("tickets.note")}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={5000} />
        </Form.Item>
        <Form.Item name="reply" label={t("tickets.reply")}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={5000} />
        </Form.Item>
        <Form.Item name="wait" label={t("tickets.waitWhat")} className="form-last">
          <Input maxLength={500} placeholder={t("tickets.waitHint")} />
        </Form.Item>
        <ProblemNote problem={save.error} fields />
      </Form>
    </Modal>
  );
}

import { useMutation } from "@tanstack/react-query";
import { App, Form, Input, Modal, Segmented, Select } from "antd";
import { api, ask } from "../../../api.ts";
import { useNoun } from "../../../parts/nouns.ts";
import { ProblemNote } from "../../../parts/ProblemNote.tsx";
import { useText } from "../../../texts/index.ts";
import { customerChanged } from "../data.ts";

type Values = { accurate: "yes" | "no"; wrongFields?: string[]; note?: string };

/** The second check of what was entered: right, or which facts are wrong. */
export function Check({ id, onClose }: { id: string; onClose: () => void }) {
  const { t, pick } = useText();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const accurate = Form.useWatch("accurate", form) ?? "yes";
  const fields = useNoun("customer")?.fields ?? [];
  const save = useMutation({
    mutationFn: ({ accurate: right, wrongFields = [], note }: Values) =>
      ask(
        api.POST("/api/v1/customers/{id}/checks", {
          params: { path: { id } },
          body: { accurate: right === "yes", wrongFields: right === "yes" ? [] : wrongFields, ...(note && { note }) },
        }),
      ),
    onSuccess: () => {
      void message.success(t("customers.checked"));
      void customerChanged(id);
      onClose();
    },
  });
  return (
    <Modal
      open
      onCancel={onClose}
      title={t("customers.checkTitle")}
      okText={t("parts.save")}
      onOk={() => form.submit()}
      confirmLoading={save.isPending}
      width={440}
      destroyOnHidden
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ accurate: "yes" }}
        onFinish={(values: Values) => save.mutate(values)}
      >
        <Form.Item name="accurate" label={t("customers.checkResult")}>
          <Segmented
            options={[
              { value: "yes", label: t("customers.checkRight") },
              { value: "no", label: t("customers.checkWrong") },
            ]}
          />
        </Form.Item>
        {accurate === "no" && (
          <Form.Item
            name="wrongFields"
            label={t("customers.checkFields")}
            rules={[{ required: true, message: t("customers.checkFields") }]}
          >
            <Select
              mode="multiple"
              options={fields
                .filter((field) => field.writable)
                .map((field) => ({ value: field.key, label: pick(field.label) }))}
              optionFilterProp="label"
            />
          </Form.Item>
        )}
        <Form.Item name="note" label={t("customers.checkNote")}>
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
        <ProblemNote problem={save.error} fields />
      </Form>
    </Modal>
  );
}

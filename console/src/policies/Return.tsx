import { useMutation } from "@tanstack/react-query";
import { Form, Input, Modal } from "antd";
import { api, ask } from "../api.ts";
import { useText } from "../texts/index.ts";
import { policiesChanged, type Version } from "./data.ts";
import { saveOnKey } from "./save-key.ts";
import { SaveNote } from "./SaveNote.tsx";

/** Gives a version under review back to its drafter, with the reason. */
export function Return({ version, open, onClose }: { version: Version; open: boolean; onClose: () => void }) {
  const { t } = useText();
  const [form] = Form.useForm<{ reason: string }>();
  const give = useMutation({
    mutationFn: ({ reason }: { reason: string }) =>
      ask(
        api.POST("/api/v1/policy-versions/{id}/return", {
          params: { path: { id: version.id } },
          body: { version: version.version, reason },
        }),
      ),
    onSuccess: async () => {
      await policiesChanged();
      onClose();
    },
  });
  return (
    <Modal
      open={open}
      onCancel={onClose}
      title={t("policies.returnTitle", { number: version.number })}
      okText={t("policies.return")}
      onOk={() => form.submit()}
      confirmLoading={give.isPending}
      width={440}
      destroyOnHidden
    >
      <Form form={form} layout="vertical" onFinish={(values) => give.mutate(values)} onKeyDown={saveOnKey(() => form.submit())}>
        <Form.Item
          name="reason"
          label={t("policies.returnReason")}
          rules={[{ required: true, whitespace: true, message: t("policies.returnNeeded") }]}
          validateTrigger="onBlur"
        >
          <Input.TextArea autoSize={{ minRows: 3 }} maxLength={1000} />
        </Form.Item>
        <SaveNote problem={give.error} onReload={() => give.reset()} />
      </Form>
    </Modal>
  );
}

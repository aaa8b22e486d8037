import { useMutation } from "@tanstack/react-query";
import { App, Form, Input, Modal } from "antd";
import { api, ask } from "../../api.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { useText } from "../../texts/index.ts";
import { type Article, keepArticle } from "./data.ts";

/** Takes an article out of use, with the reason. */
export function WithdrawDialog({ article, onClose }: { article: Article; onClose: () => void }) {
  const { t } = useText();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ reason: string }>();
  const save = useMutation({
    mutationFn: ({ reason }: { reason: string }) =>
      ask(
        api.POST("/api/v1/articles/{id}/withdrawal", {
          params: { path: { id: article.id } },
          body: { version: article.version, reason },
        }),
      ),
    onSuccess: (saved) => {
      keepArticle(saved);
      void message.success(t("knowledge.withdrawDone"));
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t("knowledge.withdrawTitle")}
      okText={t("knowledge.withdraw")}
      okButtonProps={{ danger: true }}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
      width={480}
    >
      <Form form={form} layout="vertical" onFinish={(values) => save.mutate(values)} className="dialog-form">
        <Form.Item
          name="reason"
          label={t("knowledge.reason")}
          rules={[{ required: true, whitespace: true, message: t("knowledge.reasonNeeded") }]}
        >
          <Input.TextArea autoSize={{ minRows: 2 }} maxLength={300} autoFocus />
        </Form.Item>
        <ProblemNote problem={save.error} fields />
      </Form>
    </Modal>
  );
}

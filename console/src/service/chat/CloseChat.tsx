import { App, Form, Input, Modal, Radio } from "antd";
import { useChoices } from "../../parts/nouns.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { useText } from "../../texts/index.ts";
import { type Chat, useDo } from "./data.ts";

/** Ends a chat and says how it went. */
export function CloseChat({ chat, onClose }: { chat: Chat; onClose: () => void }) {
  const { t } = useText();
  const { message } = App.useApp();
  const outcome = useChoices("chat", "outcome");
  const [form] = Form.useForm<{ outcome: string; note?: string }>();
  const close = useDo<{ outcome: string; note?: string }>(chat.id!, "closure", () => {
    void message.success(t("chat.closed"));
    onClose();
  });
  return (
    <Modal
      open
      title={t("chat.close")}
      okText={t("chat.close")}
      confirmLoading={close.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
      width={440}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ outcome: chat.ticketId ? "follow_up" : "solved" }}
        onFinish={({ outcome: how, note }) =>
          close.mutate({ outcome: how, ...(note?.trim() && { note: note.trim() }) })
        }
      >
        <ProblemNote problem={close.error} fields />
        <Form.Item name="outcome" label={t("chat.outcome")}>
          <Radio.Group
            optionType="button"
            options={["solved", "follow_up", "unsolved"].map((value) => ({ value, label: outcome(value) }))}
          />
        </Form.Item>
        <Form.Item name="note" label={t("chat.closeNote")}>
          <Input.TextArea autoFocus autoSize={{ minRows: 3 }} maxLength={1000} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

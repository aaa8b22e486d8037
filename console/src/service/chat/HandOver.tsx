import { App, Form, Input, Modal, Radio } from "antd";
import { useMe } from "../../frame/me.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { useText } from "../../texts/index.ts";
import { type Chat, useAgents, useDo } from "./data.ts";

const queue = "queue";

/** Gives a chat to a colleague who is here, or back to the queue, with a word that the visitor never sees. */
export function HandOver({ chat, onClose }: { chat: Chat; onClose: () => void }) {
  const { t } = useText();
  const { me } = useMe();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ to: string; note?: string }>();
  const others = (useAgents()?.items ?? []).filter((one) => one.here && one.staffId !== me?.id);
  const hand = useDo<{ staffId: string | null; note?: string }>(chat.id!, "handover", () => {
    void message.success(t("chat.handed"));
    onClose();
  });
  return (
    <Modal
      open
      title={t("chat.handOver")}
      okText={t("chat.handOver")}
      confirmLoading={hand.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
      width={440}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ to: queue }}
        onFinish={({ to, note }) =>
          hand.mutate({ staffId: to === queue ? null : to, ...(note?.trim() && { note: note.trim() }) })
        }
      >
        <ProblemNote problem={hand.error} fields />
        <Form.Item name="to" label={t("chat.handTo")} extra={others.length === 0 && t("chat.handNobody")}>
          <Radio.Group className="chat-choices">
            {others.map((one) => (
              <Radio key={one.staffId} value={one.staffId} disabled={one.chats >= one.limit}>
                {one.name}{" "}
                <span className="quiet">
                  {t("chat.hands", { chats: one.chats, limit: one.limit })}
                  {one.chats >= one.limit && ` · ${t("chat.full")}`}
                </span>
              </Radio>
            ))}
            <Radio value={queue}>{t("chat.handQueue")}</Radio>
          </Radio.Group>
        </Form.Item>
        <Form.Item name="note" label={t("chat.handNote")}>
          <Input.TextArea autoSize={{ minRows: 2 }} maxLength={1000} placeholder={t("chat.handNoteHint")} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

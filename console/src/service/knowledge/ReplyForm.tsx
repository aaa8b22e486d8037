import { useMutation } from "@tanstack/react-query";
import { App, AutoComplete, Form, Input, Modal, Select, Switch } from "antd";
import { api, ask } from "../../api.ts";
import { useMe } from "../../frame/me.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { useText } from "../../texts/index.ts";
import { knowledgeChanged, type SavedReply, useReplies } from "./data.ts";
import { InsertVariable } from "./InsertVariable.tsx";

type Values = { title: string; category: string; body: string; keywords: string[]; shared?: boolean };

/** Saves a reply, for oneself or for all. */
export function ReplyForm({ reply, onClose }: { reply?: SavedReply; onClose: () => void }) {
  const { t } = useText();
  const { may } = useMe();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const known = useReplies("").data?.pages.flatMap((page) => page.items) ?? [];
  const categories = [...new Set(known.map((one) => one.category))];
  const save = useMutation({
    mutationFn: ({ shared = false, ...text }: Values) =>
      reply
        ? ask(
            api.PUT("/api/v1/saved-replies/{id}", {
              params: { path: { id: reply.id } },
              body: { ...text, version: reply.version },
            }),
          )
        : ask(api.POST("/api/v1/saved-replies", { body: { ...text, shared } })),
    onSuccess: () => {
      void message.success(t("knowledge.replySaved"));
      void knowledgeChanged();
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t(reply ? "knowledge.edit" : "knowledge.newReply")}
      okText={t("parts.save")}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
      width={560}
    >
      <Form<Values>
        form={form}
        layout="vertical"
        className="dialog-form"
        initialValues={reply ?? { keywords: [], shared: false }}
        onFinish={(values) => save.mutate(values)}
        onKeyDown={(event) => (event.ctrlKey || event.metaKey) && event.key === "Enter" && form.submit()}
      >
        <Form.Item
          name="title"
          label={t("knowledge.replyTitle")}
          rules={[{ required: true, whitespace: true, message: t("knowledge.replyTitleNeeded") }]}
        >
          <Input maxLength={80} autoFocus />
        </Form.Item>
        <Form.Item
          name="body"
          label={
            <span className="spread knowledge-label">
              {t("knowledge.replyBody")}
              <InsertVariable form={form} field="body" />
            </span>
          }
          rules={[{ required: true, whitespace: true, message: t("knowledge.replyBodyNeeded") }]}
        >
          <Input.TextArea id="body" autoSize={{ minRows: 4, maxRows: 14 }} maxLength={3_000} />
        </Form.Item>
        <Form.Item
          name="category"
          label={t("knowledge.category")}
          rules={[{ required: true, whitespace: true, message: t("knowledge.categoryNeeded") }]}
        >
          <AutoComplete
            options={categories.map((value) => ({ value }))}
            showSearch={{ filterOption: true }}
            maxLength={40}
          />
        </Form.Item>
        <Form.Item name="keywords" label={t("knowledge.keywords")} extra={t("knowledge.keywordsExtra")}>
          <Select mode="tags" open={false} suffixIcon={null} maxCount={20} tokenSeparators={[",", "，", "、", " "]} />
        </Form.Item>
        {!reply && may("service.knowledge.write") && (
          <Form.Item name="shared" label={t("knowledge.forAll")} valuePropName="checked" layout="horizontal">
            <Switch />
          </Form.Item>
        )}
        <ProblemNote problem={save.error} fields />
      </Form>
    </Modal>
  );
}

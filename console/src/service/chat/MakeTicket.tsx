import { useMutation } from "@tanstack/react-query";
import { App, Form, Input, Modal, Radio } from "antd";
import { api, ask, Problem, queries } from "../../api.ts";
import { companyTime } from "../../parts/clock.ts";
import { useNoun } from "../../parts/nouns.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { useText } from "../../texts/index.ts";
import { CategoryPick } from "../tickets/CategoryPick.tsx";
import type { Kind } from "../tickets/data.ts";
import { KindChoice } from "../tickets/KindChoice.tsx";
import { type Chat, chatChanged, type Message, queueChanged } from "./data.ts";

type Values = { kind: Kind; categoryId?: string; urgency: "low" | "normal" | "high"; subject: string; content: string };

/** Registers what cannot be settled in the chat; its content begins with what was said. */
export function MakeTicket({
  chat,
  messages,
  onClose,
}: {
  chat: Chat;
  messages: readonly Message[];
  onClose: () => void;
}) {
  const { t, pick } = useText();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const kind = Form.useWatch("kind", form) ?? "enquiry";
  const urgencies = useNoun("ticket")?.fields.find((field) => field.key === "urgency")?.choices ?? [];
  const said = messages.filter((one) => one.kind === "text" || one.kind === "file");
  const content = said
    .map((one) => {
      const who = one.side === "visitor" ? t("chat.visitor") : (one.staffName ?? "");
      return `${companyTime(one.at!).format("HH:mm")} ${who}：${one.body}`;
    })
    .join("\n");
  const first = said.find((one) => one.side === "visitor" && one.kind === "text")?.body ?? "";
  const register = useMutation({
    mutationFn: ({ categoryId, ...values }: Values) =>
      ask(
        api.POST("/api/v1/chats/{id}/ticket", {
          params: { path: { id: chat.id! } },
          body: { ...values, ...(categoryId && { categoryId }) },
        }),
      ),
    onSuccess: ({ number }) => {
      void message.success(t("chat.ticketMade", { number }));
      void chatChanged(chat.id!);
      queueChanged();
      void queries.invalidateQueries({ queryKey: ["ticket"] });
      onClose();
    },
    onError: (problem) => {
      if (problem instanceof Problem && problem.body.errors)
        form.setFields(problem.body.errors.map((one) => ({ name: one.field as never, errors: [one.reason] })));
    },
  });
  return (
    <Modal
      open
      title={t("chat.ticket")}
      okText={t("chat.register")}
      confirmLoading={register.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
      width={600}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{
          kind: "enquiry",
          urgency: "normal",
          subject: first.split("\n")[0]!.slice(0, 60),
          content: content.slice(-20_000),
        }}
        onFinish={(values) => register.mutate(values)}
      >
        <ProblemNote problem={register.error} />
        <Form.Item name="kind" label={t("chat.ticketKind")}>
          <KindChoice onPick={() => form.setFieldValue("categoryId", undefined)} />
        </Form.Item>
        <Form.Item name="categoryId" label={t("chat.ticketCategory")}>
          <CategoryPick kind={kind} />
        </Form.Item>
        <Form.Item name="urgency" label={pick(useUrgencyLabel())}>
          <Radio.Group
            optionType="button"
            options={urgencies.map((one) => ({ value: one.value, label: pick(one.label) }))}
          />
        </Form.Item>
        <Form.Item
          name="subject"
          label={t("chat.ticketSubject")}
          rules={[{ required: true, whitespace: true, message: t("chat.needed") }]}
        >
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item
          name="content"
          label={t("chat.ticketContent")}
          rules={[{ required: true, whitespace: true, message: t("chat.needed") }]}
        >
          <Input.TextArea autoSize={{ minRows: 5, maxRows: 12 }} maxLength={20_000} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

const useUrgencyLabel = () => useNoun("ticket")?.fields.find((field) => field.key === "urgency")?.label;

import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { App, Button, Checkbox, DatePicker, Form, Input, Radio, Select, Space } from "antd";
import type { Dayjs } from "dayjs";
import { useState } from "react";
import { api, ask } from "../../api.ts";
import { fromPicker } from "../../parts/clock.ts";
import { useDraft } from "../../parts/draft.ts";
import { useNoun } from "../../parts/nouns.ts";
import { PageHead } from "../../parts/PageHead.tsx";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { useUrlState } from "../../parts/url-state.ts";
import { useText } from "../../texts/index.ts";
import { DeskTabs } from "../DeskTabs.tsx";
import { CustomerSearch } from "./CustomerSearch.tsx";
import "./contacts.css";
import { keepContact } from "./data.ts";

type Values = {
  channel: string;
  customerId?: string;
  kind: "phone" | "email" | "social";
  value?: string;
  at?: Dayjs | null;
  subject?: string;
  content: string;
  done?: boolean;
};

/** Entered by hand: what no machine tells us of. The others can be, too, where a machine fails. */
const byHand = ["counter", "social", "opinion_box", "hotline", "email"];

/** Records a contact at the counter, over social media or the opinion box. */
export function NewContact() {
  const { t, pick } = useText();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [state] = useUrlState();
  const [form] = Form.useForm<Values>();
  const { draft, keep, drop } = useDraft<Omit<Values, "at">>("new-contact");
  const [another, setAnother] = useState(false);
  const channels = useNoun("serviceContact")?.fields.find((field) => field.key === "channel")?.choices ?? [];
  const start = {
    channel: state.channel ?? "counter",
    kind: "phone" as const,
    ...(state.customer && { customerId: state.customer }),
  };
  const save = useMutation({
    mutationFn: ({ kind, value, at, done, customerId, subject, channel, content }: Values) =>
      ask(
        api.POST("/api/v1/contacts", {
          body: {
            channel: channel as "counter",
            content,
            direction: "in",
            state: done ? "done" : "open",
            ...(customerId && { customerId }),
            ...(subject?.trim() && { subject: subject.trim() }),
            ...(value?.trim() && { counterpart: { kind, value: value.trim() } }),
            ...(at && { at: fromPicker(at) }),
          },
        }),
      ),
    onSuccess: (saved) => {
      drop();
      keepContact(saved);
      void message.success(t("contacts.recorded"));
      if (!another) return navigate({ to: "/desk" as "/", search: { open: saved.id! } as never });
      const { channel } = form.getFieldsValue();
      form.resetFields();
      form.setFieldsValue({ ...start, channel, content: "" });
      form.getFieldInstance("content")?.focus();
    },
  });
  return (
    <div className="page page-narrow">
      <DeskTabs />
      <PageHead title={t("contacts.newTitle")} />
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ ...start, ...draft }}
        onValuesChange={(_, { at: _at, ...values }) => keep(values)}
        onFinish={(values) => save.mutate(values)}
        scrollToFirstError={{ block: "center", focus: true }}
        onKeyDown={(event) => {
          if (!(event.ctrlKey || event.metaKey) || event.key !== "Enter") return;
          event.preventDefault();
          setAnother(false);
          form.submit();
        }}
      >
        <section className="panel">
          <div className="panel-body">
            <Form.Item name="channel" label={t("contacts.channel")}>
              <Radio.Group
                optionType="button"
                options={channels
                  .filter((one) => byHand.includes(one.value))
                  .sort((a, b) => byHand.indexOf(a.value) - byHand.indexOf(b.value))
                  .map((one) => ({ value: one.value, label: pick(one.label) }))}
              />
            </Form.Item>
            <Form.Item name="customerId" label={t("contacts.customer")}>
              <CustomerSearch autoFocus />
            </Form.Item>
            <Form.Item label={t("contacts.counterpart")}>
              <Space.Compact block>
                <Form.Item name="kind" noStyle>
                  <Select
                    style={{ width: 120 }}
                    aria-label={t("contacts.counterpart")}
                    options={[
                      { value: "phone", label: t("contacts.counterpartPhone") },
                      { value: "email", label: t("contacts.counterpartEmail") },
                      { value: "social", label: t("contacts.counterpartSocial") },
                    ]}
                  />
                </Form.Item>
                <Form.Item name="value" noStyle>
                  <Input maxLength={200} autoComplete="off" aria-label={t("contacts.counterpart")} />
                </Form.Item>
              </Space.Compact>
            </Form.Item>
            <Form.Item name="subject" label={t("contacts.subject")}>
              <Input maxLength={200} autoComplete="off" />
            </Form.Item>
            <Form.Item
              name="content"
              label={t("contacts.content")}
              validateTrigger="onBlur"
              rules={[{ required: true, whitespace: true, message: t("contacts.contentNeeded") }]}
            >
              <Input.TextArea
                autoSize={{ minRows: 5, maxRows: 16 }}
                maxLength={20_000}
                placeholder={t("contacts.contentHint")}
              />
            </Form.Item>
            <Form.Item name="at" label={t("contacts.when")}>
              <DatePicker showTime={{ format: "HH:mm" }} format="YYYY-MM-DD HH:mm" placeholder={t("contacts.now")} />
            </Form.Item>
            <Form.Item name="done" valuePropName="checked">
              <Checkbox>{t("contacts.done")}</Checkbox>
            </Form.Item>
            <ProblemNote problem={save.error} fields />
            <div className="row">
              <Button
                type="primary"
                htmlType="submit"
                loading={save.isPending && !another}
                onClick={() => setAnother(false)}
              >
                {t("contacts.record")}
              </Button>
              <Button htmlType="submit" loading={save.isPending && another} onClick={() => setAnother(true)}>
                {t("contacts.recordAnother")}
              </Button>
            </div>
          </div>
        </section>
      </Form>
    </div>
  );
}

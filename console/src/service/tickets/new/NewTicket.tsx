import { useMutation } from "@tanstack/react-query";
import { Alert, App, Button, Checkbox, Form, Input, Radio, Select } from "antd";
import { useEffect, useEffectEvent, useState } from "react";
import { api, ask, Problem, queries } from "../../../api.ts";
import { useDraft } from "../../../parts/draft.ts";
import { useNoun } from "../../../parts/nouns.ts";
import { PageHead } from "../../../parts/PageHead.tsx";
import { ProblemNote } from "../../../parts/ProblemNote.tsx";
import { useUrlState } from "../../../parts/url-state.ts";
import { Waiting } from "../../../parts/Waiting.tsx";
import { useText } from "../../../texts/index.ts";
import { DeskTabs } from "../../DeskTabs.tsx";
import { CategoryPick } from "../CategoryPick.tsx";
import { ticketChanged, useSortingRules } from "../data.ts";
import { Suggestions } from "../../knowledge/Suggestions.tsx";
import { KindChoice } from "../KindChoice.tsx";
import { layOutAnswer } from "../page/Composer.tsx";
import { TimeAhead } from "../TimeAhead.tsx";
import "../tickets.css";
import { CustomerPick } from "./CustomerPick.tsx";
import { type Entered, newTicketOf, useContactWords } from "./entered.ts";
import { Others } from "./Others.tsx";
import { Registered } from "./Registered.tsx";

/** Registers what a customer brings, in the order in which they speak; afterwards says who has it and why. */
export function NewTicket() {
  const [url] = useUrlState();
  return url.made ? (
    <Registered id={url.made} />
  ) : (
    <Registration key={`${url.customer ?? ""} ${url.contact ?? ""}`} customer={url.customer} contact={url.contact} />
  );
}

function Registration({ customer, contact }: { customer: string | undefined; contact: string | undefined }) {
  const { t, pick } = useText();
  const [, set] = useUrlState();
  const fields = useNoun("ticket")?.fields;
  const { draft, keep, drop } = useDraft<Entered>(`ticket.${contact ?? customer ?? "new"}`);
  const [restored, setRestored] = useState(Boolean(draft));
  const [form] = Form.useForm<Entered>();
  const start: Entered = {
    ...(customer && { customerId: customer }),
    kind: "enquiry",
    severity: "minor",
    urgency: "normal",
    source: "hotline",
  };
  const begin = draft ?? start;
  const customerId = Form.useWatch("customerId", form) ?? begin.customerId;
  const unknown = Form.useWatch("unknown", form) ?? begin.unknown;
  const kind = Form.useWatch("kind", form) ?? begin.kind;
  const sorting = useSortingRules();
  const [subject, content] = [Form.useWatch("subject", form) ?? "", Form.useWatch("content", form) ?? ""];
  const source = Form.useWatch("source", form) ?? begin.source;
  const heard = useContactWords(contact);
  const [answer, setAnswer] = useState("");
  const { message } = App.useApp();
  const fill = useEffectEvent((words: Partial<Entered>) => {
    // What was typed already stays; the contact fills what is still empty.
    if (!restored) form.setFieldsValue({ ...words, ...(customer && { customerId: customer }) } as never);
  });
  useEffect(() => {
    if (heard) fill(heard);
  }, [heard]);
  const save = useMutation({
    mutationFn: (entered: Entered) =>
      ask(api.POST("/api/v1/tickets", { body: newTicketOf(entered, contact) as never })),
    onSuccess: (made) => {
      drop();
      if (answer) layOutAnswer(made.id!, answer);
      queries.setQueryData(["tickets", made.id!], made);
      void ticketChanged();
      set({ made: made.id, customer: undefined, contact: undefined }, { push: true });
    },
    onError: (problem) => {
      if (problem instanceof Problem && problem.body.errors)
        form.setFields(problem.body.errors.map((one) => ({ name: one.field as never, errors: [one.reason] })));
    },
  });
  if (!fields) return <Waiting />;
  const labelOf = (key: string) => pick(fields.find((field) => field.key === key)?.label);
  const optionsOf = (key: string) =>
    (fields.find((field) => field.key === key)?.choices ?? []).map((one) => ({
      value: one.value,
      label: pick(one.label),
    }));
  const afresh = () => {
    drop();
    form.resetFields();
    form.setFieldsValue({
      ...Object.fromEntries(Object.keys(begin).map((key) => [key, undefined])),
      ...start,
    } as never);
    setRestored(false);
  };
  return (
    <div className="page ticket-new">
      <DeskTabs />
      <PageHead title={t("tickets.new")} />
      {restored && (
        <Alert
          type="info"
          showIcon
          title={t("customers.draftKept")}
          action={
            <Button size="small" onClick={afresh}>
              {t("customers.draftDrop")}
            </Button>
          }
        />
      )}
      <div className="ticket-new-columns">
        <Form<Entered>
          // Ids of its own: the frame has a `content` already.
          name="ticket"
          form={form}
          layout="vertical"
          initialValues={begin}
          onValuesChange={(_, values) => keep(values)}
          onFinish={(values) => save.mutate(values)}
          scrollToFirstError={{ block: "center", focus: true }}
          onKeyDown={(event) => {
            if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
              event.preventDefault();
              form.submit();
            }
          }}
        >
          <section className="panel">
            <div className="panel-body">
              <div className="form-pair">
                <Form.Item
                  name="customerId"
                  label={t("tickets.customer")}
                  className="form-grow"
                  rules={[{ required: !unknown, message: t("tickets.customerNeeded") }]}
                >
                  {unknown ? (
                    <Input disabled placeholder={t("tickets.nobodyKnown")} />
                  ) : (
                    <CustomerPick autoFocus={!customerId} />
                  )}
                </Form.Item>
                <Form.Item name="unknown" valuePropName="checked" label=" " colon={false} className="form-beside">
                  <Checkbox onChange={(event) => event.target.checked && form.setFieldValue("customerId", undefined)}>
                    {t("tickets.nobodyKnown")}
                  </Checkbox>
                </Form.Item>
              </div>
              <Form.Item name="kind" label={labelOf("kind")}>
                <KindChoice onPick={() => form.setFieldValue("categoryId", undefined)} />
              </Form.Item>
              <Form.Item
                name="categoryId"
                label={labelOf("categoryId")}
                extra={t("tickets.categoryLead")}
                rules={[
                  {
                    required: kind === "complaint" && sorting?.required === true,
                    message: t("tickets.chooseCategory"),
                  },
                ]}
              >
                <CategoryPick kind={kind} />
              </Form.Item>
              <Form.Item
                name="subject"
                label={labelOf("subject")}
                validateTrigger="onBlur"
                rules={[{ required: true, whitespace: true, min: 2, message: t("tickets.subjectNeeded") }]}
              >
                <Input
                  maxLength={200}
                  autoFocus={Boolean(customerId)}
                  autoComplete="off"
                  placeholder={t("tickets.subjectHint")}
                />
              </Form.Item>
              <Form.Item
                name="content"
                label={labelOf("content")}
                validateTrigger="onBlur"
                rules={[{ required: true, whitespace: true, message: t("tickets.contentNeeded") }]}
              >
                <Input.TextArea
                  autoSize={{ minRows: 5, maxRows: 16 }}
                  maxLength={20_000}
                  placeholder={t("tickets.contentHint")}
                />
              </Form.Item>
              <div className="form-pair">
                <Form.Item name="severity" label={labelOf("severity")}>
                  <Radio.Group optionType="button" options={optionsOf("severity")} />
                </Form.Item>
                <Form.Item name="urgency" label={labelOf("urgency")}>
                  <Radio.Group optionType="button" options={optionsOf("urgency")} />
                </Form.Item>
              </div>
              <Form.Item name="promisedAt" label={labelOf("promisedAt")} extra={t("tickets.promisedLead")}>
                <TimeAhead />
              </Form.Item>
              <Form.Item name="source" label={labelOf("source")} className="form-last">
                <Select style={{ maxWidth: 220 }} options={optionsOf("source")} />
              </Form.Item>
            </div>
          </section>
          <div className="form-foot">
            {save.error && (
              <div className="form-problem">
                <ProblemNote problem={save.error} fields />
              </div>
            )}
            <Button type="primary" htmlType="submit" loading={save.isPending}>
              {t("tickets.register")}
            </Button>
            <span className="quiet small form-keys">
              <kbd>Ctrl</kbd> <kbd>Enter</kbd>
            </span>
          </div>
        </Form>
        <aside className="stack">
          <Others
            customerId={unknown ? undefined : customerId}
            kind={kind}
            words={[subject, content].filter(Boolean).join("\n")}
            source={source}
          />
          <Suggestions
            text={[subject, content].filter(Boolean).join("\n")}
            {...(customerId && { customerId })}
            {...(contact && { contactId: contact })}
            onUse={(text) => {
              setAnswer(text);
              void message.info(t("tickets.answerKept"));
            }}
          />
          {answer && (
            <section className="panel">
              <div className="panel-head">
                <h2>{t("tickets.answerAfter")}</h2>
                <Button size="small" type="link" onClick={() => setAnswer("")}>
                  {t("tickets.remove")}
                </Button>
              </div>
              <p className="side-none pre-wrap">{answer}</p>
            </section>
          )}
        </aside>
      </div>
    </div>
  );
}

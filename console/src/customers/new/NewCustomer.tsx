import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Alert, App, Button, Form, Input } from "antd";
import { useState } from "react";
import { api, ask, Problem, queries } from "../../api.ts";
import { useDraft } from "../../parts/draft.ts";
import { FieldInput } from "../../parts/FieldInput.tsx";
import { type FieldDescription, useNoun } from "../../parts/nouns.ts";
import { PageHead } from "../../parts/PageHead.tsx";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { Waiting } from "../../parts/Waiting.tsx";
import { useText } from "../../texts/index.ts";
import "../customers.css";
import { ConsentPart } from "./ConsentPart.tsx";
import { ContactRows } from "./ContactRows.tsx";
import { type Entered, keyPersonsOf, newCustomerOf } from "./entered.ts";
import { IdentifierRows } from "./IdentifierRows.tsx";
import { KeyPersonRows } from "./KeyPersonRows.tsx";
import { saveRecord } from "../page/records.ts";

const noticeKey = "youzhang.notice";

/** The facts in the order in which the customer speaks; which of them show depends on the kind. */
const first = ["division", "memberNumber", "channel", "joinedOn"];
const further = {
  person: ["gender", "birthDate", "interests"],
  organisation: ["organisationType", "legalRepresentative", "industry", "scale", "businessScope", "budget"],
};

/** Enters a customer: one column, draft kept, Ctrl Enter saves. */
export function NewCustomer() {
  const { t, pick } = useText();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const fields = useNoun("customer")?.fields;
  const { draft, keep, drop } = useDraft<Entered>("customer");
  const [form] = Form.useForm<Entered>();
  const kind = Form.useWatch(["facts", "kind"], form) ?? draft?.facts.kind ?? "person";
  const [restored, setRestored] = useState(Boolean(draft));
  const [another, setAnother] = useState(false);
  const save = useMutation({
    mutationFn: async (entered: Entered) => {
      const made = await ask(api.POST("/api/v1/customers", { body: newCustomerOf(entered) as never }));
      // The customer is there already: a person that is refused is added again on its page, not lost silently.
      const kept = await Promise.allSettled(
        keyPersonsOf(entered).map((person) => saveRecord(made.customerId!, "key-persons", person)),
      );
      return { made, refused: kept.filter((one) => one.status === "rejected").length };
    },
    onSuccess: ({ made, refused }, entered) => {
      drop();
      if (entered.consent?.notice) localStorage.setItem(noticeKey, entered.consent.notice);
      void queries.invalidateQueries({ queryKey: ["customer"] });
      void message.success(t("customers.saved", { name: made.name ?? "" }));
      if (refused) void message.warning(t("customers.personsRefused", { count: refused }), 8);
      if (!another) return navigate({ to: `/customers/${made.customerId}` });
      form.resetFields();
      setRestored(false);
      form.getFieldInstance(["facts", "name"])?.focus();
    },
    onError: (problem) => {
      if (problem instanceof Problem && problem.body.errors)
        form.setFields(
          problem.body.errors.map((one) => ({
            name: one.field.split(".").map((part) => (/^\d+$/.test(part) ? Number(part) : part)) as never,
            errors: [one.reason],
          })),
        );
    },
  });
  if (!fields) return <Waiting />;
  const writable = (keys: readonly string[]) =>
    keys
      .map((key) => fields.find((field) => field.key === key && field.writable))
      .filter((field): field is FieldDescription => Boolean(field));
  const item = (field: FieldDescription) => (
    <Form.Item key={field.key} name={["facts", field.key]} label={pick(field.label)}>
      <FieldInput field={field} />
    </Form.Item>
  );
  const kindField = fields.find((field) => field.key === "kind");
  const start: Entered = {
    facts: { kind: "person" },
    contacts: [{ kind: "phone", value: "" }],
    // The version of the notice seldom changes from one customer to the next.
    consent: { notice: localStorage.getItem(noticeKey) ?? "" },
  };
  return (
    <div className="page page-narrow">
      <PageHead title={t("customers.new")} />
      {restored && (
        <Alert
          type="info"
          showIcon
          title={t("customers.draftKept")}
          action={
            <Button
              size="small"
              onClick={() => {
                drop();
                form.setFieldsValue(start as never);
                form.resetFields();
                form.setFieldsValue(start as never);
                setRestored(false);
              }}
            >
              {t("customers.draftDrop")}
            </Button>
          }
        />
      )}
      <Form<Entered>
        form={form}
        layout="vertical"
        initialValues={draft ?? start}
        onValuesChange={(_, values) => keep(values)}
        onFinish={(values) => save.mutate(values)}
        scrollToFirstError={{ block: "center", focus: true }}
        onKeyDown={(event) => {
          if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
            event.preventDefault();
            setAnother(false);
            form.submit();
          }
        }}
      >
        <section className="panel">
          <div className="panel-body">
            {kindField && (
              <Form.Item name={["facts", "kind"]} label={pick(kindField.label)}>
                <FieldInput field={kindField} />
              </Form.Item>
            )}
            <Form.Item
              name={["facts", "name"]}
              label={pick(fields.find((field) => field.key === "name")?.label)}
              validateTrigger="onBlur"
              rules={[{ required: true, whitespace: true, message: t("customers.nameNeeded") }]}
            >
              <Input autoFocus maxLength={200} autoComplete="off" />
            </Form.Item>
            <Form.Item label={t("customers.contact")}>
              <ContactRows />
            </Form.Item>
            {writable(first.slice(0, 1)).map(item)}
            <Form.Item name="address" label={t("customers.address")}>
              <Input maxLength={300} autoComplete="off" />
            </Form.Item>
            <IdentifierRows />
            {writable(first.slice(1)).map(item)}
          </div>
        </section>
        {writable(further[kind === "organisation" ? "organisation" : "person"]).length > 0 && (
          <section className="panel form-section">
            <div className="panel-head">
              <h2>{t("customers.more")}</h2>
            </div>
            <div className="panel-body">
              {kind === "organisation" && <KeyPersonRows />}
              {writable(further[kind === "organisation" ? "organisation" : "person"]).map(item)}
            </div>
          </section>
        )}
        <ConsentPart />
        <div className="form-foot">
          {save.error && (
            <div className="form-problem">
              <ProblemNote problem={save.error} fields />
            </div>
          )}
          <Button
            type="primary"
            htmlType="submit"
            loading={save.isPending && !another}
            onClick={() => setAnother(false)}
          >
            {t("customers.save")}
          </Button>
          <Button htmlType="submit" loading={save.isPending && another} onClick={() => setAnother(true)}>
            {t("customers.saveAndNext")}
          </Button>
          <span className="quiet small form-keys">
            <kbd>Ctrl</kbd> <kbd>Enter</kbd>
          </span>
        </div>
      </Form>
    </div>
  );
}

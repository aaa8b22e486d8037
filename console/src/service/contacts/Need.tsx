import { useMutation } from "@tanstack/react-query";
import { App, Button, Form, Input, Radio, Select } from "antd";
import { useState } from "react";
import { api, ask } from "../../api.ts";
import { useMe } from "../../frame/me.ts";
import { useChoices, useNoun } from "../../parts/nouns.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { Tag, type Tone } from "../../parts/Tag.tsx";
import { When } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import { type Contact, keepContact } from "./data.ts";

const tones: Record<string, Tone> = { none: "plain", routine: "good", priority: "warn", specialist: "bad" };

/** The need behind a contact, and how it is followed up; a short form where it is not analysed yet. */
export function Need({ contact }: { contact: Contact }) {
  const { t } = useText();
  const { may } = useMe();
  const [editing, setEditing] = useState(false);
  const typeOf = useChoices("serviceContact", "needType");
  const urgencyOf = useChoices("serviceContact", "needUrgency");
  const satisfactionOf = useChoices("serviceContact", "satisfaction");
  const followOf = useChoices("serviceContact", "followUp");
  const records = may("service.contacts.record");
  if (editing) return <NeedForm contact={contact} onDone={() => setEditing(false)} />;
  if (!contact.needType)
    return records ? (
      <Button onClick={() => setEditing(true)}>{t("contacts.needAdd")}</Button>
    ) : (
      <span className="quiet">—</span>
    );
  const facts = [
    [t("contacts.needType"), typeOf(contact.needType)],
    [t("contacts.needUrgency"), urgencyOf(contact.needUrgency)],
    [t("contacts.needSatisfaction"), contact.satisfaction && satisfactionOf(contact.satisfaction)],
    [t("contacts.needFeatures"), contact.featuresWanted],
    [t("contacts.needLatent"), contact.latentNeeds],
  ];
  return (
    <>
      <dl className="contact-facts">
        {contact.followUp && (
          <>
            <dt>{t("contacts.needFollow")}</dt>
            <dd>
              <Tag tone={tones[contact.followUp] ?? "plain"}>{followOf(contact.followUp)}</Tag>
            </dd>
          </>
        )}
        {facts.map(([label, value]) =>
          value ? [<dt key={label}>{label}</dt>, <dd key={`${label} `}>{value}</dd>] : null,
        )}
      </dl>
      <p className="spread quiet small">
        <span>
          {t("contacts.needBy", { name: contact.needRecordedByName ?? "" })} <When at={contact.needRecordedAt} />
        </span>
        {records && (
          <Button type="text" size="small" onClick={() => setEditing(true)}>
            {t("contacts.needEdit")}
          </Button>
        )}
      </p>
    </>
  );
}

type Values = {
  needType: string;
  needUrgency: string;
  satisfaction?: string;
  featuresWanted?: string;
  latentNeeds?: string;
};

function NeedForm({ contact, onDone }: { contact: Contact; onDone: () => void }) {
  const { t, pick } = useText();
  const { message } = App.useApp();
  const fields = useNoun("serviceContact")?.fields ?? [];
  const [form] = Form.useForm<Values>();
  const options = (key: string) =>
    (fields.find((field) => field.key === key)?.choices ?? []).map((one) => ({
      value: one.value,
      label: pick(one.label),
    }));
  const save = useMutation({
    mutationFn: (values: Values) =>
      ask(
        api.POST("/api/v1/contacts/{id}/need", {
          params: { path: { id: contact.id! } },
          body: Object.fromEntries(Object.entries(values).filter(([, value]) => value)) as never,
        }),
      ),
    onSuccess: (saved) => {
      keepContact(saved);
      void message.success(t("contacts.needSaved"));
      onDone();
    },
  });
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      initialValues={{
        needUrgency: contact.needUrgency ?? "normal",
        ...(contact.needType && { needType: contact.needType }),
        ...(contact.satisfaction && { satisfaction: contact.satisfaction }),
        featuresWanted: contact.featuresWanted ?? "",
        latentNeeds: contact.latentNeeds ?? "",
      }}
      onFinish={(values) => save.mutate(values)}
      onKeyDown={(event) => (event.ctrlKey || event.metaKey) && event.key === "Enter" && form.submit()}
    >
      <Form.Item
        name="needType"
        label={t("contacts.needType")}
        rules={[{ required: true, message: t("contacts.needTypeNeeded") }]}
      >
        <Select autoFocus options={options("needType")} />
      </Form.Item>
      <Form.Item name="needUrgency" label={t("contacts.needUrgency")}>
        <Radio.Group optionType="button" options={options("needUrgency")} />
      </Form.Item>
      <Form.Item name="satisfaction" label={t("contacts.needSatisfaction")}>
        <Radio.Group optionType="button" options={options("satisfaction")} />
      </Form.Item>
      <Form.Item name="featuresWanted" label={t("contacts.needFeatures")}>
        <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} maxLength={1000} />
      </Form.Item>
      <Form.Item name="latentNeeds" label={t("contacts.needLatent")}>
        <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} maxLength={1000} />
      </Form.Item>
      <ProblemNote problem={save.error} fields />
      <div className="row">
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t("contacts.needSave")}
        </Button>
        <Button type="text" onClick={onDone}>
          {t("parts.cancel")}
        </Button>
      </div>
    </Form>
  );
}

import { EditOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { App, Button, Form, Input } from "antd";
import { useState } from "react";
import { api, ask } from "../api.ts";
import { useText } from "../texts/index.ts";
import { ClauseText } from "./ClauseText.tsx";
import { type Clause, policiesChanged, type Version } from "./data.ts";
import { saveOnKey } from "./save-key.ts";
import { SaveNote } from "./SaveNote.tsx";

type Words = Pick<Clause, "title" | "text">;
type Props = { readonly version: Version; readonly clause: Clause };

function useSaveClause({ version, clause }: Props, onDone: () => void) {
  const { t } = useText();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: (change: Partial<Words> & { values?: Record<string, string | number | boolean | null> }) =>
      ask(
        api.PATCH("/api/v1/policy-versions/{id}/clauses/{number}", {
          params: { path: { id: version.id, number: clause.number } },
          body: { version: version.version, ...change },
        }),
      ),
    onSuccess: async () => {
      await policiesChanged();
      void message.success(t("policies.saved"));
      onDone();
    },
  });
}

/** The words of a draft's clause, edited in both languages. */
export function ClauseWords({ version, clause }: Props) {
  const { t } = useText();
  const [editing, setEditing] = useState(false);
  const [form] = Form.useForm<Words>();
  const save = useSaveClause({ version, clause }, () => setEditing(false));
  if (!editing)
    return (
      <div className="clause-words-box">
        <p className="clause-words">
          <ClauseText clause={clause} />
        </p>
        <Button size="small" icon={<EditOutlined />} onClick={() => setEditing(true)}>
          {t("policies.editText")}
        </Button>
      </div>
    );
  const rules = [{ required: true, whitespace: true, message: t("policies.textNeeded") }];
  return (
    <Form
      form={form}
      layout="vertical"
      initialValues={{ title: clause.title, text: clause.text }}
      onFinish={(words: Words) => save.mutate(words)}
      onKeyDown={saveOnKey(() => form.submit())}
    >
      {(["zh", "en"] as const).map((language) => (
        <fieldset key={language} className="words-language">
          <legend>{t(`policies.${language}`)}</legend>
          <Form.Item name={["title", language]} label={t("policies.clauseTitle")} rules={rules} validateTrigger="onBlur">
            <Input />
          </Form.Item>
          <Form.Item
            name={["text", language]}
            label={t("policies.clauseText")}
            rules={rules}
            validateTrigger="onBlur"
            extra={language === "en" ? t("policies.textHint") : undefined}
          >
            <Input.TextArea autoSize={{ minRows: 4, maxRows: 14 }} />
          </Form.Item>
        </fieldset>
      ))}
      <SaveNote problem={save.error} onReload={() => save.reset()} />
      <div className="row form-end">
        <Button onClick={() => setEditing(false)}>{t("parts.cancel")}</Button>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t("parts.save")}
        </Button>
      </div>
    </Form>
  );
}

/** Values that the text names and no bound control reads; in a draft they can be set. */
export function FreeValues({ version, clause, edits }: Props & { readonly edits: boolean }) {
  const { t, pick } = useText();
  const free = clause.values.filter(
    (value) => !clause.controls.some((one) => value.name.startsWith(`${one.control}.`)),
  );
  const save = useSaveClause({ version, clause }, () => {});
  if (free.length === 0) return null;
  return (
    <section className="control-part">
      <h4>{t("policies.values")}</h4>
      <dl className="parameters">
        {free.map((value) => (
          <div key={value.name}>
            <dt>
              <code className="value-name">{value.name}</code>
            </dt>
            <dd>
              {edits ? (
                <Input
                  defaultValue={String(value.default)}
                  aria-label={value.name}
                  onBlur={(event) => {
                    const text = event.target.value.trim();
                    if (!text || text === String(value.default)) return;
                    save.mutate({ values: { [value.name]: typeof value.default === "number" ? Number(text) : text } });
                  }}
                  onPressEnter={(event) => event.currentTarget.blur()}
                />
              ) : (
                pick(value.shown)
              )}
              <span className={`origin origin-${value.origin}`}>{t(`policies.${value.origin}`)}</span>
            </dd>
          </div>
        ))}
      </dl>
      <SaveNote problem={save.error} onReload={() => save.reset()} />
    </section>
  );
}

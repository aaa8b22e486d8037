import { useMutation } from "@tanstack/react-query";
import { App, Button, Form, Input, Popconfirm } from "antd";
import { type ChangeEvent, type FocusEvent, type KeyboardEvent, useRef, useState } from "react";
import { api, ask, Problem } from "../../api.ts";
import { useDraft } from "../../parts/draft.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { useText } from "../../texts/index.ts";
import { keepTemplate, type Template } from "./data.ts";
import { useExamples } from "./examples.ts";
import { textParts, unknownPlaces } from "./fill.ts";
import { Preview } from "./Preview.tsx";
import { TemplateHead } from "./TemplateHead.tsx";
import { Variables } from "./Variables.tsx";

type Wording = Pick<Template, "emailSubject" | "emailBody" | "smsBody"> & { smsNumber: string };
type Field = "emailSubject" | "emailBody" | "smsBody";
type Input = HTMLInputElement | HTMLTextAreaElement;

const wordingOf = ({ emailSubject, emailBody, smsBody, smsNumber }: Template): Wording => ({
  emailSubject,
  emailBody,
  smsBody,
  smsNumber: smsNumber ?? "",
});

/** One template: its words over each way, what they may speak of, and how they look in the end. */
export function TemplateEditor({ template }: { template: Template }) {
  const { t } = useText();
  const { message } = App.useApp();
  const { draft, keep, drop } = useDraft<Wording>(`template.${template.key}.${template.version}`);
  const [words, setWords] = useState<Wording>(draft ?? wordingOf(template));
  const examples = useExamples(template);
  const writing = useRef<{ field: Field; input: Input }>(undefined);
  const change = (patch: Partial<Wording>) => {
    const next = { ...words, ...patch };
    setWords(next);
    keep(next);
  };
  const changed = JSON.stringify(words) !== JSON.stringify(wordingOf(template));

  const path = { params: { path: { key: template.key } } };
  const save = useMutation({
    mutationFn: () =>
      ask(
        api.PUT("/api/v1/message-templates/{key}", {
          ...path,
          body: { ...words, smsNumber: words.smsNumber.trim() || null, version: template.version },
        }),
      ),
    onSuccess: (saved) => {
      drop();
      void message.success(t("messages.saved"));
      keepTemplate(saved);
    },
  });
  const reset = useMutation({
    mutationFn: () => ask(api.DELETE("/api/v1/message-templates/{key}", path)),
    onSuccess: (shipped) => {
      drop();
      void message.success(t("messages.resetDone"));
      keepTemplate(shipped);
    },
  });
  const refusal = save.error instanceof Problem ? save.error : undefined;
  const wrong = (field: Field) => {
    const unknown = unknownPlaces(words[field], examples);
    const help =
      refusal?.reasonAt(field) ??
      (!words[field].trim()
        ? t("messages.needed")
        : unknown.length
          ? t("messages.noVariable", { name: unknown.join(" ") })
          : undefined);
    return help ? { validateStatus: "error" as const, help } : {};
  };
  const input = (field: Field) => ({
    value: words[field],
    onFocus: (event: FocusEvent<Input>) => (writing.current = { field, input: event.target }),
    onChange: (event: ChangeEvent<Input>) => {
      save.reset();
      change({ [field]: event.target.value });
    },
  });
  /** Puts a place where the cursor stands, and the cursor behind it. */
  const insert = (name: string) => {
    const field = writing.current?.field ?? "emailBody";
    const text = words[field];
    const element = writing.current?.input;
    const from = element?.selectionStart ?? text.length;
    change({ [field]: `${text.slice(0, from)}{${name}}${text.slice(element?.selectionEnd ?? from)}` });
    const behind = from + name.length + 2;
    window.setTimeout(() => {
      element?.focus();
      element?.setSelectionRange(behind, behind);
    });
  };

  return (
    <section className="panel template">
      <TemplateHead template={template} />
      <div className="template-body">
        <Form
          layout="vertical"
          requiredMark={false}
          className="template-form"
          onKeyDown={(event: KeyboardEvent) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && changed) save.mutate();
          }}
        >
          <Variables template={template} onChoose={insert} />
          <h3>{t("messages.email")}</h3>
          <Form.Item label={t("messages.subject")} {...wrong("emailSubject")}>
            <Input maxLength={200} {...input("emailSubject")} />
          </Form.Item>
          <Form.Item label={t("messages.text")} {...wrong("emailBody")}>
            <Input.TextArea autoSize={{ minRows: 8, maxRows: 20 }} maxLength={5000} {...input("emailBody")} />
          </Form.Item>
          <h3>{t("messages.sms")}</h3>
          <Form.Item
            label={t("messages.text")}
            extra={t("messages.smsLength", { count: words.smsBody.length, parts: textParts(words.smsBody.length) })}
            {...wrong("smsBody")}
          >
            <Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} maxLength={500} {...input("smsBody")} />
          </Form.Item>
          <Form.Item label={t("messages.smsNumber")} extra={t("messages.smsNumberLead")}>
            <Input
              value={words.smsNumber}
              maxLength={50}
              onChange={(event) => change({ smsNumber: event.target.value })}
            />
          </Form.Item>
          <ProblemNote problem={refusal?.body.errors ? undefined : (save.error ?? reset.error)} />
          <div className="row template-actions">
            <Button type="primary" disabled={!changed} loading={save.isPending} onClick={() => save.mutate()}>
              {t("messages.save")}
            </Button>
            {changed && (
              <Button
                onClick={() => {
                  save.reset();
                  drop();
                  setWords(wordingOf(template));
                }}
              >
                {t("messages.discard")}
              </Button>
            )}
            {template.version > 0 && (
              <Popconfirm
                title={t("messages.resetAsk")}
                description={t("messages.resetAskLead")}
                okText={t("messages.reset")}
                cancelText={t("messages.keep")}
                onConfirm={() => reset.mutate()}
              >
                <Button loading={reset.isPending}>{t("messages.reset")}</Button>
              </Popconfirm>
            )}
          </div>
        </Form>
        <Preview words={words} examples={examples} />
      </div>
    </section>
  );
}

import { Checkbox, Form, Input } from "antd";
import { FieldInput } from "../../parts/FieldInput.tsx";
import { useNoun } from "../../parts/nouns.ts";
import { useText } from "../../texts/index.ts";

export type ConsentValue = { purposes?: string[]; evidenceKind?: string; evidence?: string; notice?: string };

/** What a new customer agrees to: nothing is ticked beforehand; one evidence for all that is. */
export function ConsentPart() {
  const { t, pick } = useText();
  const form = Form.useFormInstance();
  const purposes = (Form.useWatch(["consent", "purposes"], form) ?? []) as string[];
  const fields = useNoun("consent")?.fields ?? [];
  const field = (key: string) => fields.find((one) => one.key === key && one.writable);
  const purpose = field("purpose");
  const kind = field("evidenceKind");
  if (!purpose || !kind) return null;
  const rules = [{ required: purposes.length > 0, message: t("customers.consentEvidenceNeeded") }];
  return (
    <section className="panel form-section">
      <div className="panel-head">
        <h2>{t("customers.consent")}</h2>
      </div>
      <div className="panel-body">
        <p className="quiet form-lead">{t("customers.consentLead")}</p>
        <Form.Item name={["consent", "purposes"]} label={t("customers.consentPurposes")}>
          <Checkbox.Group
            className="consent-purposes"
            options={purpose.choices?.map((one) => ({ value: one.value, label: pick(one.label) })) ?? []}
          />
        </Form.Item>
        {purposes.length > 0 && (
          <>
            <Form.Item name={["consent", "evidenceKind"]} label={pick(kind.label)} rules={rules}>
              <FieldInput field={kind} />
            </Form.Item>
            <Form.Item name={["consent", "evidence"]} label={t("customers.consentEvidenceNote")} rules={rules}>
              <Input maxLength={300} />
            </Form.Item>
            <Form.Item name={["consent", "notice"]} label={t("customers.consentNotice")}>
              <Input maxLength={100} />
            </Form.Item>
          </>
        )}
      </div>
    </section>
  );
}

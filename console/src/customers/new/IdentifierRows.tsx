import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Form, Input, Select } from "antd";
import { useNoun } from "../../parts/nouns.ts";
import { useText } from "../../texts/index.ts";

export type IdentifierValue = { kind: string; value: string };

/** Identity numbers of a new customer; they need the customer's consent, which the form asks for below. */
export function IdentifierRows() {
  const { t, pick } = useText();
  const fields = useNoun("identifier")?.fields ?? [];
  const kind = fields.find((field) => field.key === "kind" && field.writable);
  if (!kind) return null;
  const kinds = (kind.choices ?? []).map((one) => ({ value: one.value, label: pick(one.label) }));
  return (
    <Form.Item label={t("customers.identifier")} extra={t("customers.identityLead")}>
      <Form.List name="identifiers">
        {(rows, { add, remove }) => (
          <div className="contact-rows">
            {rows.map((row) => (
              <div key={row.key} className="contact-row contact-row-two">
                <Form.Item name={[row.name, "kind"]} noStyle>
                  <Select options={kinds} aria-label={pick(kind.label)} popupMatchSelectWidth={false} />
                </Form.Item>
                <Form.Item
                  name={[row.name, "value"]}
                  validateTrigger="onBlur"
                  rules={[{ required: true, whitespace: true, min: 5, message: t("customers.identifierNeeded") }]}
                >
                  <Input aria-label={t("customers.identifier")} autoComplete="off" maxLength={40} />
                </Form.Item>
                <Button
                  type="text"
                  icon={<DeleteOutlined />}
                  aria-label={t("customers.remove")}
                  onClick={() => remove(row.name)}
                />
              </div>
            ))}
            <Button type="dashed" size="small" icon={<PlusOutlined />} onClick={() => add({ kind: kinds[0]?.value })}>
              {t("customers.addIdentifier")}
            </Button>
          </div>
        )}
      </Form.List>
    </Form.Item>
  );
}

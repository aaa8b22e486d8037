import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Checkbox, Form, Input } from "antd";
import { useNoun } from "../../parts/nouns.ts";
import { useText } from "../../texts/index.ts";

export type KeyPersonValue = { name: string; title?: string; isDecider?: boolean };

/** Who speaks and decides for a new organisation. */
export function KeyPersonRows() {
  const { t } = useText();
  const writes = useNoun("keyPerson")?.fields.some((field) => field.key === "name" && field.writable);
  if (!writes) return null;
  return (
    <Form.Item label={t("customers.keyPersons")}>
      <Form.List name="keyPersons">
        {(rows, { add, remove }) => (
          <div className="contact-rows">
            {rows.map((row) => (
              <div key={row.key} className="contact-row contact-row-person">
                <Form.Item
                  name={[row.name, "name"]}
                  validateTrigger="onBlur"
                  rules={[{ required: true, whitespace: true, message: t("customers.personNeeded") }]}
                >
                  <Input
                    aria-label={t("customers.personName")}
                    placeholder={t("customers.personName")}
                    maxLength={100}
                  />
                </Form.Item>
                <Form.Item name={[row.name, "title"]} noStyle>
                  <Input
                    aria-label={t("customers.personTitle")}
                    placeholder={t("customers.personTitle")}
                    maxLength={100}
                  />
                </Form.Item>
                <Form.Item name={[row.name, "isDecider"]} valuePropName="checked" noStyle>
                  <Checkbox>{t("customers.decider")}</Checkbox>
                </Form.Item>
                <Button
                  type="text"
                  icon={<DeleteOutlined />}
                  aria-label={t("customers.remove")}
                  onClick={() => remove(row.name)}
                />
              </div>
            ))}
            <Button type="dashed" size="small" icon={<PlusOutlined />} onClick={() => add({})}>
              {t("customers.addPerson")}
            </Button>
          </div>
        )}
      </Form.List>
    </Form.Item>
  );
}

import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Form, Input, Select } from "antd";
import { useText } from "../../texts/index.ts";

export type ContactValue = { kind: "phone" | "email" | "social"; value: string; label?: string };

/** Phones, mails and accounts of a new customer; the first is the preferred one. */
export function ContactRows() {
  const { t } = useText();
  const kinds = (["phone", "email", "social"] as const).map((value) => ({ value, label: t(`customers.${value}`) }));
  return (
    <Form.List name="contacts">
      {(rows, { add, remove }) => (
        <div className="contact-rows">
          {rows.map((row, at) => (
            <div key={row.key} className="contact-row">
              <Form.Item name={[row.name, "kind"]} noStyle>
                <Select options={kinds} aria-label={t("customers.contact")} />
              </Form.Item>
              <Form.Item
                name={[row.name, "value"]}
                validateTrigger="onBlur"
                dependencies={[["contacts", row.name, "kind"]]}
                rules={[
                  ({ getFieldValue }) => ({
                    validator: (_, value: string | undefined) => {
                      const kind = getFieldValue(["contacts", row.name, "kind"]) as string;
                      if (!value?.trim())
                        return at === 0 ? Promise.resolve() : Promise.reject(new Error(t("customers.contactNeeded")));
                      if (kind === "phone" && !/^\+?\d{7,15}$/.test(value.replace(/[\s-]/g, "")))
                        return Promise.reject(new Error(t("customers.phoneWrong")));
                      if (kind === "email" && !/^\S+@\S+\.\S+$/.test(value.trim()))
                        return Promise.reject(new Error(t("customers.emailWrong")));
                      return Promise.resolve();
                    },
                  }),
                ]}
              >
                <Input aria-label={t("customers.contact")} inputMode="text" />
              </Form.Item>
              <Form.Item name={[row.name, "label"]} noStyle>
                <Input placeholder={t("customers.contactNote")} aria-label={t("customers.contactNote")} />
              </Form.Item>
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label={t("customers.remove")}
                disabled={rows.length === 1}
                onClick={() => remove(row.name)}
              />
            </div>
          ))}
          <Button type="dashed" size="small" icon={<PlusOutlined />} onClick={() => add({ kind: "phone" })}>
            {t("customers.addContact")}
          </Button>
        </div>
      )}
    </Form.List>
  );
}

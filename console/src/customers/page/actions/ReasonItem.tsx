import { Form, Input } from "antd";
import { useText } from "../../../texts/index.ts";

/** The reason that goes to the customer's file. */
export function ReasonItem({ autoFocus = false }: { autoFocus?: boolean }) {
  const { t } = useText();
  return (
    <Form.Item
      name="reason"
      label={t("customers.reason")}
      rules={[{ required: true, whitespace: true, min: 4, message: t("customers.reasonNeeded") }]}
    >
      <Input.TextArea rows={3} maxLength={500} autoFocus={autoFocus} />
    </Form.Item>
  );
}

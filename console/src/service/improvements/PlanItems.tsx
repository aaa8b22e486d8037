import { DatePicker, Form, Input } from "antd";
import type { Dayjs } from "dayjs";
import { companyTime } from "../../parts/clock.ts";
import { useNow } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import { PersonSelect } from "../complaint/PersonSelect.tsx";

export type Plan = { measure: string; ownerId: string; dueOn: Dayjs };

/** What is done, by whom, until when. */
export function PlanItems() {
  const { t } = useText();
  const now = useNow();
  const needed = [{ required: true, message: t("improvements.needed") }];
  return (
    <>
      <Form.Item
        name="measure"
        label={t("improvements.measure")}
        rules={[{ required: true, whitespace: true, min: 2, message: t("improvements.needed") }]}
        validateTrigger="onBlur"
      >
        <Input.TextArea autoSize={{ minRows: 3 }} maxLength={2000} />
      </Form.Item>
      <div className="step-pair">
        <Form.Item name="ownerId" label={t("improvements.owner")} rules={needed}>
          <PersonSelect />
        </Form.Item>
        <Form.Item name="dueOn" label={t("improvements.dueOn")} rules={needed}>
          <DatePicker minDate={companyTime(now).startOf("day")} style={{ width: "100%" }} />
        </Form.Item>
      </div>
    </>
  );
}

export const bodyOf = ({ measure, ownerId, dueOn }: Plan) => ({
  measure,
  ownerId,
  dueOn: dueOn.format("YYYY-MM-DD"),
});

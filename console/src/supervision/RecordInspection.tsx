import { DatePicker, Form, Input, Select } from "antd";
import type { Dayjs } from "dayjs";
import { api, ask } from "../api.ts";
import { useDepartments, useStaff } from "../compliance/data.ts";
import { useMe } from "../frame/me.ts";
import { useText } from "../texts/index.ts";
import { Ask } from "./Ask.tsx";

type Values = { departmentId: string; findings: string; ownerId?: string; correctBy?: Dayjs | null };

/** Records an inspection of a department and what was found. */
export function RecordInspection() {
  const { t, language } = useText();
  const { may } = useMe();
  const departments = useDepartments();
  const staff = useStaff();
  if (!may("supervision.inspect")) return null;
  return (
    <Ask<Values>
      label={t("supervision.record")}
      primary
      save={({ departmentId, findings, ownerId, correctBy }) =>
        ask(
          api.POST("/api/v1/inspections", {
            body: {
              departmentId,
              findings,
              ...(ownerId && { ownerId }),
              ...(correctBy && { correctBy: correctBy.format("YYYY-MM-DD") }),
            },
          }),
        )
      }
    >
      <Form.Item
        name="departmentId"
        label={t("supervision.department")}
        rules={[{ required: true, message: t("supervision.needed") }]}
      >
        <Select
          showSearch={{ optionFilterProp: "label" }}
          options={departments.map((one) => ({
            value: one.id,
            label: language === "en" ? (one.nameEn ?? one.name) : one.name,
          }))}
        />
      </Form.Item>
      <Form.Item
        name="findings"
        label={t("supervision.findings")}
        rules={[{ required: true, whitespace: true, min: 2, message: t("supervision.findingsNeeded") }]}
        validateTrigger="onBlur"
      >
        <Input.TextArea autoSize={{ minRows: 3 }} maxLength={5000} />
      </Form.Item>
      <Form.Item name="ownerId" label={t("supervision.owner")}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          options={staff.map((one) => ({ value: one.id, label: one.name }))}
        />
      </Form.Item>
      <Form.Item name="correctBy" label={t("supervision.correctBy")}>
        <DatePicker />
      </Form.Item>
    </Ask>
  );
}

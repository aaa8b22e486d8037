import { Form, Radio } from "antd";
import { api, ask } from "../../../api.ts";
import { GradeTag } from "../../../parts/GradeTag.tsx";
import { useNoun } from "../../../parts/nouns.ts";
import { useText } from "../../../texts/index.ts";
import type { Customer } from "../data.ts";
import { GradeWhy } from "../GradeWhy.tsx";
import { ActionDialog } from "./ActionDialog.tsx";
import { ReasonItem } from "./ReasonItem.tsx";

type Values = { grade: string; reason: string };

/** A person's word against the table, with a reason; beside it why the present grade stands. */
export function SetGrade({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const { t } = useText();
  const id = customer.customerId!;
  const grades = useNoun("customer")?.fields.find((field) => field.key === "grade")?.choices ?? [];
  return (
    <ActionDialog<Values>
      id={id}
      title={t("customers.gradeTitle")}
      lead={t("customers.gradeLead")}
      doIt={t("customers.gradeDo")}
      done={t("customers.gradeDone")}
      act={(body) => ask(api.POST("/api/v1/customers/{id}/grade", { params: { path: { id } }, body: body as never }))}
      onClose={onClose}
    >
      <div className="grade-now">
        <GradeWhy id={id} />
      </div>
      <Form.Item
        name="grade"
        label={t("customers.gradeNew")}
        rules={[{ required: true, message: t("customers.gradeChoose") }]}
      >
        <Radio.Group
          options={grades
            .filter((one) => one.value !== customer.grade)
            .map((one) => ({ value: one.value, label: <GradeTag grade={one.value} /> }))}
        />
      </Form.Item>
      <ReasonItem />
    </ActionDialog>
  );
}

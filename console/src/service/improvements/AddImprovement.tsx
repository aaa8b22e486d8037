import { Button, Form, Input, Select } from "antd";
import { api, ask } from "../../api.ts";
import { useMe } from "../../frame/me.ts";
import { useUrlState } from "../../parts/url-state.ts";
import { useText } from "../../texts/index.ts";
import "../complaint/complaint.css";
import { useCauses } from "../complaint/data.ts";
import { CategoryPick } from "../tickets/CategoryPick.tsx";
import { Ask } from "./Ask.tsx";
import { useBy } from "./data.ts";
import { bodyOf, type Plan, PlanItems } from "./PlanItems.tsx";

type Values = Plan & { title: string; causeId?: string; categoryId?: string };

/** Plans an improvement; what it is against is filled in where one came from a bar. */
export function AddImprovement() {
  const { t, pick } = useText();
  const { may } = useMe();
  const by = useBy();
  const [url, set] = useUrlState();
  const causes = useCauses();
  if (!may("service.improvements.manage")) return null;
  const from = url.add && url.add !== "yes" ? url.add : undefined;
  return (
    <>
      <Button type="primary" onClick={() => set({ add: "yes" })}>
        {t("improvements.add")}
      </Button>
      {url.add && (
        <Ask<Values>
          title={t("improvements.add")}
          lead={t("improvements.addLead")}
          initial={from ? (by === "category" ? { categoryId: from } : { causeId: from }) : {}}
          onClose={() => set({ add: undefined })}
          onDone={() => set({ add: undefined, tab: "improvements" })}
          act={({ title, causeId, categoryId, ...plan }) =>
            ask(
              api.POST("/api/v1/improvements", {
                body: { title, ...(causeId && { causeId }), ...(categoryId && { categoryId }), ...bodyOf(plan) },
              }),
            )
          }
        >
          <div className="step-pair">
            <Form.Item name="causeId" label={t("improvements.cause")} extra={t("improvements.either")}>
              <Select
                allowClear
                showSearch={{ optionFilterProp: "label" }}
                options={causes.filter((one) => one.active).map((one) => ({ value: one.id, label: pick(one.label) }))}
              />
            </Form.Item>
            <Form.Item name="categoryId" label={t("improvements.category")}>
              <CategoryPick kind="complaint" />
            </Form.Item>
          </div>
          <Form.Item
            name="title"
            label={t("improvements.name")}
            rules={[{ required: true, whitespace: true, min: 2, message: t("improvements.needed") }]}
            validateTrigger="onBlur"
          >
            <Input maxLength={200} />
          </Form.Item>
          <PlanItems />
        </Ask>
      )}
    </>
  );
}

import { Form, Radio } from "antd";
import { api, ask, Problem } from "../../../api.ts";
import { type TextKey, useText } from "../../../texts/index.ts";
import type { Customer } from "../data.ts";
import { ActionDialog } from "./ActionDialog.tsx";
import { ReasonItem } from "./ReasonItem.tsx";

const grounds = ["requested", "withdrawn", "purpose_met", "term_over", "unlawful"] as const;
type Values = { ground: (typeof grounds)[number]; reason: string };
type Wanted = { control: string; customerId: string | null; subjectType: string; subjectId: string };

/** Takes out who a customer is; where a clause wants it, another person is asked first, and it is done with their approval. */
export function EraseCustomer({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const { t } = useText();
  const id = customer.customerId!;
  const erase = async ({ ground, reason }: Values): Promise<"erased" | "asked"> => {
    try {
      await ask(api.POST("/api/v1/customers/{id}/erasure", { params: { path: { id } }, body: { ground } }));
      return "erased";
    } catch (problem) {
      if (!(problem instanceof Problem) || problem.body.code !== "policy.approval_needed") throw problem;
      const wanted = (problem.body as unknown as { approval: Wanted }).approval;
      await ask(api.POST("/api/v1/approvals", { body: { ...wanted, reason, term: "7d" } }));
      return "asked";
    }
  };
  return (
    <ActionDialog<Values, "erased" | "asked">
      id={id}
      title={t("customers.eraseTitle", { name: customer.name ?? "" })}
      lead={t("customers.eraseLead")}
      doIt={t("customers.erase")}
      done={(outcome) => t(outcome === "asked" ? "customers.eraseAsked" : "customers.eraseDone")}
      danger
      initial={{ ground: "requested" }}
      act={erase}
      onClose={onClose}
    >
      <Form.Item name="ground" label={t("customers.eraseGround")} rules={[{ required: true }]}>
        <Radio.Group
          vertical
          options={grounds.map((value) => ({ value, label: t(`customers.ground.${value}` as TextKey) }))}
        />
      </Form.Item>
      <ReasonItem />
    </ActionDialog>
  );
}

import { Form } from "antd";
import { api, ask } from "../../../api.ts";
import { StaffPick } from "../../../staff/people.tsx";
import { useText } from "../../../texts/index.ts";
import type { Customer } from "../data.ts";
import { ActionDialog } from "./ActionDialog.tsx";

/** Gives the customer to another account manager, or to none. */
export function ChangeOwner({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const { t } = useText();
  const id = customer.customerId!;
  return (
    <ActionDialog<{ ownerId?: string }>
      id={id}
      title={t("customers.ownerTitle")}
      lead={customer.ownerName ? t("customers.ownerNow", { name: customer.ownerName }) : t("customers.ownerNone")}
      doIt={t("parts.save")}
      done={t("customers.ownerDone")}
      act={({ ownerId }) =>
        ask(api.PUT("/api/v1/customers/{id}/owner", { params: { path: { id } }, body: { ownerId: ownerId ?? null } }))
      }
      onClose={onClose}
    >
      <Form.Item name="ownerId" label={t("customers.assignTo")} extra={t("customers.ownerEmpty")}>
        <StaffPick placeholder={t("customers.assignTo")} except={customer.ownerId} autoFocus />
      </Form.Item>
    </ActionDialog>
  );
}

import { api, ask } from "../../../api.ts";
import { useText } from "../../../texts/index.ts";
import type { Customer } from "../data.ts";
import { ActionDialog } from "./ActionDialog.tsx";
import { ReasonItem } from "./ReasonItem.tsx";

/** Ends the relation: services end today, the file stays readable. */
export function CloseCustomer({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const { t } = useText();
  const id = customer.customerId!;
  return (
    <ActionDialog<{ reason: string }>
      id={id}
      title={t("customers.closeTitle", { name: customer.name ?? "" })}
      lead={t("customers.closeLead")}
      doIt={t("customers.close")}
      done={t("customers.closeDone")}
      danger
      act={(body) => ask(api.POST("/api/v1/customers/{id}/closure", { params: { path: { id } }, body }))}
      onClose={onClose}
    >
      <ReasonItem autoFocus />
    </ActionDialog>
  );
}

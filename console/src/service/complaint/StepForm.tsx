import { Dialog, type DialogProps } from "../../parts/Dialog.tsx";
import { useText } from "../../texts/index.ts";
import { stepDone } from "./data.ts";

type Props<V extends object> = Omit<DialogProps<V>, "onSaved" | "done" | "className"> & { readonly ticketId: string };

/** One step of a ticket: asks for what it needs. */
export function StepForm<V extends object>({ ticketId, ...props }: Props<V>) {
  const { t } = useText();
  return (
    <Dialog<V>
      width={560}
      {...props}
      className="step-form"
      done={t("complaints.saved")}
      onSaved={() => stepDone(ticketId)}
    />
  );
}

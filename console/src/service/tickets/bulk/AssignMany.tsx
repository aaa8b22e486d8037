import { useMutation } from "@tanstack/react-query";
import { Input, Modal } from "antd";
import { useState } from "react";
import { api, ask, type Schema } from "../../../api.ts";
import { ProblemNote } from "../../../parts/ProblemNote.tsx";
import { useText } from "../../../texts/index.ts";
import { type Chosen, PeoplePick } from "../PeoplePick.tsx";

type Props = {
  readonly ids: readonly string[];
  readonly onDone: (outcome: Schema<"BulkTicketOutcome">) => void;
  readonly onClose: () => void;
};

/** Gives the chosen tickets to a person, or to a department's queue. */
export function AssignMany({ ids, onDone, onClose }: Props) {
  const { t } = useText();
  const [to, setTo] = useState<Chosen>();
  const [reason, setReason] = useState("");
  const assign = useMutation({
    mutationFn: () =>
      ask(
        api.POST("/api/v1/tickets/bulk/assignments", {
          body: { ids: [...ids], ...to, ...(reason.trim() && { reason: reason.trim() }) },
        }),
      ),
    onSuccess: onDone,
  });
  return (
    <Modal
      open
      title={t("tickets.assignMany", { count: ids.length })}
      okText={t("tickets.assign")}
      okButtonProps={{ disabled: !to }}
      confirmLoading={assign.isPending}
      onOk={() => assign.mutate()}
      onCancel={onClose}
      width={560}
    >
      <div className="stack">
        <PeoplePick value={to} onChange={setTo} />
        <Input
          value={reason}
          maxLength={500}
          placeholder={t("tickets.assignReason")}
          aria-label={t("tickets.assignReason")}
          onChange={(event) => setReason(event.target.value)}
        />
        <ProblemNote problem={assign.error} fields />
      </div>
    </Modal>
  );
}

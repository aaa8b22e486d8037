import { useMutation } from "@tanstack/react-query";
import { Input, Modal } from "antd";
import { useState } from "react";
import { api, ask, type Schema } from "../../../api.ts";
import { ProblemNote } from "../../../parts/ProblemNote.tsx";
import { useText } from "../../../texts/index.ts";

type Props = {
  readonly ids: readonly string[];
  readonly onDone: (outcome: Schema<"BulkTicketOutcome">) => void;
  readonly onClose: () => void;
};

/** Closes the chosen tickets with one outcome; those that close by steps of their own refuse. */
export function CloseMany({ ids, onDone, onClose }: Props) {
  const { t } = useText();
  const [outcome, setOutcome] = useState("");
  const short = outcome.trim().length < 2;
  const close = useMutation({
    mutationFn: () =>
      ask(api.POST("/api/v1/tickets/bulk/closures", { body: { ids: [...ids], outcome: outcome.trim() } })),
    onSuccess: onDone,
  });
  return (
    <Modal
      open
      title={t("tickets.closeMany", { count: ids.length })}
      okText={t("tickets.close")}
      okButtonProps={{ disabled: short }}
      confirmLoading={close.isPending}
      onOk={() => close.mutate()}
      onCancel={onClose}
    >
      <div className="stack">
        <p className="quiet">{t("tickets.closeManyLead")}</p>
        <Input.TextArea
          autoFocus
          autoSize={{ minRows: 3, maxRows: 8 }}
          value={outcome}
          maxLength={2000}
          placeholder={t("tickets.outcomeHint")}
          aria-label={t("tickets.outcome")}
          onChange={(event) => setOutcome(event.target.value)}
          onKeyDown={(event) => (event.ctrlKey || event.metaKey) && event.key === "Enter" && !short && close.mutate()}
        />
        <ProblemNote problem={close.error} fields />
      </div>
    </Modal>
  );
}

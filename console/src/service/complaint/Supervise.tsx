import { Form, Input } from "antd";
import { api, ask } from "../../api.ts";
import { useText } from "../../texts/index.ts";
import type { Ticket } from "../tickets/data.ts";
import { StepForm } from "./StepForm.tsx";

type Props = { readonly ticket: Ticket; readonly onClose: () => void; readonly onDone: () => void };

/** A supervisor's word on a complaint that was opened again, before it is handled anew. */
export function Supervise({ ticket, onClose }: Props) {
  const { t } = useText();
  return (
    <StepForm<{ notes: string }>
      ticketId={ticket.id!}
      title={t("complaints.supervise")}
      lead={t("complaints.superviseLead")}
      onClose={onClose}
      act={(body) => ask(api.POST("/api/v1/tickets/{id}/supervision", { params: { path: { id: ticket.id! } }, body }))}
    >
      <Form.Item
        name="notes"
        label={t("complaints.notes")}
        rules={[{ required: true, whitespace: true, min: 2, message: t("complaints.needed") }]}
      >
        <Input.TextArea autoFocus autoSize={{ minRows: 3 }} maxLength={2000} />
      </Form.Item>
    </StepForm>
  );
}

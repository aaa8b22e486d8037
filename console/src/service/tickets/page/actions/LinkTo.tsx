import { Form } from "antd";
import { api, ask } from "../../../../api.ts";
import { useText } from "../../../../texts/index.ts";
import { ticketChanged } from "../../data.ts";
import { TicketPick } from "../../TicketPick.tsx";
import type { DialogProps } from "./Actions.tsx";
import { Dialog } from "./Dialog.tsx";

/** Tickets that have to do with each other, possibly of two customers. */
export function LinkTo({ ticket, onClose }: DialogProps) {
  const { t } = useText();
  return (
    <Dialog<{ otherId: string }>
      title={t("tickets.linkTitle")}
      lead={t("tickets.linkLead")}
      doIt={t("tickets.link")}
      done={t("tickets.linkDone")}
      act={async (body) => {
        const saved = await ask(api.POST("/api/v1/tickets/{id}/links", { params: { path: { id: ticket.id! } }, body }));
        void ticketChanged(body.otherId);
        return saved;
      }}
      onClose={onClose}
    >
      <Form.Item
        name="otherId"
        label={t("tickets.otherTicket")}
        rules={[{ required: true, message: t("tickets.otherTicket") }]}
      >
        <TicketPick except={ticket.id!} />
      </Form.Item>
    </Dialog>
  );
}

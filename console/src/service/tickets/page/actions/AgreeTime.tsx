import { Form } from "antd";
import { api, ask } from "../../../../api.ts";
import { useText } from "../../../../texts/index.ts";
import { TimeAhead } from "../../TimeAhead.tsx";
import type { DialogProps } from "./Actions.tsx";
import { Dialog } from "./Dialog.tsx";

/** A time agreed with the customer becomes a promise with a clock of its own. */
export function AgreeTime({ ticket, onClose }: DialogProps) {
  const { t } = useText();
  return (
    <Dialog<{ at: string }>
      title={t("tickets.agreeTime")}
      lead={t("tickets.agreeTimeLead")}
      doIt={t("tickets.agreeTimeDo")}
      done={t("tickets.agreeTimeDone")}
      act={(body) => ask(api.POST("/api/v1/tickets/{id}/agreed-time", { params: { path: { id: ticket.id! } }, body }))}
      onClose={onClose}
    >
      <Form.Item name="at" label={t("tickets.agreedAt")} rules={[{ required: true, message: t("tickets.timeNeeded") }]}>
        <TimeAhead autoFocus />
      </Form.Item>
    </Dialog>
  );
}

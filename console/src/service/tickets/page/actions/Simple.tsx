import { Form, Input, Radio } from "antd";
import { api, ask } from "../../../../api.ts";
import { useText } from "../../../../texts/index.ts";
import type { DialogProps } from "./Actions.tsx";
import { Dialog } from "./Dialog.tsx";

const at = (id: string | undefined) => ({ params: { path: { id: id! } } });

/** A text that must be given. */
function Words({ name, label, hint, max = 2000 }: { name: string; label: string; hint: string; max?: number }) {
  return (
    <Form.Item name={name} label={label} rules={[{ required: true, whitespace: true, min: 2, message: hint }]}>
      <Input.TextArea autoFocus autoSize={{ minRows: 3, maxRows: 10 }} maxLength={max} placeholder={hint} />
    </Form.Item>
  );
}

/** Ends an enquiry or a fault with what came of it. */
export function Close({ ticket, onClose }: DialogProps) {
  const { t } = useText();
  return (
    <Dialog<{ outcome: string }>
      title={t("tickets.closeTitle", { number: ticket.number ?? "" })}
      lead={t("tickets.closeLead")}
      doIt={t("tickets.close")}
      done={t("tickets.closeDone")}
      act={(body) => ask(api.POST("/api/v1/tickets/{id}/closure", { ...at(ticket.id), body }))}
      onClose={onClose}
    >
      <Words name="outcome" label={t("tickets.outcome")} hint={t("tickets.outcomeHint")} />
    </Dialog>
  );
}

export function Reopen({ ticket, onClose }: DialogProps) {
  const { t } = useText();
  return (
    <Dialog<{ reason: string }>
      title={t("tickets.reopenTitle", { number: ticket.number ?? "" })}
      lead={t("tickets.reopenLead")}
      doIt={t("tickets.reopen")}
      done={t("tickets.reopenDone")}
      act={(body) => ask(api.POST("/api/v1/tickets/{id}/reopening", { ...at(ticket.id), body }))}
      onClose={onClose}
    >
      <Words name="reason" label={t("tickets.reason")} hint={t("tickets.reopenHint")} max={1000} />
    </Dialog>
  );
}

/** Gives a ticket back that does not belong here. */
export function GiveBack({ ticket, onClose }: DialogProps) {
  const { t } = useText();
  return (
    <Dialog<{ reason: string }>
      title={t("tickets.returnTitle", { number: ticket.number ?? "" })}
      lead={t("tickets.returnLead")}
      doIt={t("tickets.return")}
      done={t("tickets.returnDone")}
      act={(body) => ask(api.POST("/api/v1/tickets/{id}/return", { ...at(ticket.id), body }))}
      onClose={onClose}
    >
      <Words name="reason" label={t("tickets.returnGround")} hint={t("tickets.returnHint")} max={500} />
    </Dialog>
  );
}

export function Wait({ ticket, onClose }: DialogProps) {
  const { t } = useText();
  return (
    <Dialog<{ reason: string }>
      title={t("tickets.waitTitle")}
      lead={t("tickets.waitLead")}
      doIt={t("tickets.wait")}
      done={t("tickets.waitDone")}
      act={(body) => ask(api.POST("/api/v1/tickets/{id}/waiting", { ...at(ticket.id), body }))}
      onClose={onClose}
    >
      <Words name="reason" label={t("tickets.waitWhat")} hint={t("tickets.waitHint")} max={500} />
    </Dialog>
  );
}

const contactWays = ["phone", "visit", "counter", "email", "chat"] as const;
type Contact = { way: (typeof contactWays)[number]; note: string };

/** First contact by a way that leaves no reply here, such as a call. */
export function FirstContact({ ticket, onClose }: DialogProps) {
  const { t } = useText();
  return (
    <Dialog<Contact>
      title={t("tickets.firstContact")}
      lead={t("tickets.firstContactLead")}
      doIt={t("tickets.firstContactDo")}
      done={t("tickets.firstContactDone")}
      initial={{ way: "phone" }}
      act={(body) => ask(api.POST("/api/v1/tickets/{id}/first-contact", { ...at(ticket.id), body }))}
      onClose={onClose}
    >
      <Form.Item name="way" label={t("tickets.wayLabel")}>
        <Radio.Group
          optionType="button"
          options={contactWays.map((one) => ({ value: one, label: t(`tickets.way.${one}`) }))}
        />
      </Form.Item>
      <Words name="note" label={t("tickets.whatWasSaid")} hint={t("tickets.firstContactHint")} />
    </Dialog>
  );
}

import { App, Button } from "antd";
import { useNavigate } from "@tanstack/react-router";
import { useBell } from "../../notices/bell.ts";
import { type TextKey, useText } from "../../texts/index.ts";
import { ticketChanged } from "./data.ts";

const words: Readonly<Record<string, TextKey>> = {
  "ticket.assigned": "tickets.toldAssigned",
  "ticket.mention": "tickets.toldMention",
  "ticket.customer": "tickets.toldCustomer",
};

/** Tells a person, whatever screen they look at, that a ticket became theirs, calls them, or has the customer's answer. */
export function TicketTold() {
  const { t } = useText();
  const { notification } = App.useApp();
  const navigate = useNavigate();
  useBell((kind, id) => {
    if (kind.startsWith("ticket.")) void ticketChanged(id);
    const word = words[kind];
    if (!word) return;
    // Whoever looks at it sees it already.
    if (window.location.pathname === `/tickets/${id}`) return;
    notification.info({
      key: `${kind} ${id}`,
      title: t(word),
      duration: 8,
      actions: (
        <Button
          size="small"
          type="primary"
          onClick={() => {
            notification.destroy(`${kind} ${id}`);
            void navigate({ to: `/tickets/${id}` as "/" });
          }}
        >
          {t("tickets.look")}
        </Button>
      ),
    });
  });
  return null;
}

import { App, Button } from "antd";
import { useNavigate } from "@tanstack/react-router";
import { useMe } from "../../frame/me.ts";
import { useLive } from "../../live/useLive.ts";
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
  const { me, may } = useMe();
  const { notification } = App.useApp();
  const navigate = useNavigate();
  const hears = me?.id && may("service.tickets.read");
  useLive(hears ? `staff:${me.id}` : undefined, ({ type, id }) => {
    const word = words[type];
    if (!word || typeof id !== "string") return;
    void ticketChanged(id);
    // Whoever looks at it sees it already.
    if (window.location.pathname === `/tickets/${id}`) return;
    notification.info({
      key: `${type} ${id}`,
      title: t(word),
      duration: 8,
      actions: (
        <Button
          size="small"
          type="primary"
          onClick={() => {
            notification.destroy(`${type} ${id}`);
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

import { CheckOutlined, FileAddOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { App, Button } from "antd";
import { api, ask } from "../../api.ts";
import { useMe } from "../../frame/me.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { useText } from "../../texts/index.ts";
import { type Contact, keepContact } from "./data.ts";
import { HandOver } from "./HandOver.tsx";
import type { Writing } from "./useWriting.ts";

/** How a contact ends: finished, a ticket, or a colleague goes on. */
export function Ending({ contact, writing }: { contact: Contact; writing: Writing }) {
  const navigate = useNavigate();
  const { t } = useText();
  const { may } = useMe();
  const { message } = App.useApp();
  const complete = useMutation({
    mutationFn: async () => {
      await writing.settle();
      return ask(api.POST("/api/v1/contacts/{id}/completion", { params: { path: { id: contact.id! } }, body: {} }));
    },
    onSuccess: (saved) => {
      keepContact(saved);
      void message.success(t("contacts.completed"));
    },
  });
  if (contact.ticketId)
    return (
      <Link to={`/tickets/${contact.ticketId}` as "/"}>
        <Button icon={<FileAddOutlined />}>{t("contacts.toTicket")}</Button>
      </Link>
    );
  if (contact.state === "done" || contact.state === "ringing" || !may("service.contacts.record")) return null;
  return (
    <>
      <ProblemNote problem={complete.error} />
      <div className="contact-end">
        <Button type="primary" icon={<CheckOutlined />} onClick={() => complete.mutate()} loading={complete.isPending}>
          {t(contact.state === "missed" ? "contacts.calledBack" : "contacts.complete")}
        </Button>
        {may("service.tickets.create") && (
          <Button
            icon={<FileAddOutlined />}
            onClick={() =>
              void writing
                .settle()
                .then(() => navigate({ to: "/tickets/new", search: { contact: contact.id! } as never }))
                .catch(() => {})
            }
          >
            {t("contacts.makeTicket")}
          </Button>
        )}
        <HandOver ids={[contact.id!]} onDone={() => {}} />
      </div>
    </>
  );
}

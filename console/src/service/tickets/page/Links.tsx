import { CloseOutlined, PlusOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { App, Button } from "antd";
import { api, ask } from "../../../api.ts";
import { useMe } from "../../../frame/me.ts";
import { useUrlState } from "../../../parts/url-state.ts";
import { type TextKey, useText } from "../../../texts/index.ts";
import { StateTag } from "../cells.tsx";
import { keepTicket, type Ticket, ticketChanged } from "../data.ts";

const words: Record<string, TextKey> = {
  related: "tickets.related",
  duplicate: "tickets.duplicate",
  split: "tickets.splitOff",
};

/** Tickets that belong together with this one. */
export function Links({ ticket }: { ticket: Ticket }) {
  const { t } = useText();
  const { may } = useMe();
  const { message } = App.useApp();
  const [, set] = useUrlState();
  const id = ticket.id!;
  const work = may("service.tickets.work");
  const unlink = useMutation({
    mutationFn: (otherId: string) =>
      ask(api.POST("/api/v1/tickets/{id}/unlinks", { params: { path: { id } }, body: { otherId } })),
    onSuccess: (saved, otherId) => {
      keepTicket(saved);
      void ticketChanged(otherId);
    },
    onError: (problem) => void message.error(problem.message),
  });
  const links = ticket.links ?? [];
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("tickets.links")}</h2>
        {work && (
          <Button size="small" type="link" icon={<PlusOutlined />} onClick={() => set({ do: "link" })}>
            {t("tickets.link")}
          </Button>
        )}
      </div>
      {!links.length && <p className="side-none">{t("tickets.linksNone")}</p>}
      <ul className="side-list">
        {links.map((one) => (
          <li key={one.id} className="spread fact-host">
            <span>
              <Link to={`/tickets/${one.id}` as "/"} className="ticket-number">
                {one.number}
              </Link>{" "}
              <span className="quiet small">{words[one.kind] ? t(words[one.kind]!) : one.kind}</span>
            </span>
            <span className="nowrap">
              {work && one.kind === "related" && (
                <Button
                  className="fact-edit"
                  size="small"
                  type="text"
                  icon={<CloseOutlined />}
                  aria-label={t("tickets.unlink", { number: one.number })}
                  onClick={() => unlink.mutate(one.id)}
                />
              )}
              <StateTag state={one.state} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

import { EyeInvisibleOutlined, EyeOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { App, Button } from "antd";
import { api, ask } from "../../../api.ts";
import { useMe } from "../../../frame/me.ts";
import { useText } from "../../../texts/index.ts";
import { keepTicket, type Ticket, useListed } from "../data.ts";

/** Who is told of what happens here without working on it. */
export function Watchers({ ticket }: { ticket: Ticket }) {
  const { t } = useText();
  const { me } = useMe();
  const { message } = App.useApp();
  const listed = useListed();
  const watchers = ticket.watchers ?? [];
  const watching = watchers.some((one) => one.staffId === me?.id);
  const turn = useMutation({
    mutationFn: () =>
      ask(
        api.POST("/api/v1/tickets/{id}/watching", {
          params: { path: { id: ticket.id! } },
          body: { on: !watching },
        }),
      ),
    onSuccess: keepTicket,
    onError: (problem) => void message.error(problem.message),
  });
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("tickets.watchers")}</h2>
        <Button
          size="small"
          type="link"
          icon={watching ? <EyeInvisibleOutlined /> : <EyeOutlined />}
          loading={turn.isPending}
          onClick={() => turn.mutate()}
        >
          {t(watching ? "tickets.unwatch" : "tickets.watch")}
        </Button>
      </div>
      <p className="side-none">
        {watchers.length ? listed(watchers.map((one) => one.name)) : t("tickets.watchersNone")}
      </p>
    </section>
  );
}

import { useMutation } from "@tanstack/react-query";
import { App, Button } from "antd";
import { api, ask } from "../../../api.ts";
import { useMe } from "../../../frame/me.ts";
import { useText } from "../../../texts/index.ts";
import { keepTicket, type Ticket, useWorks } from "../data.ts";

function useTake(ticket: Ticket) {
  const { t } = useText();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: () => ask(api.POST("/api/v1/tickets/{id}/taking", { params: { path: { id: ticket.id! } }, body: {} })),
    onSuccess: (taken) => {
      keepTicket(taken);
      void message.success(t("tickets.taken", { number: taken.number ?? "" }));
    },
    onError: (problem) => void message.error(problem.message),
  });
}

/** Takes a ticket that is somebody else's or nobody's. */
export function TakeButton({ ticket, small = false }: { ticket: Ticket; small?: boolean }) {
  const { t } = useText();
  const { me } = useMe();
  const works = useWorks(ticket);
  const take = useTake(ticket);
  if (!works || ticket.assigneeId === me?.id) return null;
  return (
    <Button
      type={ticket.assigneeId ? "default" : "primary"}
      size={small ? "small" : "middle"}
      loading={take.isPending}
      onClick={() => take.mutate()}
    >
      {t("tickets.take")}
    </Button>
  );
}

import { FileTextOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { api, ask } from "../../api.ts";
import { useMe } from "../../frame/me.ts";
import { useText } from "../../texts/index.ts";
import { StateTag } from "./cells.tsx";

/** As people read a number to each other, or the beginning of it. */
const number = /^(t\d{6}-?[a-z\d]{1,5}|\d{6}-[a-z\d]{1,5})$/i;

/** Tickets whose number is typed into the search of everything. */
export function PaletteTickets({ asked, go }: { asked: string; go: (to: string) => () => void }) {
  const { t } = useText();
  const { may } = useMe();
  const { data } = useQuery({
    queryKey: ["ticket", "palette", asked],
    queryFn: () => ask(api.GET("/api/v1/tickets", { params: { query: { queue: "all", q: asked, limit: 5 } } })),
    enabled: number.test(asked) && may("service.tickets.read"),
  });
  if (!number.test(asked) || !data?.items.length) return null;
  return (
    <Command.Group heading={t("tickets.title")}>
      {data.items.map((one) => (
        <Command.Item key={one.id} value={one.id!} onSelect={go(`/tickets/${one.id}`)}>
          <FileTextOutlined />
          <span className="palette-name ticket-number">{one.number}</span>
          <span className="quiet">{one.subject}</span>
          <span className="palette-end">
            <StateTag state={one.state} />
          </span>
        </Command.Item>
      ))}
    </Command.Group>
  );
}

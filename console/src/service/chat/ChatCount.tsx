import { Badge } from "antd";
import { useMe } from "../../frame/me.ts";
import { useText } from "../../texts/index.ts";
import { useAgents, useMine, useQueue } from "./data.ts";

/** Beside the chats' tab: what is unread, or how many wait, for an agent who is here. */
export function ChatCount() {
  const { t } = useText();
  const { may } = useMe();
  const here = (useAgents(may("service.chat"))?.me.here ?? false) && may("service.chat");
  const unread = useMine(here).reduce((sum, chat) => sum + chat.unread, 0);
  const waiting = useQueue(here).length;
  const count = unread + waiting;
  if (!here || count === 0) return null;
  return (
    <Badge
      count={count}
      size="small"
      title={`${t("chat.waiting")} ${waiting} · ${t("chat.unread", { count: unread })}`}
      style={{ marginLeft: 6 }}
    />
  );
}

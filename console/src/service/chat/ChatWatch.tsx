import { useNavigate } from "@tanstack/react-router";
import { App, Button } from "antd";
import { useEffect } from "react";
import { api, ask } from "../../api.ts";
import { useMe } from "../../frame/me.ts";
import { useLive } from "../../live/useLive.ts";
import { useText } from "../../texts/index.ts";
import { queueChanged, useAgents, useMine } from "./data.ts";
import { ring } from "./ring.ts";

const renewMs = 60_000;

/** Wherever an agent is in the console: says that they are here, counts what is unread, tells of chats handed to them. */
export function ChatWatch() {
  const { me, may } = useMe();
  return me?.id && may("service.chat") ? <Watch id={me.id} /> : null;
}

function Watch({ id }: { id: string }) {
  const { t } = useText();
  const { notification } = App.useApp();
  const navigate = useNavigate();
  const here = useAgents()?.me.here ?? false;
  const unread = useMine(here).reduce((sum, chat) => sum + chat.unread, 0);

  useLive(here ? "chats" : undefined, queueChanged, { background: true });
  useLive(
    `staff:${id}`,
    (message) => {
      if (message.type === "resync") queueChanged();
      if (!message.type.startsWith("chat.")) return;
      queueChanged();
      ring();
      if (message.type !== "chat.offered") return;
      const chat = String(message.id);
      notification.info({
        key: `chat ${chat}`,
        title: t("chat.offered"),
        duration: 30,
        actions: (
          <Button
            type="primary"
            size="small"
            onClick={() => {
              notification.destroy(`chat ${chat}`);
              void navigate({ to: "/chats" as "/", search: { chat } as never });
            }}
          >
            {t("chat.open")}
          </Button>
        ),
      });
    },
    { background: here },
  );

  useEffect(() => {
    if (!here) return;
    const renew = () => void ask(api.PUT("/api/v1/chat-agents/me", { body: { here: true } })).catch(() => {});
    const timer = setInterval(renew, renewMs);
    return () => clearInterval(timer);
  }, [here]);

  useEffect(() => {
    if (!unread) return;
    const before = document.title;
    document.title = `(${unread}) ${before}`;
    return () => {
      document.title = before;
    };
  }, [unread]);
  return null;
}

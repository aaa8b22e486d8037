import { BellOutlined, MutedOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { App, Button, Switch, Tooltip } from "antd";
import { useState } from "react";
import { api, ask, queries } from "../../api.ts";
import { useText } from "../../texts/index.ts";
import { queueChanged, useAgents } from "./data.ts";
import { ring, sound } from "./ring.ts";

/** Whether visitors can reach this agent, and how many chats they have. */
export function HereSwitch() {
  const { t } = useText();
  const { message } = App.useApp();
  const me = useAgents()?.me;
  const [loud, setLoud] = useState(sound.isOn);
  const change = useMutation({
    mutationFn: (here: boolean) => ask(api.PUT("/api/v1/chat-agents/me", { body: { here } })),
    onSuccess: (now) => {
      queries.setQueryData(["chat-agents"], (before: object | undefined) => before && { ...before, me: now });
      queueChanged();
      void message.success(t(now.here ? "chat.hereSaved" : "chat.awaySaved"));
    },
    onError: (problem) => void message.error(problem.message),
  });
  if (!me) return null;
  const toggleSound = () => {
    sound.set(!loud);
    setLoud(!loud);
    ring();
  };
  return (
    <>
      <span className="quiet nowrap">{t("chat.hands", { chats: me.chats, limit: me.limit })}</span>
      <Tooltip title={t("chat.sound")}>
        <Button
          type="text"
          icon={loud ? <BellOutlined /> : <MutedOutlined />}
          aria-label={t("chat.sound")}
          aria-pressed={loud}
          onClick={toggleSound}
        />
      </Tooltip>
      <Tooltip title={t("chat.hereHint")} placement="bottomRight">
        <Switch
          checked={me.here}
          loading={change.isPending}
          onChange={(here) => change.mutate(here)}
          checkedChildren={t("chat.here")}
          unCheckedChildren={t("chat.away")}
          aria-label={t("chat.here")}
        />
      </Tooltip>
    </>
  );
}

import { Button } from "antd";
import { useMutation } from "@tanstack/react-query";
import { App } from "antd";
import { useKeys } from "../../frame/keys.ts";
import { useMe } from "../../frame/me.ts";
import { send } from "../../api.ts";
import { useUrlState } from "../../parts/url-state.ts";
import { useText } from "../../texts/index.ts";
import { ChatLine } from "./ChatLine.tsx";
import { type Chat, queueChanged, useActive, useMine, useQueue } from "./data.ts";

/** The agent's own chats, who waits, and what colleagues have in hand. */
export function Desk({ onOpen }: { onOpen: (id: string) => void }) {
  const { t } = useText();
  const { me } = useMe();
  const { message } = App.useApp();
  const [state] = useUrlState();
  const [mine, queue] = [useMine(), useQueue()];
  const others = useActive().filter((chat) => chat.staffId !== me?.id);
  const free = (chat: Chat) => !chat.wantedStaffId || chat.wantedStaffId === me?.id;
  const take = useMutation({
    mutationFn: (id: string) => send<Chat>("POST", `/api/v1/chats/${id}/taking`, {}),
    onSuccess: (chat) => onOpen(chat.id!),
    onError: (problem) => void message.error(problem.message),
    onSettled: queueChanged,
  });
  const next = queue.find((chat) => chat.wantedStaffId === me?.id) ?? queue.find(free);
  const all = [...mine, ...queue, ...others];
  const move = (by: number) => {
    const at = all.findIndex((chat) => chat.id === state.chat);
    const to = all[Math.min(all.length - 1, Math.max(0, at + by))];
    if (to) onOpen(to.id!);
  };
  useKeys({
    n: () => next && take.mutate(next.id!),
    j: () => move(1),
    k: () => move(-1),
  });
  const line = (chat: Chat, onTake?: () => void) => (
    <ChatLine
      key={chat.id}
      chat={chat}
      isOpen={chat.id === state.chat}
      myId={me?.id ?? ""}
      onOpen={() => onOpen(chat.id!)}
      onTake={onTake}
    />
  );
  return (
    <div className="chat-list">
      <section aria-label={t("chat.mine")}>
        <h2>
          {t("chat.mine")} <span className="quiet">{mine.length}</span>
        </h2>
        {mine.length ? <ul>{mine.map((chat) => line(chat))}</ul> : <p className="quiet small">{t("chat.mineNone")}</p>}
      </section>
      <section aria-label={t("chat.waiting")}>
        <div className="spread">
          <h2>
            {t("chat.waiting")} <span className="quiet">{queue.length}</span>
          </h2>
          {next && (
            <Button size="small" loading={take.isPending} onClick={() => take.mutate(next.id!)} aria-keyshortcuts="n">
              {t("chat.takeNext")}
            </Button>
          )}
        </div>
        {queue.length ? (
          <ul>{queue.map((chat) => line(chat, free(chat) ? () => take.mutate(chat.id!) : undefined))}</ul>
        ) : (
          <p className="quiet small">{t("chat.queueNone")}</p>
        )}
      </section>
      {others.length > 0 && (
        <section aria-label={t("chat.others")}>
          <h2>
            {t("chat.others")} <span className="quiet">{others.length}</span>
          </h2>
          <ul>{others.map((chat) => line(chat))}</ul>
        </section>
      )}
      <p className="quiet small chat-keys">{t("chat.keys")}</p>
    </div>
  );
}

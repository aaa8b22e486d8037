import { Badge, Button } from "antd";
import { useChoices } from "../../parts/nouns.ts";
import { GradeTag } from "../../parts/GradeTag.tsx";
import { Tag } from "../../parts/Tag.tsx";
import { useNow, useSaySpan, When } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import type { Chat } from "./data.ts";

/** What a chat is called: its customer, what the visitor calls themselves, or the end of its number. */
export function useChatName() {
  const { t } = useText();
  return (chat: Chat): string =>
    chat.customerName ?? chat.visitorName ?? t("chat.visitorNo", { number: chat.id?.slice(-4).toUpperCase() ?? "" });
}

type Props = {
  readonly chat: Chat;
  readonly isOpen: boolean;
  readonly myId: string;
  readonly onOpen: () => void;
  readonly onTake?: (() => void) | undefined;
};

/** A visitor has gone when nothing was heard of them for so long. */
export const isGone = (chat: Chat, now: number): boolean =>
  chat.state === "active" && now - Date.parse(chat.visitorSeenAt!) > 120_000;

/** One chat of a list. */
export function ChatLine({ chat, isOpen, myId, onOpen, onTake }: Props) {
  const { t } = useText();
  const nameOf = useChatName();
  const say = useSaySpan();
  const now = useNow();
  const outcome = useChoices("chat", "outcome");
  const name = nameOf(chat);
  const waits = chat.state === "waiting";
  return (
    <li className={isOpen ? "chat-line chat-line-open" : "chat-line"}>
      <button type="button" className="chat-line-main" aria-current={isOpen ? "true" : undefined} onClick={onOpen}>
        <span className="spread">
          <strong className="chat-line-name">{name}</strong>
          {!waits && chat.unread > 0 && (
            <Badge count={chat.unread} size="small" title={t("chat.unread", { count: chat.unread })} />
          )}
        </span>
        <span className="chat-line-facts">
          {chat.grade && <GradeTag grade={chat.grade} />}
          {waits && chat.wantedStaffId && (
            <Tag tone="accent">{t(chat.wantedStaffId === myId ? "chat.forYou" : "chat.forOther")}</Tag>
          )}
          {chat.state === "closed" && chat.outcome && <Tag>{outcome(chat.outcome)}</Tag>}
          {chat.rating != null && (
            <Tag tone={chat.rating < 3 ? "bad" : "good"}>{t("chat.ratingOf", { rating: chat.rating })}</Tag>
          )}
          {isGone(chat, now) && <Tag tone="warn">{t("chat.gone")}</Tag>}
          <span className="quiet small">
            {waits ? t("chat.waited", { span: say(now - Date.parse(chat.queuedAt!)) }) : <When at={chat.lastAt} />}
            {chat.state !== "waiting" && chat.staffId !== myId && chat.staffName && ` · ${chat.staffName}`}
          </span>
        </span>
      </button>
      {onTake && (
        <Button size="small" type="primary" onClick={onTake} aria-label={t("chat.takeNamed", { name })}>
          {t("chat.take")}
        </Button>
      )}
    </li>
  );
}

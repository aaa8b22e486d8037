import { ArrowLeftOutlined, InfoCircleOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useEffect, useRef, useState } from "react";
import { api, ask } from "../../api.ts";
import { useMe } from "../../frame/me.ts";
import { Presence } from "../../live/Presence.tsx";
import { useLive } from "../../live/useLive.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { Tag } from "../../parts/Tag.tsx";
import { Waiting } from "../../parts/Waiting.tsx";
import { useNow } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import { Actions } from "./Actions.tsx";
import { Bubble } from "./Bubbles.tsx";
import { isGone, useChatName } from "./ChatLine.tsx";
import { Composer } from "./Composer.tsx";
import { SignedIn } from "./SignedIn.tsx";
import {
  type Chat,
  chatChanged,
  isKnown,
  type Message,
  messagesChanged,
  queueChanged,
  useDo,
  useMessages,
} from "./data.ts";
import { useSending } from "./sending.ts";

type Props = {
  readonly chat: Chat;
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly onBack?: (() => void) | undefined;
  readonly onFacts?: (() => void) | undefined;
};

const typingShownMs = 5_000;

/** A chat with its words and what may be done with it. */
export function Conversation({ chat, text, setText, onBack, onFacts }: Props) {
  const { t } = useText();
  const { me } = useMe();
  const nameOf = useChatName();
  const now = useNow();
  const id = chat.id!;
  const mine = chat.state === "active" && chat.staffId === me?.id;
  const { data: messages, error } = useMessages(id);
  const { waiting, add, retry } = useSending(id);
  const take = useDo(id, "taking");
  const isTyping = useVisitorTyping(id);
  const last = messages?.at(-1)?.number ?? 0;
  useReading(chat, mine, last);

  return (
    <section className="chat-talk" aria-label={nameOf(chat)}>
      <header className="chat-head">
        {onBack && <Button type="text" icon={<ArrowLeftOutlined />} aria-label={t("chat.back")} onClick={onBack} />}
        <div className="chat-head-name">
          <h2>{nameOf(chat)}</h2>
          <span className="quiet small row">
            {chat.sessionId ? <SignedIn /> : !isKnown(chat) && chat.visitorName && <span>{t("chat.claimed")}</span>}
            {chat.staffName && <span>{t("chat.with", { name: chat.staffName })}</span>}
            {isGone(chat, now) && <Tag tone="warn">{t("chat.gone")}</Tag>}
            <Presence subjectType="chat" subjectId={id} />
          </span>
        </div>
        {onFacts && <Button type="text" icon={<InfoCircleOutlined />} aria-label={t("chat.facts")} onClick={onFacts} />}
        <Actions chat={chat} mine={mine} messages={messages ?? []} />
      </header>
      <ProblemNote problem={error ?? take.error} />
      <Words key={id} chat={chat} messages={messages}>
        {waiting.map((one) => (
          <li
            key={one.clientId}
            className={one.failed ? "chat-message chat-ours chat-failed" : "chat-message chat-ours"}
          >
            <div className="chat-bubble">{one.text}</div>
            <span className="chat-meta">
              {one.failed ?? t("chat.sending")}
              {one.failed && (
                <Button type="link" size="small" onClick={() => retry(one)}>
                  {t("chat.retry")}
                </Button>
              )}
            </span>
          </li>
        ))}
      </Words>
      <div className="chat-typing" role="status">
        {isTyping && chat.state === "active" ? t("chat.visitorTyping") : ""}
      </div>
      {mine ? (
        <Composer chatId={id} text={text} setText={setText} onSend={add} />
      ) : (
        chat.state !== "closed" && (
          <div className="chat-composer chat-not-mine">
            <span className="quiet">
              {chat.state === "active" ? t("chat.otherHas", { name: chat.staffName ?? "" }) : t("chat.takeFirst")}
            </span>
            {chat.state === "waiting" && (!chat.wantedStaffId || chat.wantedStaffId === me?.id) && (
              <Button type="primary" loading={take.isPending} onClick={() => take.mutate({})}>
                {t("chat.take")}
              </Button>
            )}
          </div>
        )
      )}
    </section>
  );
}

type WordsProps = {
  readonly chat: Chat;
  readonly messages: readonly Message[] | undefined;
  readonly children: React.ReactNode;
};

/** The list, which stays at its end unless somebody reads further up. */
function Words({ chat, messages, children }: WordsProps) {
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  // Messages come, and pictures grow once they are there.
  useEffect(() => {
    const element = box.current!;
    const pin = () => {
      if (atEnd.current) element.scrollTop = element.scrollHeight;
    };
    const watch = new ResizeObserver(pin);
    watch.observe(element);
    watch.observe(element.firstElementChild!);
    return () => watch.disconnect();
  }, []);
  const read = messages
    ?.filter((one) => one.side === "staff" && one.kind !== "note" && one.number! <= chat.visitorRead!)
    .at(-1);
  return (
    <div
      ref={box}
      className="chat-words"
      onScroll={({ currentTarget: at }) => {
        atEnd.current = at.scrollHeight - at.scrollTop - at.clientHeight < 80;
      }}
    >
      <div>
        {messages ? (
          <ol role="log" aria-live="polite">
            {messages.map((one) => (
              <Bubble key={one.id} chat={chat} message={one} isRead={one === read} />
            ))}
            {children}
          </ol>
        ) : (
          <Waiting />
        )}
      </div>
    </div>
  );
}

/** Hears what happens in the chat; true while the visitor writes. */
function useVisitorTyping(id: string): boolean {
  const [until, setUntil] = useState(0);
  useLive(`chat:${id}`, ({ type, side }) => {
    if (type === "typing" && side === "visitor") setUntil(Date.now() + typingShownMs);
    if (type === "message" || type === "resync") void messagesChanged(id);
    if (type === "message" && side === "visitor") setUntil(0);
    if (type === "state" || type === "read" || type === "resync") void chatChanged(id);
    if (type === "state") queueChanged();
  });
  useEffect(() => {
    if (!until) return;
    const timer = setTimeout(() => setUntil(0), Math.max(0, until - Date.now()));
    return () => clearTimeout(timer);
  }, [until]);
  return until > 0;
}

/** What its agent has on the screen counts as read. */
function useReading(chat: Chat, mine: boolean, last: number): void {
  const told = useRef(0);
  const id = chat.id!;
  const read = chat.staffRead ?? 0;
  useEffect(() => {
    const tell = () => {
      if (!mine || document.hidden || last <= Math.max(read, told.current)) return;
      told.current = last;
      void ask(api.POST("/api/v1/chats/{id}/readings", { params: { path: { id } }, body: { upTo: last } })).then(
        queueChanged,
        () => {},
      );
    };
    tell();
    document.addEventListener("visibilitychange", tell);
    return () => document.removeEventListener("visibilitychange", tell);
  }, [id, mine, last, read]);
}

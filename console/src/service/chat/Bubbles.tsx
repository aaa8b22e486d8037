import { FileOutlined } from "@ant-design/icons";
import { Image } from "antd";
import { Tag } from "../../parts/Tag.tsx";
import { companyTime } from "../../parts/clock.ts";
import { type TextKey, useText } from "../../texts/index.ts";
import { type Chat, fileOf, type Message } from "./data.ts";

/** What happened, told in the reader's language. */
function useNotice() {
  const { t } = useText();
  return ({ body, staffName }: Message): string => {
    const [word, value = ""] = (body ?? "").split(" ");
    const name = staffName ?? "";
    const closed: Record<string, TextKey> = {
      visitor: "chat.noticeClosedVisitor",
      staff: "chat.noticeClosedStaff",
    };
    if (word === "taken") return t("chat.noticeTaken", { name });
    if (word === "handed") return t("chat.noticeHanded", { name });
    if (word === "queued") return t("chat.noticeQueued");
    if (word === "message") return t("chat.noticeMessage", { number: value });
    return t(closed[value] ?? "chat.noticeClosedProgram", { name });
  };
}

type Props = { readonly chat: Chat; readonly message: Message; readonly isRead: boolean };

/** One message. What people wrote is text, whatever it looks like. */
export function Bubble({ chat, message, isRead }: Props) {
  const { t } = useText();
  const notice = useNotice();
  const time = companyTime(message.at!).format("HH:mm");
  if (message.kind === "notice")
    return (
      <li className="chat-notice">
        {notice(message)} · {time}
      </li>
    );
  const ours = message.side === "staff";
  const note = message.kind === "note";
  return (
    <li className={["chat-message", ours && "chat-ours", note && "chat-note"].filter(Boolean).join(" ")}>
      <span className="chat-meta">{ours ? message.staffName : null}</span>
      {message.kind === "file" ? (
        <File chat={chat} message={message} />
      ) : (
        <div className="chat-bubble">
          {note && <Tag tone="warn">{t("chat.note")}</Tag>}
          {message.body}
        </div>
      )}
      <span className="chat-meta">
        {time}
        {isRead && ` · ${t("chat.read")}`}
      </span>
    </li>
  );
}

function File({ chat, message }: { chat: Chat; message: Message }) {
  const { t } = useText();
  const url = fileOf(chat.id!, message);
  const name = message.fileName ?? "";
  if (message.mediaType?.startsWith("image/"))
    return (
      <span className="chat-bubble chat-picture">
        <Image src={url} alt={name} style={{ maxWidth: 260, maxHeight: 220 }} />
      </span>
    );
  return (
    <a className="chat-bubble chat-file" href={url} download={name} aria-label={t("chat.download", { name })}>
      <FileOutlined aria-hidden />
      <span>{name}</span>
      <span className="quiet small">{sizeOf(message.fileSize ?? 0)}</span>
    </a>
  );
}

const sizeOf = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;

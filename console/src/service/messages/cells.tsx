import { CommentOutlined, MailOutlined, MobileOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useChoices } from "../../parts/nouns.ts";
import { Tag, type Tone } from "../../parts/Tag.tsx";
import { useText } from "../../texts/index.ts";
import type { Message } from "./data.ts";

const icons: Record<string, ReactNode> = {
  email: <MailOutlined />,
  sms: <CommentOutlined />,
  portal: <MobileOutlined />,
};
const tones: Record<string, Tone> = { queued: "warn", sending: "accent", sent: "good", failed: "bad" };

/** What it is about, over which way. */
export function About({ message }: { message: Message }) {
  const about = useChoices("message", "template");
  const way = useChoices("message", "way");
  return (
    <span className="message-about">
      <span title={way(message.way)} aria-label={way(message.way)} role="img">
        {icons[message.way ?? ""]}
      </span>{" "}
      {about(message.template)}
    </span>
  );
}

export function State({ message }: { message: Message }) {
  const stateOf = useChoices("message", "state");
  return <Tag tone={tones[message.state ?? ""] ?? "plain"}>{stateOf(message.state)}</Tag>;
}

/** To whom, where this person may know. */
export function Who({ message }: { message: Message }) {
  const { t } = useText();
  if (!message.customerName) return <span className="quiet">{t("messages.unknown")}</span>;
  return (
    <Link to="/customers/$id" params={{ id: message.customerId! }}>
      {message.customerName}
    </Link>
  );
}

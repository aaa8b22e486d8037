import {
  CommentOutlined,
  InboxOutlined,
  MailOutlined,
  MobileOutlined,
  PhoneOutlined,
  ShopOutlined,
  WechatOutlined,
} from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useChoices } from "../../parts/nouns.ts";
import { Tag, type Tone } from "../../parts/Tag.tsx";
import { useText } from "../../texts/index.ts";
import type { Contact } from "./data.ts";

const icons: Record<string, ReactNode> = {
  hotline: <PhoneOutlined />,
  counter: <ShopOutlined />,
  email: <MailOutlined />,
  chat: <CommentOutlined />,
  social: <WechatOutlined />,
  opinion_box: <InboxOutlined />,
  portal: <MobileOutlined />,
};
const tones: Record<string, Tone> = { ringing: "accent", open: "warn", done: "good", missed: "bad" };

/** Over which channel it came. */
export function Channel({ contact }: { contact: Pick<Contact, "channel"> }) {
  const channelOf = useChoices("serviceContact", "channel");
  return (
    <span className="contact-channel">
      {icons[contact.channel ?? ""]} {channelOf(contact.channel)}
    </span>
  );
}

export function State({ contact }: { contact: Pick<Contact, "state"> }) {
  const stateOf = useChoices("serviceContact", "state");
  return <Tag tone={tones[contact.state ?? ""] ?? "plain"}>{stateOf(contact.state)}</Tag>;
}

/** Who spoke: a link to the customer, or that it is not known. */
export function Who({ contact }: { contact: Pick<Contact, "customerId" | "customerName" | "identified"> }) {
  const { t } = useText();
  if (!contact.identified) return <span className="quiet">{t("contacts.nobodyYet")}</span>;
  if (!contact.customerName) return <span className="quiet">{t("contacts.hidden")}</span>;
  return (
    <Link to="/customers/$id" params={{ id: contact.customerId! }} onClick={(event) => event.stopPropagation()}>
      {contact.customerName}
    </Link>
  );
}

/** A length of talk: 48 秒, 3 分 12 秒. */
export function useSaySeconds() {
  const { t } = useText();
  return (seconds: number): string =>
    seconds < 60
      ? t("contacts.seconds", { count: seconds })
      : t("contacts.minutes", { minutes: Math.floor(seconds / 60), seconds: seconds % 60 });
}

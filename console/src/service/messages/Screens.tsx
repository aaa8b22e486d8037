import { FileTextOutlined, MailOutlined, SendOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useText } from "../../texts/index.ts";

const screens = [
  { to: "/messages", label: "messages.outbox", icon: <SendOutlined /> },
  { to: "/messages/templates", label: "messages.templates", icon: <FileTextOutlined /> },
  { to: "/messages/mail", label: "messages.mail", icon: <MailOutlined /> },
] as const;

/** From one of the screens about messages to the others. */
export function Screens({ here }: { here: (typeof screens)[number]["to"] }) {
  const { t } = useText();
  return screens
    .filter((one) => one.to !== here)
    .map((one) => (
      <Link key={one.to} to={one.to as "/"}>
        <Button icon={one.icon}>{t(one.label)}</Button>
      </Link>
    ));
}

import { Link } from "@tanstack/react-router";
import { useText } from "../../texts/index.ts";

const tabs = [
  { to: "/messages", label: "messages.outbox" },
  { to: "/messages/templates", label: "messages.templates" },
  { to: "/messages/mail", label: "messages.mail" },
] as const;

/** Outbox, templates, mail in and out. */
export function MessageTabs() {
  const { t } = useText();
  return (
    <nav className="page-tabs messages-tabs" aria-label={t("messages.title")}>
      {tabs.map((one) => (
        <Link
          key={one.to}
          to={one.to as "/"}
          activeOptions={{ exact: true, includeSearch: false }}
          className="page-tab"
          activeProps={{ className: "page-tab page-tab-here", "aria-current": "page" }}
        >
          {t(one.label)}
        </Link>
      ))}
    </nav>
  );
}

import { Link } from "@tanstack/react-router";
import { useMe } from "../frame/me.ts";
import { useText } from "../texts/index.ts";
import { ChatCount } from "./chat/ChatCount.tsx";
import { deskTabs } from "./desk-tabs.ts";
import "./desk.css";

/** The strip of the service desk's screens, on top of each of them. */
export function DeskTabs() {
  const { t } = useText();
  const { may } = useMe();
  return (
    <nav className="desk-tabs no-print" aria-label={t("service.desk")}>
      {deskTabs
        .filter((one) => may(...one.grants))
        .map((one) => (
          <Link
            key={one.to}
            to={one.to as "/"}
            activeOptions={{ includeSearch: false }}
            className="desk-tab"
            activeProps={{ className: "desk-tab desk-tab-here", "aria-current": "page" }}
          >
            {t(one.label)}
            {one.to === "/chats" && <ChatCount />}
          </Link>
        ))}
    </nav>
  );
}

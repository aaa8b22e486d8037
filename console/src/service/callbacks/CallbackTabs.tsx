import { Link } from "@tanstack/react-router";
import { useMe } from "../../frame/me.ts";
import { useText } from "../../texts/index.ts";
import "../desk.css";
import "./callbacks.css";

const tabs = [
  { to: "/callbacks", label: "callbacks.tabList", grants: ["service.callbacks.read"] },
  { to: "/callbacks/plans", label: "callbacks.tabPlans", grants: ["service.callbacks.read"] },
  { to: "/callbacks/remedies", label: "callbacks.tabRemedies", grants: ["service.tickets.work"] },
  { to: "/callbacks/statistics", label: "callbacks.tabStatistics", grants: ["service.callbacks.review"] },
  { to: "/callbacks/analysis", label: "callbacks.tabAnalysis", grants: ["service.callbacks.review"] },
  { to: "/callbacks/categories", label: "callbacks.tabCategories", grants: ["service.settings"] },
] as const;

/** The strip of the screens of callbacks, on top of each. */
export function CallbackTabs() {
  const { t } = useText();
  const { may } = useMe();
  return (
    <nav className="desk-tabs no-print" aria-label={t("callbacks.tabs")}>
      {tabs
        .filter((one) => may(...one.grants))
        .map((one) => (
          <Link
            key={one.to}
            to={one.to as "/"}
            activeOptions={{ includeSearch: false, exact: one.to === "/callbacks" }}
            className="desk-tab"
            activeProps={{ className: "desk-tab desk-tab-here", "aria-current": "page" }}
          >
            {t(one.label)}
          </Link>
        ))}
    </nav>
  );
}

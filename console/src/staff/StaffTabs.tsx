import { Link } from "@tanstack/react-router";
import { useMe } from "../frame/me.ts";
import { useText } from "../texts/index.ts";
import "./staff.css";

const tabs = [
  { to: "/staff", label: "staff.people", grants: ["identity.staff.read"] },
  { to: "/staff/roles", label: "staff.roles", grants: ["identity.roles.read"] },
  { to: "/staff/delegations", label: "staff.delegations", grants: ["identity.delegations.manage"] },
] as const;

/** Staff, roles, delegations. */
export function StaffTabs() {
  const { t } = useText();
  const { may } = useMe();
  return (
    <nav className="page-tabs" aria-label={t("staff.title")}>
      {tabs
        .filter((one) => may(...one.grants))
        .map((one) => (
          <Link
            key={one.to}
            to={one.to as "/"}
            activeOptions={{ exact: one.to === "/staff", includeSearch: false }}
            className="page-tab"
            activeProps={{ className: "page-tab page-tab-here", "aria-current": "page" }}
          >
            {t(one.label)}
          </Link>
        ))}
    </nav>
  );
}

import { Badge, Switch, Tabs } from "antd";
import { useMe } from "../../frame/me.ts";
import { PageHead } from "../../parts/PageHead.tsx";
import { useUrlState } from "../../parts/url-state.ts";
import { useText } from "../../texts/index.ts";
import { DeskTabs } from "../DeskTabs.tsx";
import { reportViews, useReportCounts } from "./data.ts";
import { OwnDay } from "./OwnDay.tsx";
import { ReportList } from "./ReportList.tsx";
import "./reports.css";

/** One's own report of the day; those of others to read, and what is late. */
export function ReportsPage() {
  const { t } = useText();
  const { may } = useMe();
  const [state, set] = useUrlState();
  const reads = may("service.reports.read");
  const counts = useReportCounts(reads);
  const tabs = [...(may("service.reports.write") ? ["mine" as const] : []), ...(reads ? reportViews : [])];
  const tab = tabs.find((one) => one === state.tab) ?? tabs[0] ?? "mine";
  const label = (one: (typeof tabs)[number]) => {
    const count = one === "mine" || one === "all" ? 0 : (counts?.[one] ?? 0);
    return count ? (
      <span>
        {t(`reports.${one}`)} <Badge count={count} overflowCount={999} color="var(--accent)" size="small" />
      </span>
    ) : (
      t(`reports.${one}`)
    );
  };
  return (
    <div className="page">
      <DeskTabs />
      <PageHead title={t("reports.title")}>
        {tab !== "mine" && (
          <label className="row quiet small">
            <Switch
              size="small"
              checked={state.mine === "yes"}
              onChange={(on) => set({ mine: on ? "yes" : undefined })}
            />
            {t("reports.onlyDepartment")}
          </label>
        )}
      </PageHead>
      {tabs.length > 1 && (
        <Tabs
          activeKey={tab}
          onChange={(next) => set({ tab: next === tabs[0] ? undefined : next })}
          items={tabs.map((key) => ({ key, label: label(key) }))}
        />
      )}
      {tab === "mine" ? (
        <OwnDay />
      ) : (
        <ReportList asked={{ view: tab, ...(state.mine === "yes" && { departments: "mine" as const }) }} />
      )}
    </div>
  );
}

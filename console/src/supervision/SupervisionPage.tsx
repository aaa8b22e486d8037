import { Switch, Tabs } from "antd";
import { PageHead } from "../parts/PageHead.tsx";
import { useUrlState } from "../parts/url-state.ts";
import { useText } from "../texts/index.ts";
import { Feedback } from "./Feedback.tsx";
import { Inspections } from "./Inspections.tsx";
import { RecordInspection } from "./RecordInspection.tsx";
import { Shortfalls } from "./Shortfalls.tsx";
import "./supervision.css";

/** Inspections and what they found; missed targets and the plans to mend them; what customers say. */
export function SupervisionPage() {
  const { t } = useText();
  const [state, set] = useUrlState();
  const open = state.open === "yes";
  return (
    <div className="page">
      <PageHead title={t("supervision.title")}>
        <RecordInspection />
      </PageHead>
      <Tabs
        activeKey={state.tab ?? "inspections"}
        onChange={(tab) => set({ tab: tab === "inspections" ? undefined : tab })}
        tabBarExtraContent={
          <label className="row quiet small">
            <Switch size="small" checked={open} onChange={(on) => set({ open: on ? "yes" : undefined })} />
            {t("supervision.onlyOpen")}
          </label>
        }
        items={[
          { key: "inspections", label: t("supervision.tabInspections") },
          { key: "shortfalls", label: t("supervision.tabShortfalls") },
          { key: "feedback", label: t("supervision.tabFeedback") },
        ]}
      />
      {state.tab === "shortfalls" && <Shortfalls key={String(open)} open={open} />}
      {state.tab === "feedback" && <Feedback key={String(open)} open={open} />}
      {(state.tab ?? "inspections") === "inspections" && <Inspections key={String(open)} open={open} />}
    </div>
  );
}

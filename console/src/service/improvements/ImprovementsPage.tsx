import { Tabs } from "antd";
import { PageHead } from "../../parts/PageHead.tsx";
import { useUrlState } from "../../parts/url-state.ts";
import { useText } from "../../texts/index.ts";
import { DeskTabs } from "../DeskTabs.tsx";
import { AddImprovement } from "./AddImprovement.tsx";
import { Analysis } from "./Analysis.tsx";
import { ImprovementList } from "./ImprovementList.tsx";
import "./improvements.css";
import { Signed } from "./Signed.tsx";

const tabs = ["analysis", "improvements", "signed"] as const;

/** Where complaints come from, what is done against it, and whether it worked. */
export function ImprovementsPage() {
  const { t } = useText();
  const [url, set] = useUrlState();
  const tab = tabs.find((one) => one === url.tab) ?? "analysis";
  return (
    <div className="page improvements">
      <DeskTabs />
      <PageHead title={t("improvements.title")}>
        <AddImprovement />
      </PageHead>
      <Tabs
        className="no-print"
        activeKey={tab}
        onChange={(next) => set({ tab: next === "analysis" ? undefined : next, bar: undefined })}
        items={[
          { key: "analysis", label: t("improvements.tabAnalysis") },
          { key: "improvements", label: t("improvements.tabImprovements") },
          { key: "signed", label: t("improvements.tabSigned") },
        ]}
      />
      {tab === "analysis" && <Analysis />}
      {tab === "improvements" && <ImprovementList />}
      {tab === "signed" && <Signed />}
    </div>
  );
}

import { Badge, Select, Switch, Tabs } from "antd";
import { useMe } from "../../frame/me.ts";
import { PageHead } from "../../parts/PageHead.tsx";
import { useUrlState } from "../../parts/url-state.ts";
import { useText } from "../../texts/index.ts";
import { DeskTabs } from "../DeskTabs.tsx";
import { CheckList } from "./CheckList.tsx";
import { checkViews, type CheckView, type Kind, useCounts } from "./data.ts";
import { Draws } from "./Draws.tsx";
import { Sheets } from "./Sheets.tsx";
import { Summary } from "./Summary.tsx";
import "./quality.css";

/** Checks to score, to talk over and to look at again; figures, draws and sheets. Agents see their own results. */
export function QualityPage() {
  const { t } = useText();
  const { may } = useMe();
  const [state, set] = useUrlState();
  const scores = may("service.quality.score");
  const counts = useCounts(scores);
  const views: readonly CheckView[] = scores ? checkViews : ["results"];
  const tabs = [...views, "summary", ...(scores ? ["draws"] : []), "sheets"];
  const tab = tabs.find((one) => one === state.tab) ?? tabs[0]!;
  const view = checkViews.find((one) => one === tab);
  const kind = state.kind === "conduct" || state.kind === "handling" ? (state.kind as Kind) : undefined;
  const label = (one: string) => {
    const name = t(one === "results" && !scores ? "quality.myResults" : (`quality.${one}` as "quality.results"));
    const count = one === "results" ? 0 : (counts?.[one as CheckView] ?? 0);
    return count ? (
      <span>
        {name} <Badge count={count} overflowCount={999} color="var(--accent)" size="small" />
      </span>
    ) : (
      name
    );
  };
  return (
    <div className="page">
      <DeskTabs />
      <PageHead title={t("quality.title")}>
        {tab === "to_score" && (
          <label className="row quiet small">
            <Switch
              size="small"
              checked={state.mine === "yes"}
              onChange={(on) => set({ mine: on ? "yes" : undefined })}
            />
            {t("quality.onlyMine")}
          </label>
        )}
        {view && (
          <Select
            value={kind ?? ""}
            onChange={(next) => set({ kind: next || undefined })}
            aria-label={t("quality.kind")}
            style={{ minWidth: 132 }}
            options={[
              { value: "", label: t("quality.anyKind") },
              { value: "handling", label: t("quality.handling") },
              { value: "conduct", label: t("quality.conduct") },
            ]}
          />
        )}
      </PageHead>
      <Tabs
        activeKey={tab}
        onChange={(next) => set({ tab: next === tabs[0] ? undefined : next })}
        items={tabs.map((key) => ({ key, label: label(key) }))}
      />
      {view && (
        <CheckList
          asked={{
            view,
            ...(kind && { kind }),
            ...(tab === "to_score" && state.mine === "yes" && { scorer: "me" as const }),
          }}
          own={!scores}
        />
      )}
      {tab === "summary" && <Summary />}
      {tab === "draws" && <Draws />}
      {tab === "sheets" && <Sheets />}
    </div>
  );
}

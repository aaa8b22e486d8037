import { Tabs } from "antd";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { PageHead } from "../../../parts/PageHead.tsx";
import { useUrlState } from "../../../parts/url-state.ts";
import { useText } from "../../../texts/index.ts";
import { DeskTabs } from "../../DeskTabs.tsx";
import "../tickets.css";
import { Categories } from "./Categories.tsx";
import { Macros } from "./Macros.tsx";
import { People } from "./People.tsx";

const tabs = ["categories", "people", "macros"] as const;

/** What tickets can be about, who works on them and how much at once, and steps done at one click. */
export function TicketSettings() {
  const { t } = useText();
  const [url, set] = useUrlState();
  const tab = tabs.find((one) => one === url.tab) ?? "categories";
  return (
    <div className="page ticket-settings">
      <DeskTabs />
      <PageHead title={t("tickets.settings")}>
        <Link to={"/tickets" as "/"}>
          <Button>{t("tickets.toList")}</Button>
        </Link>
      </PageHead>
      <Tabs
        activeKey={tab}
        onChange={(next) => set({ tab: next === "categories" ? undefined : next })}
        items={tabs.map((one) => ({ key: one, label: t(`tickets.tab.${one}`) }))}
      />
      {tab === "categories" && <Categories />}
      {tab === "people" && <People />}
      {tab === "macros" && <Macros />}
    </div>
  );
}

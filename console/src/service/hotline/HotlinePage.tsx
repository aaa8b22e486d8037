import { useMe } from "../../frame/me.ts";
import { PageHead } from "../../parts/PageHead.tsx";
import { useText } from "../../texts/index.ts";
import { DeskTabs } from "../DeskTabs.tsx";
import { Extensions } from "./Extensions.tsx";
import { Figures } from "./Figures.tsx";
import "./hotline.css";
import { Seat } from "./Seat.tsx";
import { Simulate } from "./Simulate.tsx";
import { Switchboards } from "./Switchboards.tsx";

/** The hotline: today's calls, one's own telephone, and what ties it to switchboards. */
export function HotlinePage() {
  const { t } = useText();
  const { may } = useMe();
  const sets = may("service.settings");
  return (
    <div className="page">
      <DeskTabs />
      <PageHead title={t("hotline.title")}>{sets && <Simulate />}</PageHead>
      {may("service.contacts.read") && <Figures />}
      {may("service.hotline") && <Seat />}
      {sets && <Extensions />}
      {sets && <Switchboards />}
    </div>
  );
}

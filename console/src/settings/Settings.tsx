import { useMe } from "../frame/me.ts";
import { PageHead } from "../parts/PageHead.tsx";
import { FeedPart } from "../service/work-orders/Feed.tsx";
import { useUrlState } from "../parts/url-state.ts";
import { DelegateButton } from "../staff/Delegate.tsx";
import { DelegationLines } from "../staff/Delegations.tsx";
import { Sessions, Tokens } from "../staff/SignIns.tsx";
import { useText } from "../texts/index.ts";
import { Calendars } from "./Calendars.tsx";
import { NewToken } from "./NewToken.tsx";
import { Password } from "./Password.tsx";
import { Profile } from "./Profile.tsx";
import "./settings.css";
import { TwoStep } from "./TwoStep.tsx";

const tabs = ["mine", "security", "access", "calendars"] as const;

/** What concerns this person's own account, and the company's calendars. */
export function Settings() {
  const { t } = useText();
  const { may } = useMe();
  const [url, set] = useUrlState();
  const mine = tabs.filter((one) => one !== "calendars" || may("policy.read"));
  const tab = mine.find((one) => one === url.tab) ?? "mine";
  return (
    <div className="page page-narrow">
      <PageHead title={t("settings.title")} />
      <div className="page-tabs" role="tablist" aria-label={t("settings.title")}>
        {mine.map((one) => (
          <button
            key={one}
            type="button"
            role="tab"
            aria-selected={one === tab}
            className={one === tab ? "page-tab page-tab-here" : "page-tab"}
            onClick={() => set({ tab: one === "mine" ? undefined : one, calendar: undefined })}
          >
            {t(`settings.${one}`)}
          </button>
        ))}
      </div>
      {tab === "mine" && (
        <>
          <Profile />
          {may("identity.delegate") && (
            <section className="panel">
              <div className="panel-head">
                <h2>{t("settings.delegations")}</h2>
                <DelegateButton />
              </div>
              <DelegationLines of="me" state="current" />
            </section>
          )}
        </>
      )}
      {tab === "security" && (
        <>
          <TwoStep />
          <Password />
        </>
      )}
      {tab === "access" && (
        <>
          <Sessions />
          {may("identity.tokens") && <Tokens action={<NewToken />} />}
          {may("service.orders.perform") && (
            <section className="panel">
              <div className="panel-head">
                <h2>{t("workOrders.feed")}</h2>
              </div>
              <div className="panel-body">
                <FeedPart />
              </div>
            </section>
          )}
        </>
      )}
      {tab === "calendars" && <Calendars />}
    </div>
  );
}

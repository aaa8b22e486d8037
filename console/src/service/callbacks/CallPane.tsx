import { Alert, Segmented } from "antd";
import { useState } from "react";
import { useKeys } from "../../frame/keys.ts";
import { useMe } from "../../frame/me.ts";
import { DueBar } from "../../parts/DueBar.tsx";
import { useChoices } from "../../parts/nouns.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { Tag } from "../../parts/Tag.tsx";
import { Waiting } from "../../parts/Waiting.tsx";
import { When } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import { Assign } from "./Assign.tsx";
import { AttemptForm } from "./AttemptForm.tsx";
import { CustomerSide } from "./CustomerSide.tsx";
import { type CallbackPage, useCallback1 } from "./data.ts";
import { RecordForm } from "./RecordForm.tsx";
import { Review } from "./Review.tsx";
import { Said } from "./Said.tsx";

/** One call: the customer, what to say and ask, and what was said. */
export function CallPane({ id, onDone }: { id: string; onDone: () => void }) {
  const { data, error } = useCallback1(id);
  if (error) return <ProblemNote problem={error} />;
  if (!data) return <Waiting lines={8} />;
  return (
    <div className="call-pane">
      <Head page={data} />
      <div className="call-body">
        <div className="call-main">
          {data.callback.state === "due" ? <Work page={data} onDone={onDone} /> : <Over page={data} />}
        </div>
        <CustomerSide page={data} />
      </div>
    </div>
  );
}

function Head({ page: { callback, customerName } }: { page: CallbackPage }) {
  const { t } = useText();
  const reasonOf = useChoices("callback", "reason");
  const stateOf = useChoices("callback", "state");
  const severityOf = useChoices("callback", "severity");
  const due = callback.state === "due";
  return (
    <header className="call-head">
      <div>
        <h2>{customerName ?? t("callbacks.customerHidden")}</h2>
        <div className="row">
          <Tag tone={callback.severity === "severe" ? "bad" : "accent"}>
            {callback.severity
              ? t("callbacks.ofComplaint", { severity: severityOf(callback.severity) })
              : reasonOf(callback.reason)}
          </Tag>
          {callback.periodKey && <span className="quiet small">{callback.periodKey}</span>}
          {!due && <Tag tone={callback.state === "done" ? "good" : "warn"}>{stateOf(callback.state)}</Tag>}
        </div>
      </div>
      <div className="call-head-side">
        {due ? (
          <>
            <DueBar openedAt={callback.openedAt!} dueAt={callback.dueAt!} />
            <span className="quiet small">
              {t("callbacks.dueBy")} <When at={callback.dueAt} />
            </span>
            <Assign callback={callback} />
          </>
        ) : (
          <span className="quiet small">
            {callback.calledByName} · <When at={callback.calledAt} />
          </span>
        )}
      </div>
    </header>
  );
}

function Work({ page, onDone }: { page: CallbackPage; onDone: () => void }) {
  const { t } = useText();
  const { may } = useMe();
  const [way, setWay] = useState<"reached" | "notReached">("reached");
  useKeys({ n: () => setWay("notReached"), y: () => setWay("reached") });
  const script = page.script ?? t("callbacks.standardScript");
  return (
    <div className="stack">
      <blockquote className="call-script">
        <span className="quiet small">{t("callbacks.script")}</span>
        <p>{script}</p>
      </blockquote>
      {page.attempts.length > 0 && <Said.Attempts page={page} />}
      {!page.mayCall && <Alert type="warning" showIcon title={t("callbacks.notMe")} />}
      {page.mayCall && may("service.callbacks.make") && (
        <>
          <Segmented
            block
            value={way}
            onChange={setWay}
            options={(["reached", "notReached"] as const).map((one) => ({ value: one, label: t(`callbacks.${one}`) }))}
          />
          {way === "reached" ? <RecordForm page={page} onDone={onDone} /> : <AttemptForm page={page} onDone={onDone} />}
        </>
      )}
    </div>
  );
}

const Over = ({ page }: { page: CallbackPage }) => (
  <div className="stack">
    <Said page={page} />
    {page.callback.state === "done" && <Review page={page} />}
  </div>
);

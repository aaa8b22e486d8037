import { useQuery } from "@tanstack/react-query";
import { api, ask, type Schema } from "../../api.ts";
import { DueBar } from "../../parts/DueBar.tsx";
import { DueWhy } from "../../parts/DueWhy.tsx";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { Tag, type Tone } from "../../parts/Tag.tsx";
import { When } from "../../parts/When.tsx";
import { Why } from "../../parts/Why.tsx";
import { type TextKey, useText } from "../../texts/index.ts";

type Promised = Schema<"CustomerObligation">;

const states: Record<Promised["state"], [TextKey, Tone]> = {
  open: ["customers.promiseOpen", "accent"],
  met: ["customers.promiseMet", "good"],
  breached: ["customers.promiseBreached", "bad"],
  waived: ["customers.promiseWaived", "plain"],
};

/** What was promised to this customer: open ones with their time left and why it is due then, then the latest settled. */
export function Promises({ id }: { id: string }) {
  const { t, pick } = useText();
  const { data, error } = useQuery({
    queryKey: ["customers", id, "obligations"],
    queryFn: () => ask(api.GET("/api/v1/customers/{id}/obligations", { params: { path: { id } } })),
  });
  const all = data?.items ?? [];
  const open = all.filter((one) => !one.settledAt);
  const settled = all.filter((one) => one.settledAt).slice(0, 5);
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("customers.obligations")}</h2>
      </div>
      <ProblemNote problem={error} />
      {data && !open.length && <p className="side-none">{t("customers.obligationsNone")}</p>}
      <ul className="side-list">
        {[...open, ...settled].map((one) => {
          const [word, tone] = states[one.state];
          return (
            <li key={one.id}>
              <div className="spread">
                <span>
                  {pick(one.label)} <span className="quiet small">{one.clause}</span>
                </span>
                <span className="nowrap">
                  {(one.settledAt || one.state !== "open") && <Tag tone={tone}>{t(word)}</Tag>}
                  <Why of={t("customers.whyDue")}>
                    <DueWhy customerId={id} id={one.id} />
                  </Why>
                </span>
              </div>
              {one.settledAt ? (
                <span className="quiet small">
                  <When at={one.settledAt} /> {one.settledByName}
                </span>
              ) : one.pausedSince ? (
                <Tag>{t("customers.promisePaused")}</Tag>
              ) : (
                one.dueAt && <DueBar openedAt={one.openedAt} dueAt={one.dueAt} />
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

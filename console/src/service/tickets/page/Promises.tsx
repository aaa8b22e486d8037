import { PauseCircleOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { api, ask } from "../../../api.ts";
import { DueBar } from "../../../parts/DueBar.tsx";
import { DueSum } from "../../../parts/DueWhy.tsx";
import { ProblemNote } from "../../../parts/ProblemNote.tsx";
import { Tag, type Tone } from "../../../parts/Tag.tsx";
import { When } from "../../../parts/When.tsx";
import { Why } from "../../../parts/Why.tsx";
import { type TextKey, useText } from "../../../texts/index.ts";
import { type Promised, usePromises } from "../data.ts";

const outcomes: Record<Promised["state"], [TextKey, Tone]> = {
  open: ["customers.promiseOpen", "accent"],
  met: ["customers.promiseMet", "good"],
  breached: ["customers.promiseBreached", "bad"],
  waived: ["customers.promiseWaived", "plain"],
};

export const isRunning = (one: Promised): boolean => one.settledAt === null && one.state !== "waived";

/** What this ticket promised the customer: the clocks that run with their time left and why, then how others ended. */
export function Promises({ id }: { id: string }) {
  const { t, pick } = useText();
  const { data, error } = usePromises(id);
  const all = data?.items ?? [];
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("tickets.promises")}</h2>
      </div>
      <ProblemNote problem={error} />
      {data && !all.length && <p className="side-none">{t("tickets.promisesNone")}</p>}
      <ul className="side-list">
        {all.map((one) => (
          <li key={one.id}>
            <div className="spread">
              <span>
                {pick(one.label)} <span className="quiet small">{one.clause}</span>
              </span>
              <WhyDue ticketId={id} promise={one} />
            </div>
            <Standing promise={one} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The sum behind a deadline of this ticket, for whoever may see the ticket. */
export function WhyDue({ ticketId, promise }: { ticketId: string; promise: Promised }) {
  const { t } = useText();
  return (
    <Why of={t("customers.whyDue")}>
      <Sum ticketId={ticketId} promiseId={promise.id} />
    </Why>
  );
}

function Sum({ ticketId, promiseId }: { ticketId: string; promiseId: string }) {
  const { data, error } = useQuery({
    queryKey: ["tickets", ticketId, "promises", promiseId],
    queryFn: () =>
      ask(
        api.GET("/api/v1/tickets/{id}/promises/{promiseId}/explanation", {
          params: { path: { id: ticketId, promiseId } },
        }),
      ),
  });
  return <DueSum sum={data} problem={error} />;
}

function Standing({ promise }: { promise: Promised }) {
  const { t } = useText();
  if (!isRunning(promise)) {
    const [word, tone] = outcomes[promise.state];
    return (
      <span className="row small">
        <Tag tone={tone}>{t(word)}</Tag>
        <span className="quiet">
          {promise.settledAt && <When at={promise.settledAt} />} {promise.settledByName}
          {promise.state === "waived" && promise.reason}
        </span>
      </span>
    );
  }
  if (promise.pausedSince)
    return (
      <span className="quiet small">
        <PauseCircleOutlined /> {t("tickets.restingSince")} <When at={promise.pausedSince} />
      </span>
    );
  return promise.dueAt ? <DueBar openedAt={promise.openedAt} dueAt={promise.dueAt} /> : null;
}

import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api, ask } from "../api.ts";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { Waiting } from "../parts/Waiting.tsx";
import { useSaySpan, useSayWhen, When } from "../parts/When.tsx";
import { useText } from "../texts/index.ts";

/** The sum behind a deadline: the clause in its own words, when it opened, each counted span, pauses, the result. */
export function WhyDeadline({ of }: { of: { customerId: string; id: string } }) {
  const { t, pick } = useText();
  const span = useSaySpan();
  const say = useSayWhen();
  const { data, error } = useQuery({
    queryKey: ["obligations", of.customerId, of.id, "explanation"],
    queryFn: () => ask(api.GET("/api/v1/obligations/{customerId}/{id}/explanation", { params: { path: of } })),
  });
  return (
    <section className="sum" aria-labelledby="sum-title">
      <h3 id="sum-title">{t("worklist.why")}</h3>
      <ProblemNote problem={error} />
      {!data && !error && <Waiting lines={4} />}
      {data && (
        <>
          {data.clause && (
            <blockquote className="sum-clause">
              <Link to={`/policies/${data.clause.document}` as "/"} search={{ clause: data.clause.number }}>
                {data.clause.number} {pick(data.clause.title)}
              </Link>
              <p>{pick(data.clause.text)}</p>
            </blockquote>
          )}
          <dl className="facts-list">
            <dt>{t("worklist.whyTerm")}</dt>
            <dd>{pick(data.term.text)}</dd>
            <dt>{t("worklist.whyCalendar")}</dt>
            <dd>{pick(data.calendar.label)}</dd>
          </dl>
          <ol className="sum-lines">
            {data.lines.map((line, at) => (
              <li key={at}>{pick(line)}</li>
            ))}
            {data.pauses.map((pause) => (
              <li key={pause.from} className="sum-pause">
                {t("worklist.whyPauses")}: <When at={pause.from} /> –{" "}
                {pause.to ? <When at={pause.to} /> : t("worklist.whyPauseNow")} · {pause.reason}
              </li>
            ))}
          </ol>
          <p className="sum-end">
            {data.dueAt ? (
              <>
                <span>{t("worklist.whyDue")}</span> <strong>{say(data.dueAt)}</strong>
              </>
            ) : (
              data.remainingSeconds !== null && (
                <>
                  <span>{t("worklist.whyRemaining")}</span> <strong>{span(data.remainingSeconds * 1000)}</strong>
                </>
              )
            )}
          </p>
          {data.pauses.length > 0 && data.plannedAt && (
            <p className="quiet small">
              {t("worklist.whyPlanned")} <When at={data.plannedAt} />
            </p>
          )}
          {data.provisional && <p className="quiet small">{t("worklist.whyProvisional")}</p>}
          {data.calendar.replacedAt && (
            <p className="quiet small">{t("worklist.whyReplaced", { at: say(data.calendar.replacedAt) })}</p>
          )}
        </>
      )}
    </section>
  );
}

import { CheckOutlined, CloseOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api, ask } from "../../api.ts";
import { GradeTag } from "../../parts/GradeTag.tsx";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { Waiting } from "../../parts/Waiting.tsx";
import { useSayWhen } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";

/** Why a customer has its grade: the facts, the row that hit, the clause; and what today's facts would give. */
export function GradeWhy({ id }: { id: string }) {
  const { t, pick } = useText();
  const when = useSayWhen();
  const query = useQuery({
    queryKey: ["customers", id, "grade"],
    queryFn: () => ask(api.GET("/api/v1/customers/{id}/grade", { params: { path: { id } } })),
  });
  if (query.error) return <ProblemNote problem={query.error} />;
  if (!query.data) return <Waiting lines={3} />;
  const { stored, today } = query.data;
  const told = stored ?? today;
  return (
    <div className="grade-why">
      {!stored && <p className="quiet">{t("customers.gradeNone")}</p>}
      {stored && (
        <p>
          <strong>{pick(stored.ground)}</strong>
        </p>
      )}
      {stored?.override && (
        <p>{t("customers.gradeOverridden", { name: stored.override.byName ?? "", reason: stored.override.reason })}</p>
      )}
      {told?.facts && told.facts.length > 0 && (
        <dl className="why-facts">
          {told.facts.map((fact) => (
            <div key={fact.name}>
              <dt>{pick(fact.label)}</dt>
              <dd>{pick(fact.text)}</dd>
            </div>
          ))}
        </dl>
      )}
      {told?.rows && told.rows.length > 0 && (
        <details>
          <summary>{t("customers.gradeAll")}</summary>
          <ol className="why-rows">
            {told.rows.map((row) => (
              <li key={row.row} className={row.chosen ? "why-chosen" : undefined}>
                {row.held ? <CheckOutlined className="held" /> : <CloseOutlined className="quiet" />}{" "}
                <span>{pick(row.gives)}：</span>
                {row.cells.map((cell) => (
                  <span key={cell.fact} className={cell.held ? undefined : "quiet"}>
                    {pick(cell.text)}{" "}
                  </span>
                ))}
              </li>
            ))}
          </ol>
        </details>
      )}
      {stored && (
        <p className="quiet small">
          <Link to={"/policies" as "/"}>
            {stored.clause} {pick(stored.clauseTitle)}
          </Link>{" "}
          {t("customers.gradeSince", { when: when(stored.since) })}
        </p>
      )}
      {today?.grade && (!stored || today.grade !== stored.grade) && (
        <p className="row">
          {t("customers.gradeToday")} <GradeTag grade={today.grade} />
        </p>
      )}
    </div>
  );
}

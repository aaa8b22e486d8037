import { CheckCircleFilled, CloseCircleFilled, WarningFilled } from "@ant-design/icons";
import { Button } from "antd";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { useText } from "../../texts/index.ts";
import type { Control } from "../data.ts";
import { factOut } from "./facts.ts";
import type { TableProblem } from "./use-table-check.ts";

type Props = {
  readonly control: Control;
  readonly checking: boolean;
  readonly problem: unknown;
  readonly problems: readonly TableProblem[];
  readonly onTry: (facts: Readonly<Record<string, unknown>>) => void;
};

/** Gaps, overlaps, rows out of reach and cells that cannot be read, each with facts that show it. */
export function TableChecks({ control, checking, problem, problems, onTry }: Props) {
  const { t, pick } = useText();
  const say = (facts: Readonly<Record<string, unknown>>) =>
    control.facts
      .filter((fact) => fact.name in facts)
      .map((fact) => {
        const value = factOut(fact, facts[fact.name]);
        const choice = fact.values?.[value];
        const words = choice ? pick(choice) : value === "" ? t("policies.unknown") : value;
        return `${pick(fact.label)} ${words}`;
      })
      .join("，");
  return (
    <section className="panel" aria-live="polite">
      <div className="panel-head">
        <h2>{t("policies.checks")}</h2>
        {checking && <span className="quiet small">{t("policies.checking")}</span>}
      </div>
      <div className="panel-body">
        <ProblemNote problem={problem} />
        {problems.length === 0 && !problem && (
          <p className="check-fine">
            <CheckCircleFilled /> {t("policies.checkFine")}
          </p>
        )}
        <ul className="problems">
          {problems.map((one, at) => (
            <li key={at} className="problem">
              {one.severity === "error" ? (
                <CloseCircleFilled className="problem-error" aria-label={t("policies.error")} />
              ) : (
                <WarningFilled className="problem-warning" aria-label={t("policies.warning")} />
              )}
              <span>
                {pick(one.text)}
                {one.example && (
                  <span className="check-example">
                    {t("policies.example", { facts: say(one.example) })}{" "}
                    <Button type="link" size="small" onClick={() => onTry(one.example!)}>
                      {t("policies.tryExample")}
                    </Button>
                  </span>
                )}
              </span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

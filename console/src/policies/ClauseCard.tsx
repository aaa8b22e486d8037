import { CloseCircleFilled, WarningFilled } from "@ant-design/icons";
import { Tag } from "../parts/Tag.tsx";
import { useText } from "../texts/index.ts";
import { ClauseText } from "./ClauseText.tsx";
import type { Clause } from "./data.ts";
import { regionWords } from "./region.ts";
import { KindIcon } from "./KindIcon.tsx";

type Props = {
  readonly clause: Clause;
  readonly norm: boolean;
  readonly open: boolean;
  readonly onOpen: () => void;
};

/** One clause as people read it; below it what carries it out, or that nothing does. */
export function ClauseCard({ clause, norm, open, onOpen }: Props) {
  const { t, pick } = useText();
  const worst = clause.problems.some((one) => one.severity === "error")
    ? "error"
    : clause.problems.some((one) => one.severity === "warning")
      ? "warning"
      : undefined;
  const idle = norm ? clause.enabled === false : clause.controls.length === 0;
  return (
    <section
      id={clause.number}
      className={["clause", open && "clause-open", idle && "clause-idle"].filter(Boolean).join(" ")}
    >
      <span className="clause-number">{clause.number}</span>
      <div className="clause-body">
        <h3>
          <button
            type="button"
            aria-expanded={open}
            onClick={onOpen}
          >
            {pick(clause.title)}
          </button>
          {worst === "error" && <CloseCircleFilled className="problem-error" aria-label={t("policies.error")} />}
          {worst === "warning" && <WarningFilled className="problem-warning" aria-label={t("policies.warning")} />}
        </h3>
        <p>
          <ClauseText clause={clause} />
        </p>
        {norm ? <NormLine clause={clause} /> : <ControlLine clause={clause} />}
      </div>
    </section>
  );
}

function ControlLine({ clause }: { clause: Clause }) {
  const { t, pick } = useText();
  if (clause.controls.length === 0) return <p className="clause-unbound">{t("policies.unbound")}</p>;
  return (
    <ul className="clause-controls">
      {clause.controls.map((one) => (
        <li key={one.control} title={one.kind ? t(`policies.${one.kind}`) : t("policies.unknownControl")}>
          <KindIcon kind={one.kind} /> {pick(one.label)}
        </li>
      ))}
    </ul>
  );
}

function NormLine({ clause }: { clause: Clause }) {
  const { t, pick } = useText();
  return (
    <div className="clause-norm">
      {clause.enabled === false ? <Tag>{t("policies.off")}</Tag> : <Tag tone="good">{t("policies.on")}</Tag>}
      {clause.trust && (
        <Tag tone={clause.trust === "A" ? "accent" : clause.trust === "B" ? "plain" : "warn"}>
          {t(`policies.trust${clause.trust}`)}
        </Tag>
      )}
      {clause.region && <Tag>{regionWords(clause.region, t)}</Tag>}
      {clause.source && <span className="quiet small">{pick(clause.source)}</span>}
    </div>
  );
}

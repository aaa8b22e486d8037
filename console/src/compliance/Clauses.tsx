import { Switch } from "antd";
import { formatCount } from "../parts/Money.tsx";
import { Tag } from "../parts/Tag.tsx";
import { useUrlState } from "../parts/url-state.ts";
import { KindIcon } from "../policies/KindIcon.tsx";
import { useText } from "../texts/index.ts";
import { Sparkline, TallyBar } from "./Bars.tsx";
import { type ClauseFigures, type ControlFigures, type Outcome, percent, type Report } from "./data.ts";
import { MetricLine } from "./MetricLine.tsx";

/** The policy's own text with its figures beside it, clause by clause. */
export function Clauses({ report }: { report: Report }) {
  const { t, pick } = useText();
  const [state, set] = useUrlState();
  const unbound = report.chapters.flatMap((chapter) => chapter.clauses).filter((one) => !one.bound).length;
  const all = state.all === "yes";
  const chapters = report.chapters
    .map((chapter) => ({ ...chapter, clauses: chapter.clauses.filter((one) => all || one.bound) }))
    .filter((chapter) => chapter.clauses.length > 0);
  return (
    <>
      {unbound > 0 && (
        <label className="row quiet no-print compliance-unbound">
          <Switch size="small" checked={all} onChange={(on) => set({ all: on ? "yes" : undefined })} />
          {t("compliance.showUnbound")}
          <span className="small">{!all && t("compliance.unboundCount", { count: unbound })}</span>
        </label>
      )}
      <article className="panel marked">
        {chapters.map((chapter) => (
          <section key={chapter.number}>
            <h2>
              <span className="quiet">{chapter.number}</span> {pick(chapter.title)}
            </h2>
            {chapter.clauses.map((clause) => (
              <MarkedClause
                key={`${clause.number} ${clause.versionId}`}
                clause={clause}
                open={state.clause === clause.number}
              />
            ))}
          </section>
        ))}
      </article>
    </>
  );
}

function MarkedClause({ clause, open }: { clause: ClauseFigures; open: boolean }) {
  const { t, pick } = useText();
  const counted = clause.controls.filter((one) => one.kind !== "metric");
  const metrics = clause.controls.filter((one) => one.kind === "metric");
  return (
    <section id={clause.number} className={open ? "marked-clause marked-open" : "marked-clause"}>
      <div className="marked-text">
        <h3>
          <span className="clause-number">{clause.number}</span> {pick(clause.title)}{" "}
          {clause.replaced && <Tag>{t("compliance.replaced")}</Tag>}
        </h3>
        <p>{pick(clause.text)}</p>
      </div>
      <div className="marked-figures">
        {!clause.bound && <span className="clause-unbound">{t("compliance.unbound")}</span>}
        {counted.map((control) => (
          <ControlFigure key={control.key} clause={clause} control={control} />
        ))}
        {metrics.map((control) => (
          <MetricLine key={control.key} clause={clause.number} control={control} />
        ))}
      </div>
    </section>
  );
}

const shown = ["met", "breached", "open", "waived", "refused"] as const;

/** How one control was kept; a click on a count opens its rows. */
function ControlFigure({ clause, control }: { clause: ClauseFigures; control: ControlFigures }) {
  const { t, pick } = useText();
  const [, set] = useUrlState();
  const open = (outcome?: Outcome) => set({ clause: clause.number, control: control.key, outcome }, { push: true });
  const nothing = control.inScope === 0 && control.refused === 0;
  return (
    <div className="control-figure">
      <div className="control-figure-head">
        <span className="control-figure-name">
          <KindIcon kind={control.kind} /> {pick(control.label)}
        </span>
        {!nothing && (
          <button
            type="button"
            className="control-share"
            onClick={() => open()}
            aria-label={`${pick(control.label)} ${t("compliance.share")} ${percent(control.share)}`}
          >
            {percent(control.share)}
          </button>
        )}
      </div>
      {nothing ? (
        <span className="quiet small">{t("compliance.nothing")}</span>
      ) : (
        <>
          <div className="control-figure-bar">
            <TallyBar tally={control} />
            <Sparkline trend={control.trend} />
          </div>
          <div className="control-counts">
            {shown.map(
              (outcome) =>
                control[outcome] > 0 && (
                  <button
                    key={outcome}
                    type="button"
                    className={`count count-${outcome}`}
                    onClick={() => open(outcome)}
                  >
                    {t(`compliance.${outcome}`)} <strong>{formatCount(control[outcome])}</strong>
                  </button>
                ),
            )}
          </div>
        </>
      )}
    </div>
  );
}

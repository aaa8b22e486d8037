import { Tag } from "../parts/Tag.tsx";
import { useUrlState } from "../parts/url-state.ts";
import { KindIcon } from "../policies/KindIcon.tsx";
import { useText } from "../texts/index.ts";
import { Sparkline } from "./Bars.tsx";
import { type ControlFigures, percent } from "./data.ts";

/** The newest figure of a metric against its target, with the trend of its periods; a click opens its rows. */
export function MetricLine({ clause, control }: { clause: string; control: ControlFigures }) {
  const { t, pick } = useText();
  const [, set] = useUrlState();
  const last = control.figures.findLast((one) => one.share !== null);
  return (
    <div className="control-figure">
      <div className="control-figure-head">
        <span className="control-figure-name">
          <KindIcon kind="metric" /> {pick(control.label)}
        </span>
        {last && (
          <button
            type="button"
            className="control-share"
            aria-label={`${pick(control.label)} ${percent(last.share)}`}
            onClick={() => set({ clause, metric: control.key, period: last.period.key }, { push: true })}
          >
            {percent(last.share)}
          </button>
        )}
      </div>
      {last ? (
        <>
          <div className="control-figure-bar">
            <span className="small quiet">
              {pick(last.period.label)}
              {!last.closed && ` ${t("compliance.soFar")}`} ·{" "}
              {t(last.better === "higher" ? "compliance.targetHigher" : "compliance.targetLower", {
                value: percent(Number(last.target)),
              })}
            </span>
            <Sparkline trend={control.figures} />
          </div>
          {last.reached !== null && (
            <Tag tone={last.reached ? "good" : "bad"}>
              {t(last.reached ? "compliance.reached" : "compliance.missed")}
            </Tag>
          )}
        </>
      ) : (
        <span className="quiet small">{t("compliance.noData")}</span>
      )}
    </div>
  );
}

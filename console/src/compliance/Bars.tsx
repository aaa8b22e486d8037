import { useText } from "../texts/index.ts";
import { formatCount } from "../parts/Money.tsx";
import { percent, type Tally } from "./data.ts";

const parts = ["met", "waived", "open", "breached"] as const;

/** What became of the duties, as one bar; the counts say the same. */
export function TallyBar({ tally }: { tally: Tally }) {
  const { t } = useText();
  const whole = parts.reduce((sum, part) => sum + tally[part], 0);
  const label = parts.map((part) => `${t(`compliance.${part}`)} ${formatCount(tally[part])}`).join("，");
  return (
    <span className="tally-bar" role="img" aria-label={label} title={label}>
      {parts.map(
        (part) =>
          tally[part] > 0 && (
            <span key={part} className={`tally-${part}`} style={{ width: `${(tally[part] / whole) * 100}%` }} />
          ),
      )}
    </span>
  );
}

/** The share of each month as a line; a month without duties is a gap. */
export function Sparkline({ trend }: { trend: readonly { share: number | null }[] }) {
  const { t } = useText();
  const [width, height] = [96, 24];
  const at = (index: number) => (trend.length < 2 ? width / 2 : 3 + (index / (trend.length - 1)) * (width - 6));
  const points = trend.flatMap((one, index) =>
    one.share === null ? [] : [{ index, x: at(index), y: 3 + (1 - one.share) * (height - 6) }],
  );
  if (points.length === 0) return null;
  const path = points
    .map(
      (point, at) =>
        `${at > 0 && points[at - 1]!.index === point.index - 1 ? "L" : "M"}${point.x.toFixed(1)} ${point.y.toFixed(1)}`,
    )
    .join("");
  const last = points.at(-1)!;
  return (
    <svg
      className="sparkline"
      width={width}
      height={height}
      role="img"
      aria-label={`${t("compliance.trend")}：${trend.map((one) => percent(one.share)).join(" ")}`}
    >
      <line x1={3} x2={width - 3} y1={3} y2={3} className="sparkline-top" />
      <path d={path} />
      {points.map((point) => (
        <circle key={point.index} cx={point.x} cy={point.y} r={point === last ? 2.5 : 1} />
      ))}
    </svg>
  );
}

import { WarningFilled } from "@ant-design/icons";
import { useText } from "../../texts/index.ts";
import { clockOf, type DayGap } from "./gaps.ts";

/** When nobody is on duty on a day, in words and as a bar of its hours. */
export function GapNote({ gaps }: { gaps: readonly DayGap[] }) {
  const { t } = useText();
  const whole = gaps.length === 1 && gaps[0]!.from === 0 && gaps[0]!.to === 1440;
  return (
    <>
      <span className="rota-line" aria-hidden>
        {gaps.map((gap) => (
          <span key={gap.from} style={{ left: `${gap.from / 14.4}%`, width: `${(gap.to - gap.from) / 14.4}%` }} />
        ))}
      </span>
      {gaps.length > 0 && (
        <ul className="rota-gaps">
          {whole ? (
            <li>
              <WarningFilled /> {t("rota.gapAll")}
            </li>
          ) : (
            gaps.map((gap) => (
              <li key={gap.from}>
                <WarningFilled /> {t("rota.gap", { from: clockOf(gap.from), to: clockOf(gap.to) })}
              </li>
            ))
          )}
        </ul>
      )}
    </>
  );
}

import { useText } from "../texts/index.ts";

export type Span = [string, string];
export type Weekly = Record<Day, Span[]>;
export type Day = 1 | 2 | 3 | 4 | 5 | 6 | 7;
export const days: readonly Day[] = [1, 2, 3, 4, 5, 6, 7];

/** Minutes from midnight of `08:30`; undefined where it is no time. `24:00` ends a day. */
export function minutesOf(time: string): number | undefined {
  const [, hours, minutes] = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(time) ?? [];
  const all = Number(hours) * 60 + Number(minutes);
  return all <= 1440 ? all : undefined;
}

/** A week as bars from midnight to midnight, with its hours in words. */
export function Week({ weekly }: { weekly: { [D in Day]: readonly (readonly string[])[] } }) {
  const { t } = useText();
  return (
    <ul className="week">
      {days.map((day) => (
        <li key={day}>
          <span>{t(`settings.day${day}`)}</span>
          <span className="week-bar" aria-hidden>
            {weekly[day].map(([from = "", to = ""]) => {
              const [start, end] = [minutesOf(from) ?? 0, minutesOf(to) ?? 0];
              return (
                <span
                  key={from}
                  style={{ left: `${(start / 1440) * 100}%`, width: `${((end - start) / 1440) * 100}%` }}
                />
              );
            })}
          </span>
          <span className={weekly[day].length ? "small" : "small quiet"}>
            {weekly[day].map((span) => span.join("–")).join(", ") || t("settings.closed")}
          </span>
        </li>
      ))}
    </ul>
  );
}

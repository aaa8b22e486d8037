import { Tooltip } from "antd";
import { useEffect, useState } from "react";
import { useText } from "../texts/index.ts";
import { companyTime, zoneDiffers } from "./clock.ts";

/** The present, refreshed each half minute: times left stay true on an open screen. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), 30_000);
    return () => window.clearInterval(timer);
  }, []);
  return now;
}

/** How a time is said: 今天 14:30, 3 天后, 11 月 2 日 09:00, 2025-03-01. */
export function useSayWhen() {
  const { t, language } = useText();
  return (at: string, now = Date.now()): string => {
    const dateOnly = at.length === 10;
    const then = companyTime(at);
    const today = companyTime(now);
    const days = then.startOf("day").diff(today.startOf("day"), "day");
    const clock = dateOnly ? "" : ` ${then.format("HH:mm")}`;
    if (days === 0) return `${t("parts.today")}${clock}`;
    if (days === -1) return `${t("parts.yesterday")}${clock}`;
    if (days === 1) return `${t("parts.tomorrow")}${clock}`;
    if (days > 1 && days <= 7)
      return days === 2 && language === "zh" ? `${t("parts.dayAfter")}${clock}` : t("parts.inDays", { count: days });
    if (days < -1 && days >= -7) return t("parts.daysAgo", { count: -days });
    if (then.year() === today.year())
      return then.format(language === "zh" ? "M月D日" : "D MMM") + (Math.abs(days) < 60 ? clock : "");
    return then.format("YYYY-MM-DD");
  };
}

/** A time in full on the company's clock: 2026-11-23 14:30. */
export function useExact() {
  const { t } = useText();
  return (at: string): string =>
    at.length === 10
      ? at
      : companyTime(at).format("YYYY-MM-DD HH:mm") + (zoneDiffers() ? ` ${t("parts.companyZone")}` : "");
}

/** A time as people say it, exact on hover. */
export function When({ at }: { at: string | null | undefined }) {
  const say = useSayWhen();
  const now = useNow();
  const { t } = useText();
  if (!at) return <span className="quiet">—</span>;
  return (
    <Tooltip
      title={
        companyTime(at).format(at.length === 10 ? "YYYY-MM-DD dddd" : "YYYY-MM-DD HH:mm:ss dddd") +
        (at.length > 10 && zoneDiffers() ? ` ${t("parts.companyZone")}` : "")
      }
      mouseEnterDelay={0.4}
    >
      <time className="nowrap" dateTime={at}>
        {say(at, now)}
      </time>
    </Tooltip>
  );
}

/** A span of milliseconds: 2 天 3 小时, 40 分钟. */
export function useSaySpan() {
  const { t } = useText();
  return (ms: number): string => {
    const minutes = Math.max(0, Math.round(Math.abs(ms) / 60_000));
    const days = Math.floor(minutes / 1440);
    const hours = Math.floor((minutes % 1440) / 60);
    if (days >= 3) return t("parts.days", { count: days });
    if (days)
      return [t("parts.days", { count: days }), hours && t("parts.hours", { count: hours })].filter(Boolean).join(" ");
    if (hours >= 1)
      return [
        t("parts.hours", { count: hours }),
        hours < 6 && minutes % 60 && t("parts.minutes", { count: minutes % 60 }),
      ]
        .filter(Boolean)
        .join(" ");
    return t("parts.minutes", { count: minutes });
  };
}

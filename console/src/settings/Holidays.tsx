import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useState } from "react";
import { companyTime } from "../parts/clock.ts";
import { Waiting } from "../parts/Waiting.tsx";
import { useNow } from "../parts/When.tsx";
import { useText } from "../texts/index.ts";

type Official = { holidays: Record<string, string>; workdays: Record<string, string> };
type Feast = { name: string; off: string[]; worked: string[] };

const load = async (): Promise<Official> => (await import("chinese-days/dist/chinese-days.json")).default as Official;

/** The festivals of a year with their days off and the days worked in exchange, as officially announced. */
function feastsOf({ holidays, workdays }: Official, year: number, language: "zh" | "en"): Feast[] {
  const feasts = new Map<string, Feast>();
  const put = (days: Record<string, string>, kind: "off" | "worked") => {
    for (const [date, entry] of Object.entries(days)) {
      if (!date.startsWith(`${year}-`)) continue;
      const [en = "", zh = ""] = entry.split(",");
      const feast = feasts.get(en) ?? { name: language === "zh" ? zh : en, off: [], worked: [] };
      feast[kind].push(date);
      feasts.set(en, feast);
    }
  };
  put(holidays, "off");
  put(workdays, "worked");
  return [...feasts.values()].sort((a, b) => ((a.off[0] ?? "") < (b.off[0] ?? "") ? -1 : 1));
}

/** The official holidays of a year that a calendar follows. */
export function Holidays({ years }: { years: readonly number[] }) {
  const { t, language } = useText();
  const now = companyTime(useNow()).year();
  const [year, setYear] = useState(years.includes(now) ? now : (years.at(-1) ?? now));
  const { data } = useQuery({ queryKey: ["official-holidays"], queryFn: load, staleTime: Infinity });
  const short = (date: string) => date.slice(5).replace(/^0/, "").replace("-0", "-").replace("-", "/");
  const span = (dates: readonly string[]) =>
    dates.length > 1 ? `${short(dates[0]!)} – ${short(dates.at(-1)!)}` : dates.map(short).join("");
  if (!data) return <Waiting lines={3} />;
  const feasts = feastsOf(data, year, language);
  return (
    <div className="holidays">
      <Select
        size="small"
        value={year}
        onChange={setYear}
        aria-label={t("settings.years")}
        options={years.map((one) => ({ value: one, label: String(one) }))}
      />
      {feasts.length === 0 ? (
        <p className="quiet">{t("settings.yearUnknown", { year })}</p>
      ) : (
        <table className="plain-table">
          <thead>
            <tr>
              <th>{t("settings.festival")}</th>
              <th>{t("settings.daysOff")}</th>
              <th>{t("settings.daysWorked")}</th>
            </tr>
          </thead>
          <tbody>
            {feasts.map((one) => (
              <tr key={one.name}>
                <td>{one.name}</td>
                <td>{t("settings.spanOf", { span: span(one.off), count: one.off.length })}</td>
                <td className="quiet">{one.worked.map(short).join(", ") || "—"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

import { useText } from "../texts/index.ts";
import { type Replay, useControlWords } from "./data.ts";

const units = { m: "policies.unitM", h: "policies.unitH", d: "policies.unitD", wd: "policies.unitWd" } as const;

/** What a replay changes beyond its version, in a phrase. */
export function OverrideWords({ replay }: { replay: Pick<Replay, "overrides"> }) {
  const { t } = useText();
  const words = useControlWords();
  const say = (value: unknown): string => {
    const text = typeof value === "object" ? JSON.stringify(value) : String(value);
    const money = /^([\d.]+) CNY$/.exec(text)?.[1];
    if (money) return `¥${Number(money).toLocaleString("en-US")}`;
    const [, count, unit] = /^(\d+)(m|h|d|wd)$/.exec(text) ?? [];
    if (count && unit) return `${count} ${t(units[unit as keyof typeof units])}`;
    if (value === true || value === false) return t(value ? "parts.yes" : "parts.no");
    return text;
  };
  const all = replay.overrides.flatMap((one) =>
    Object.entries(one.parameters).map(([name, value]) =>
      t("replay.setTo", { name: `${one.clause} ${words.parameter(one.control, name)}`, value: say(value) }),
    ),
  );
  return all.length ? <>{all.join(t("replay.comma"))}</> : <span className="quiet">{t("replay.draftAsIs")}</span>;
}

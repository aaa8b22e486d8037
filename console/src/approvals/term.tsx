import { InputNumber, Select, Space } from "antd";
import { type TextKey, useText } from "../texts/index.ts";

const units = { m: "approvals.unitM", h: "approvals.unitH", d: "approvals.unitD", wd: "approvals.unitWd" } as const;
type Unit = keyof typeof units;

const parse = (term: string): [number, Unit] => {
  const [, count = "1", unit = "d"] = /^(\d+)(m|h|d|wd)$/.exec(term) ?? [];
  return [Number(count), unit as Unit];
};

/** A term as policies write it (`30d`) in words. */
export function useSayTerm() {
  const { t, language } = useText();
  return (term: string): string => {
    const [count, unit] = parse(term);
    const word = t(units[unit]);
    return language === "zh" ? `${count} ${word}` : `${count} ${count === 1 ? word.replace(/s$/, "") : word}`;
  };
}

/** Enters a term. */
export function TermInput({
  value,
  onChange,
  label,
}: {
  value: string;
  onChange: (term: string) => void;
  label: string;
}) {
  const { t } = useText();
  const [count, unit] = parse(value);
  return (
    <Space.Compact>
      <InputNumber
        min={1}
        max={99_999}
        value={count}
        aria-label={label}
        onChange={(next) => onChange(`${next ?? 1}${unit}`)}
      />
      <Select<Unit>
        value={unit}
        aria-label={label}
        style={{ width: 120 }}
        onChange={(next) => onChange(`${count}${next}`)}
        options={Object.entries(units).map(([key, text]) => ({ value: key as Unit, label: t(text as TextKey) }))}
      />
    </Space.Compact>
  );
}

import { Input, InputNumber, Select, Space, Switch } from "antd";
import type { Text } from "../texts/text.ts";
import { useText } from "../texts/index.ts";
import { ConditionsInput } from "./ConditionsInput.tsx";
import type { Control, Parameter } from "./data.ts";
import { useCalendarOptions, useRoleOptions } from "./options.ts";
import { type Step, StepsInput } from "./StepsInput.tsx";

type Props = {
  readonly label: string;
  readonly type: Parameter["type"];
  /** As a clause writes it: `24h`, `6000 CNY`, `98%`. */
  readonly value: unknown;
  readonly choices: Readonly<Record<string, Text>> | null;
  readonly facts: Control["facts"] | undefined;
  /** null takes the value out. */
  readonly onChange: (value: unknown) => void;
};

/** The input of a parameter by its type. */
export function ParameterInput(props: Props) {
  const { t, pick } = useText();
  const roles = useRoleOptions();
  const calendars = useCalendarOptions();
  const { type, value, choices, label, onChange } = props;
  const text = typeof value === "string" || typeof value === "number" ? String(value) : "";
  const common = { "aria-label": label };
  const amount = (unit: string, addon: string) => (
    <InputNumber
      {...common}
      stringMode
      value={text.replace(unit, "").replaceAll(",", "").trim() || null}
      onChange={(next) => onChange(next === null ? null : `${next}${unit}`)}
      suffix={addon}
      style={{ width: 168 }}
    />
  );
  const choose = (options: { value: string; label: string }[]) => (
    <Select
      {...common}
      value={text || undefined}
      options={options}
      placeholder={t("policies.notSet")}
      onChange={(next) => onChange(next ?? null)}
      style={{ width: 200 }}
      showSearch={{ optionFilterProp: "label" }}
    />
  );
  const chooseSome = (options: { value: string; label: string }[] | undefined) => (
    <Select
      {...common}
      mode={options ? "multiple" : "tags"}
      value={(Array.isArray(value) ? value : []) as string[]}
      options={options}
      onChange={onChange}
      style={{ width: "100%", minWidth: 200 }}
    />
  );
  const listed = choices && Object.entries(choices).map(([key, one]) => ({ value: key, label: pick(one) }));
  switch (type) {
    case "duration":
      return <DurationInput {...props} />;
    case "money":
      return amount(" CNY", t("policies.yuan"));
    case "percent":
      return amount("%", "%");
    case "integer":
      return (
        <InputNumber
          {...common}
          precision={0}
          value={value === null ? null : Number(value)}
          onChange={onChange}
          style={{ width: 168 }}
        />
      );
    case "decimal":
      return (
        <InputNumber {...common} stringMode value={text || null} onChange={onChange} style={{ width: 168 }} />
      );
    case "flag":
      return (
        <Switch
          {...common}
          checked={value === true}
          onChange={onChange}
          checkedChildren={t("parts.yes")}
          unCheckedChildren={t("parts.no")}
        />
      );
    case "cycle":
      return choose([
        { value: "month", label: t("policies.cycleMonth") },
        { value: "quarter", label: t("policies.cycleQuarter") },
        { value: "half-year", label: t("policies.cycleHalf") },
        { value: "year", label: t("policies.cycleYear") },
      ]);
    case "calendar":
      return choose(calendars);
    case "role":
      return choose(roles);
    case "choice":
      return choose(listed ?? []);
    case "roles":
      return chooseSome(roles);
    case "choices":
      return chooseSome(listed ?? undefined);
    case "steps":
      return <StepsInput label={label} value={(value ?? []) as Step[]} onChange={onChange} />;
    case "conditions":
      return <ConditionsInput value={(value ?? {}) as Record<string, unknown>} facts={props.facts} onChange={onChange} />;
    default:
      return (
        <Input
          {...common}
          value={text}
          placeholder={type === "time" ? "21:00" : t("policies.notSet")}
          onChange={(event) => onChange(event.target.value || null)}
          style={{ width: type === "time" ? 96 : "100%" }}
        />
      );
  }
}

function DurationInput({ value, label, onChange }: Props) {
  const { t } = useText();
  const [, count = "", unit = "h"] = /^(\d+)(m|h|d|wd)$/.exec(String(value ?? "")) ?? [];
  const put = (next: string | number | null, of: string) => onChange(next ? `${next}${of}` : null);
  return (
    <Space.Compact>
      <InputNumber
        aria-label={label}
        min={1}
        precision={0}
        value={count ? Number(count) : null}
        onChange={(next) => put(next, unit)}
        style={{ width: 96 }}
      />
      <Select
        aria-label={label}
        value={unit}
        onChange={(next) => put(count, next)}
        style={{ width: 112 }}
        options={[
          { value: "m", label: t("policies.unitM") },
          { value: "h", label: t("policies.unitH") },
          { value: "d", label: t("policies.unitD") },
          { value: "wd", label: t("policies.unitWd") },
        ]}
      />
    </Space.Compact>
  );
}

import { Input } from "antd";
import { useText } from "../texts/index.ts";
import type { Control } from "./data.ts";

/** Which facts count: a cell each, as in a decision table. */
export function ConditionsInput({
  value,
  facts,
  onChange,
}: {
  value: Readonly<Record<string, unknown>>;
  facts: Control["facts"] | undefined;
  onChange: (value: Record<string, unknown>) => void;
}) {
  const { t, pick } = useText();
  return (
    <div className="conditions">
      {(facts ?? []).map((fact) => (
        <label key={fact.name}>
          <span className="small quiet">{pick(fact.label)}</span>
          <Input
            size="small"
            value={String(value[fact.name] ?? "")}
            placeholder={t("policies.anyValue")}
            onChange={(event) => {
              const { [fact.name]: _, ...rest } = value;
              onChange(event.target.value ? { ...rest, [fact.name]: event.target.value } : rest);
            }}
          />
        </label>
      ))}
    </div>
  );
}

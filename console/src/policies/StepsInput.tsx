import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, InputNumber, Select } from "antd";
import { useText } from "../texts/index.ts";
import { useRoleOptions } from "./options.ts";

export type Step = { readonly at: string; readonly tell: string; readonly assign?: string };

type Way = "before" | "on" | "after";

/** Steps of escalation, one a line: when, and who is told. */
export function StepsInput({
  label,
  value,
  onChange,
}: {
  label: string;
  value: readonly Step[];
  onChange: (steps: readonly Step[]) => void;
}) {
  const { t } = useText();
  const roles = [{ value: "assignee", label: t("policies.assignee") }, ...useRoleOptions()];
  return (
    <div className="steps" role="group" aria-label={label}>
      {value.map((step, at) => {
        const [, sign = "", count = "0", unit = "h"] = /^(-?)(\d+)([mhd])$/.exec(step.at) ?? [];
        const way: Way = count === "0" ? "on" : sign ? "before" : "after";
        const put = (patch: Partial<Step>) => onChange(value.with(at, { ...step, ...patch }));
        const time = (next: { way?: Way; count?: string; unit?: string }) => {
          const [w, c, u] = [next.way ?? way, next.count ?? count, next.unit ?? unit];
          put({ at: w === "on" ? "0h" : `${w === "before" ? "-" : ""}${c === "0" ? "1" : c}${u}` });
        };
        return (
          <div key={at} className="step">
            <Select
              size="small"
              value={way}
              aria-label={label}
              onChange={(next: Way) => time({ way: next })}
              options={[
                { value: "before", label: t("policies.stepBefore") },
                { value: "on", label: t("policies.stepOn") },
                { value: "after", label: t("policies.stepAfter") },
              ]}
            />
            {way !== "on" && (
              <>
                <InputNumber
                  size="small"
                  min={1}
                  max={9999}
                  precision={0}
                  value={Number(count)}
                  aria-label={label}
                  onChange={(next) => time({ count: String(next ?? 1) })}
                  style={{ width: 64 }}
                />
                <Select
                  size="small"
                  value={unit}
                  aria-label={label}
                  onChange={(next) => time({ unit: next })}
                  options={[
                    { value: "m", label: t("policies.unitM") },
                    { value: "h", label: t("policies.unitH") },
                    { value: "d", label: t("policies.unitD") },
                  ]}
                />
              </>
            )}
            <Select
              size="small"
              value={step.tell}
              aria-label={t("policies.stepTell")}
              prefix={t("policies.stepTell")}
              onChange={(tell) => put({ tell })}
              options={roles}
              popupMatchSelectWidth={false}
            />
            <Button
              size="small"
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t("policies.stepRemove")}
              onClick={() => onChange(value.toSpliced(at, 1))}
            />
          </div>
        );
      })}
      <Button
        size="small"
        type="dashed"
        icon={<PlusOutlined />}
        onClick={() => onChange([...value, { at: "0h", tell: "assignee" }])}
      >
        {t("policies.stepAdd")}
      </Button>
    </div>
  );
}

import { Cascader, DatePicker, Input, InputNumber, Radio, Select, Switch } from "antd";
import dayjs from "dayjs";
import { useText } from "../texts/index.ts";
import { fromPicker, toPicker } from "./clock.ts";
import { above, useDivisionTree } from "./divisions.ts";
import { formatMoney } from "./Money.tsx";
import type { FieldDescription } from "./nouns.ts";

type Props = {
  readonly field: FieldDescription;
  readonly value?: unknown;
  readonly onChange?: (value: unknown) => void;
  readonly id?: string;
  readonly autoFocus?: boolean;
  /** Saves at once, where one field is edited alone. */
  readonly onEnter?: () => void;
};

/** The input of a field, by its kind; the value is as the API takes it. Works inside a Form.Item. */
export function FieldInput({ field, value, onChange, id, autoFocus, onEnter }: Props) {
  const { pick } = useText();
  const divisions = useDivisionTree();
  const common = { id, autoFocus, "aria-label": pick(field.label) };
  const none = (text: string) => (text === "" ? null : text);
  if (field.choices) {
    const options = field.choices.map((one) => ({ value: one.value, label: pick(one.label) }));
    if (field.required && options.length <= 4)
      return (
        <Radio.Group
          {...common}
          optionType="button"
          value={value}
          options={options}
          onChange={(event) => onChange?.(event.target.value)}
        />
      );
    return (
      <Select
        {...common}
        value={(value as string) ?? undefined}
        options={options}
        allowClear={!field.required}
        onChange={(next) => onChange?.(next ?? null)}
        defaultOpen={autoFocus}
        style={{ minWidth: 160 }}
      />
    );
  }
  if (Array.isArray(value) || field.key === "interests")
    return (
      <Select
        {...common}
        mode="tags"
        value={(value as string[]) ?? []}
        onChange={onChange}
        tokenSeparators={[",", "，", "、", " "]}
        open={false}
        suffixIcon={null}
      />
    );
  switch (field.kind) {
    case "date":
      return (
        <DatePicker
          {...common}
          value={value ? dayjs(String(value)) : null}
          onChange={(day) => onChange?.(day ? day.format("YYYY-MM-DD") : null)}
          style={{ width: 160 }}
        />
      );
    case "instant":
      return (
        <DatePicker
          {...common}
          showTime={{ format: "HH:mm" }}
          format="YYYY-MM-DD HH:mm"
          value={value ? toPicker(String(value)) : null}
          onChange={(day) => onChange?.(day ? fromPicker(day) : null)}
        />
      );
    case "money":
      return (
        <InputNumber
          {...common}
          prefix="¥"
          stringMode
          min="0"
          precision={2}
          style={{ width: 180 }}
          value={value == null ? null : formatMoney(String(value)).replace(/[¥,]/g, "")}
          formatter={(text) => String(text ?? "").replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ",")}
          parser={(text) => (text ?? "").replace(/[^\d.]/g, "")}
          onChange={(yuan) => onChange?.(yuan == null || yuan === "" ? null : toFen(String(yuan)))}
        />
      );
    case "number":
      return <InputNumber {...common} value={value as number} onChange={onChange} />;
    case "flag":
      return <Switch {...common} checked={value === true} onChange={onChange} />;
    case "division":
      return (
        <Cascader
          {...common}
          options={divisions}
          changeOnSelect
          showSearch
          value={value ? pathOf(String(value), divisions) : undefined}
          onChange={(path) => onChange?.((path?.at(-1) as string | undefined) ?? null)}
        />
      );
    case "long":
      return (
        <Input.TextArea
          {...common}
          autoSize={{ minRows: 2, maxRows: 8 }}
          value={(value as string) ?? ""}
          onChange={(event) => onChange?.(none(event.target.value))}
        />
      );
    default:
      return (
        <Input
          {...common}
          value={(value as string) ?? ""}
          onChange={(event) => onChange?.(none(event.target.value))}
          onPressEnter={onEnter}
        />
      );
  }
}

/** Yuan as typed (`1234.5`) in fen, without a float in between. */
function toFen(yuan: string): string {
  const [whole = "0", part = ""] = yuan.split(".");
  return String(BigInt(whole || "0") * 100n + BigInt(part.padEnd(2, "0").slice(0, 2)));
}

const pathOf = (code: string, tree: readonly { value: string }[]): string[] => {
  const path = above(code);
  return tree.some((one) => one.value === path[0])
    ? path.filter((one) => one !== `${code.slice(0, 4)}00` || code.endsWith("00") || !/^(11|12|31|50)/.test(code))
    : [];
};

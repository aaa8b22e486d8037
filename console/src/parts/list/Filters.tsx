import { CloseOutlined, FilterOutlined } from "@ant-design/icons";
import { Button, Cascader, Checkbox, DatePicker, Dropdown, Input, Popover, Space } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { useText } from "../../texts/index.ts";
import { companyTime } from "../clock.ts";
import { useDivision, useDivisionTree } from "../divisions.ts";
import type { FieldDescription } from "../nouns.ts";

type Props = {
  readonly fields: readonly FieldDescription[];
  readonly filters: readonly (readonly [string, string])[];
  readonly sayReference?: ((key: string, value: string) => string | undefined) | undefined;
  readonly onChange: (key: string, value: string | undefined) => void;
};

/** Filters as chips that read as a sentence: 类别 是 家庭客户 或 企业客户. */
export function Filters({ fields, filters, sayReference, onChange }: Props) {
  const { t, pick } = useText();
  const [fresh, setFresh] = useState<string>();
  const usable = fields.filter((field) => field.filter && field.filter !== "exact");
  const given = new Map(filters);
  const chips = [...given.keys(), ...(fresh && !given.has(fresh) ? [fresh] : [])];
  const rest = usable.filter((field) => !chips.includes(field.key));
  return (
    <>
      {chips.map((key) => {
        const field = fields.find((one) => one.key === key)!;
        return (
          <Chip
            key={key}
            field={field}
            value={given.get(key)}
            words={field.filter === "exact" ? sayReference?.(key, given.get(key)!) : undefined}
            startOpen={key === fresh}
            onClose={() => setFresh(undefined)}
            onChange={(value) => onChange(key, value)}
          />
        );
      })}
      {rest.length > 0 && (
        <Dropdown
          trigger={["click"]}
          menu={{
            items: rest.map((field) => ({ key: field.key, label: pick(field.label) })),
            onClick: ({ key }) => setFresh(key),
          }}
        >
          <Button type="text" className="filter-add" icon={<FilterOutlined />}>
            {t("parts.addFilter")}
          </Button>
        </Dropdown>
      )}
      {given.size > 1 && (
        <Button
          type="text"
          className="filter-add"
          onClick={() => [...given.keys()].forEach((key) => onChange(key, undefined))}
        >
          {t("parts.clearFilters")}
        </Button>
      )}
    </>
  );
}

type ChipProps = {
  field: FieldDescription;
  value: string | undefined;
  /** Of a reference, which is chosen elsewhere and can only be taken out here. */
  words: string | undefined;
  startOpen: boolean;
  onClose: () => void;
  onChange: (value: string | undefined) => void;
};

function Chip({ field, value, words, startOpen, onClose, onChange }: ChipProps) {
  const { t, pick } = useText();
  const [open, setOpen] = useState(startOpen);
  const say = useSayFilter();
  const shut = (next: boolean) => {
    setOpen(next);
    if (!next) onClose();
  };
  return (
    <span className={value ? "chip chip-set" : "chip"}>
      {words !== undefined ? (
        <span className="chip-text chip-words">
          <span className="quiet">{pick(field.label)}</span>{" "}
          {value === "none" ? t("parts.isEmpty") : `${t("parts.is")} ${words}`}
        </span>
      ) : (
        <Popover
          open={open}
          onOpenChange={shut}
          trigger="click"
          placement="bottomLeft"
          destroyOnHidden
          content={<Editor field={field} value={value} onChange={onChange} onDone={() => shut(false)} />}
        >
          <button type="button" className="chip-text">
            <span className="quiet">{pick(field.label)}</span> {value ? say(field, value) : "…"}
          </button>
        </Popover>
      )}
      <button
        type="button"
        className="chip-close"
        aria-label={t("parts.removeFilter", { name: pick(field.label) })}
        onClick={() => (onChange(undefined), onClose())}
      >
        <CloseOutlined />
      </button>
    </span>
  );
}

/** A day, or a moment on the company's clock. */
const sayEnd = (at: string): string => (/^\d{4}-\d\d-\d\dT/.test(at) ? companyTime(at).format("YYYY-MM-DD HH:mm") : at);

/** A filter in words. */
function useSayFilter() {
  const { t, pick, language } = useText();
  const division = useDivision();
  const gap = language === "zh" ? "" : " ";
  return (field: FieldDescription, value: string): string => {
    if (value === "none") return t("parts.isEmpty");
    if (field.choices) {
      const names = value
        .split(",")
        .map((one) => pick(field.choices!.find((choice) => choice.value === one)?.label) || one);
      return `${t("parts.is")} ${names.join(` ${t("parts.or")} `)}`;
    }
    if (field.filter === "range") {
      const [from, to] = value.split("..").map(sayEnd);
      if (from && to) return t("parts.between", { from, to });
      return from ? t("parts.since", { from }) : t("parts.until", { to: to ?? "" });
    }
    if (field.kind === "flag") return `${t("parts.is")}${gap}${value === "true" ? t("parts.yes") : t("parts.no")}`;
    if (field.kind === "division") return `${t("parts.startsWith")} ${division(value.padEnd(6, "0"))}`;
    return `${t("parts.is")} ${value}`;
  };
}

type EditorProps = {
  field: FieldDescription;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  onDone: () => void;
};

function Editor({ field, value, onChange, onDone }: EditorProps) {
  const { t, pick } = useText();
  const divisions = useDivisionTree();
  if (field.choices)
    return (
      <Checkbox.Group
        className="filter-choices"
        value={value?.split(",") ?? []}
        onChange={(next) => onChange(next.length ? next.join(",") : undefined)}
      >
        {field.choices.map((choice) => (
          <Checkbox key={choice.value} value={choice.value}>
            {pick(choice.label)}
          </Checkbox>
        ))}
      </Checkbox.Group>
    );
  if (field.filter === "range" && (field.kind === "date" || field.kind === "instant")) {
    const [from, to] = (value ?? "..").split("..");
    return (
      <DatePicker.RangePicker
        allowEmpty={[true, true]}
        value={[from ? dayjs(from) : null, to ? dayjs(to) : null]}
        onChange={(days) =>
          onChange(
            days?.some(Boolean)
              ? `${days[0]?.format("YYYY-MM-DD") ?? ""}..${days[1]?.format("YYYY-MM-DD") ?? ""}`
              : undefined,
          )
        }
      />
    );
  }
  if (field.kind === "flag")
    return (
      <Space>
        <Button onClick={() => (onChange("true"), onDone())}>{t("parts.yes")}</Button>
        <Button onClick={() => (onChange("false"), onDone())}>{t("parts.no")}</Button>
      </Space>
    );
  if (field.kind === "division")
    return (
      <Cascader
        options={divisions}
        changeOnSelect
        showSearch
        style={{ width: 280 }}
        placeholder={pick(field.label)}
        onChange={(path) => {
          const code = path?.at(-1) as string | undefined;
          onChange(code?.replace(/(0000|00)$/, "") || undefined);
        }}
      />
    );
  return <TextEditor value={value} onDone={(next) => (onChange(next), onDone())} label={pick(field.label)} />;
}

function TextEditor({
  value,
  onDone,
  label,
}: {
  value: string | undefined;
  onDone: (value: string | undefined) => void;
  label: string;
}) {
  const { t } = useText();
  const [text, setText] = useState(value ?? "");
  return (
    <Space.Compact>
      <Input
        autoFocus
        value={text}
        aria-label={label}
        onChange={(event) => setText(event.target.value)}
        onPressEnter={() => onDone(text || undefined)}
      />
      <Button type="primary" onClick={() => onDone(text || undefined)}>
        {t("parts.apply")}
      </Button>
    </Space.Compact>
  );
}

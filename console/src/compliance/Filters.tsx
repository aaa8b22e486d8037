import { DatePicker, Select } from "antd";
import dayjs from "dayjs";
import type { Schema } from "../api.ts";
import { useUrlState } from "../parts/url-state.ts";
import { useText } from "../texts/index.ts";
import { useDepartments, useStaff } from "./data.ts";
import { spanNames } from "./span.ts";

/** Which policy, when, whose; all of it in the address. */
export function Filters({ documents, document }: { documents: readonly Schema<"Policy">[]; document: string }) {
  const { t, pick, language } = useText();
  const [state, set] = useUrlState();
  const departments = useDepartments();
  const staff = useStaff();
  const span = state.span ?? "year";
  return (
    <div className="row compliance-filters no-print">
      {documents.length > 1 && (
        <Select
          value={document}
          aria-label={t("compliance.document")}
          onChange={(code) => set({ document: code, clause: undefined })}
          options={documents.map((one) => ({ value: one.code, label: `${one.code} ${pick(one.title)}` }))}
          style={{ minWidth: 240 }}
        />
      )}
      <Select
        value={span}
        aria-label={t("compliance.period")}
        onChange={(value) => set({ span: value === "year" ? undefined : value, from: undefined, to: undefined })}
        options={spanNames.map((name) => ({ value: name, label: t(`compliance.span_${name}`) }))}
        style={{ width: 140 }}
      />
      {span === "own" && (
        <DatePicker.RangePicker
          value={state.from && state.to ? [dayjs(state.from), dayjs(state.to)] : null}
          onChange={(days) => set({ from: days?.[0]?.format("YYYY-MM-DD"), to: days?.[1]?.format("YYYY-MM-DD") })}
          maxDate={dayjs()}
        />
      )}
      <Select
        value={state.department ?? ""}
        aria-label={t("compliance.department")}
        onChange={(id) => set({ department: id || undefined })}
        showSearch={{ optionFilterProp: "label" }}
        options={[
          { value: "", label: t("compliance.allDepartments") },
          ...departments.map((one) => ({
            value: one.id,
            label: `${"　".repeat(Math.max(0, one.depth - 1))}${language === "en" ? (one.nameEn ?? one.name) : one.name}`,
          })),
        ]}
        style={{ width: 180 }}
        popupMatchSelectWidth={false}
      />
      <Select
        value={state.person ?? ""}
        aria-label={t("compliance.person")}
        onChange={(id) => set({ person: id || undefined })}
        showSearch={{ optionFilterProp: "label" }}
        options={[
          { value: "", label: t("compliance.allPersons") },
          ...staff.map((one) => ({ value: one.id, label: one.name })),
        ]}
        style={{ width: 140 }}
      />
    </div>
  );
}

import { Select } from "antd";
import { useText } from "../texts/index.ts";
import type { ImportPreview } from "./uses.ts";

export type FormatValue = {
  encoding?: NonNullable<ImportPreview["encoding"]>;
  delimiter?: NonNullable<ImportPreview["delimiter"]>;
  sheet?: string;
};

const encodings = {
  "utf-8": "UTF-8",
  gb18030: "GB18030（GBK）",
  "utf-16le": "UTF-16 LE",
  "utf-16be": "UTF-16 BE",
} as const;

/** How the file is read: recognised, and to be put right where that went wrong. */
export function Format({
  preview,
  value,
  onChange,
}: {
  preview: ImportPreview | undefined;
  value: FormatValue;
  onChange: (next: FormatValue) => void;
}) {
  const { t } = useText();
  const delimiters = {
    ",": t("imports.comma"),
    ";": t("imports.semicolon"),
    "\t": t("imports.tab"),
    "|": t("imports.bar"),
    spaces: t("imports.spaces"),
  };
  const options = (names: Record<string, string>) =>
    Object.entries(names).map(([key, label]) => ({ value: key, label }));
  if (preview?.kind === "xlsx")
    return preview.sheets.length > 1 ? (
      <Select
        size="small"
        aria-label={t("imports.sheet")}
        value={value.sheet ?? preview.sheets[0]}
        options={preview.sheets.map((sheet) => ({ value: sheet, label: sheet }))}
        onChange={(sheet) => onChange({ ...value, sheet })}
      />
    ) : null;
  return (
    <div className="row">
      <label className="quiet small">
        {t("imports.encoding")}{" "}
        <Select<string>
          size="small"
          style={{ width: 150 }}
          aria-label={t("imports.encoding")}
          value={value.encoding ?? preview?.encoding ?? "utf-8"}
          options={options(encodings)}
          onChange={(encoding) => onChange({ ...value, encoding: encoding as keyof typeof encodings })}
        />
      </label>
      <label className="quiet small">
        {t("imports.delimiter")}{" "}
        <Select<string>
          size="small"
          style={{ width: 100 }}
          aria-label={t("imports.delimiter")}
          value={value.delimiter ?? preview?.delimiter ?? ","}
          options={options(delimiters)}
          onChange={(delimiter) => onChange({ ...value, delimiter: delimiter as keyof typeof delimiters })}
        />
      </label>
    </div>
  );
}

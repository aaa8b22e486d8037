import { CheckCircleFilled, ExclamationCircleFilled } from "@ant-design/icons";
import { Select } from "antd";
import { useText } from "../texts/index.ts";
import { feederOf, type Mapping, requiredIn, withUse } from "./uses.ts";

type Props = {
  readonly mapping: Mapping;
  readonly columns: readonly string[];
  readonly nameOf: (part: string) => string;
  readonly onChange: (next: Mapping) => void;
};

/** What an import cannot do without: which column gives it, and a clear mark where none does yet. */
export function Required({ mapping, columns, nameOf, onChange }: Props) {
  const { t } = useText();
  return (
    <ul className="import-required">
      {requiredIn(mapping).map((part) => {
        const from = feederOf(mapping, part);
        return (
          <li key={part} className={from ? "required-met" : "required-open"}>
            <span className="row">
              {from ? <CheckCircleFilled aria-hidden /> : <ExclamationCircleFilled aria-hidden />}
              <strong>{nameOf(part)}</strong>
              {!from && <span className="required-word">{t("imports.needed")}</span>}
            </span>
            <Select
              showSearch
              size="small"
              status={from ? "" : "warning"}
              value={from}
              placeholder={t("imports.chooseColumn")}
              aria-label={t("imports.columnFor", { name: nameOf(part) })}
              popupMatchSelectWidth={false}
              style={{ width: 180 }}
              options={columns.map((column) => ({ value: column, label: column }))}
              onChange={(column) => onChange(withUse(mapping, column, `field:${part}`))}
            />
          </li>
        );
      })}
    </ul>
  );
}

import { ArrowDownOutlined, ArrowUpOutlined, TableOutlined } from "@ant-design/icons";
import { Button, Checkbox, Popover, Tooltip } from "antd";
import { useText } from "../../texts/index.ts";
import type { FieldDescription } from "../nouns.ts";

type Props = {
  readonly fields: readonly FieldDescription[];
  readonly chosen: readonly string[];
  readonly onChange: (columns: string[] | undefined) => void;
};

/** Which columns a list shows, and in which order. */
export function Columns({ fields, chosen, onChange }: Props) {
  const { t, pick } = useText();
  const ordered = [
    ...chosen.map((key) => fields.find((field) => field.key === key)!),
    ...fields.filter((field) => !chosen.includes(field.key)),
  ].filter(Boolean);
  const move = (key: string, by: number) => {
    const next = [...chosen];
    const at = next.indexOf(key);
    next.splice(at, 1);
    next.splice(at + by, 0, key);
    onChange(next);
  };
  const content = (
    <div className="columns">
      <ul>
        {ordered.map((field, at) => {
          const name = pick(field.label);
          const shown = chosen.includes(field.key);
          return (
            <li key={field.key} className="spread">
              <Checkbox
                checked={shown}
                disabled={at === 0 && shown}
                onChange={(event) =>
                  onChange(event.target.checked ? [...chosen, field.key] : chosen.filter((key) => key !== field.key))
                }
              >
                {name}
              </Checkbox>
              {shown && at > 0 && (
                <span className="nowrap">
                  <Button
                    size="small"
                    type="text"
                    icon={<ArrowUpOutlined />}
                    disabled={at === 1}
                    aria-label={t("parts.moveUp", { name })}
                    onClick={() => move(field.key, -1)}
                  />
                  <Button
                    size="small"
                    type="text"
                    icon={<ArrowDownOutlined />}
                    disabled={at === chosen.length - 1}
                    aria-label={t("parts.moveDown", { name })}
                    onClick={() => move(field.key, 1)}
                  />
                </span>
              )}
            </li>
          );
        })}
      </ul>
      <Button size="small" type="link" onClick={() => onChange(undefined)}>
        {t("parts.columnsReset")}
      </Button>
    </div>
  );
  return (
    <Popover trigger="click" placement="bottomRight" content={content}>
      <Tooltip title={t("parts.columns")}>
        <Button type="text" icon={<TableOutlined />} aria-label={t("parts.columns")} />
      </Tooltip>
    </Popover>
  );
}

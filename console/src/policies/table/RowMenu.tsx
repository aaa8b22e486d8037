import { MoreOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { useText } from "../../texts/index.ts";
import { emptyRow, type Grid, moveRow } from "./grid.ts";

/** Moves, adds and removes a row. */
export function RowMenu({ grid, row, onChange }: { grid: Grid; row: number; onChange: (grid: Grid) => void }) {
  const { t } = useText();
  const rows = (next: Grid["rows"]) => onChange({ ...grid, rows: next });
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items: [
          {
            key: "up",
            label: t("policies.rowUp"),
            disabled: row === 0,
            onClick: () => onChange(moveRow(grid, row, row - 1)),
          },
          {
            key: "down",
            label: t("policies.rowDown"),
            disabled: row === grid.rows.length - 1,
            onClick: () => onChange(moveRow(grid, row, row + 1)),
          },
          {
            key: "insert",
            label: t("policies.rowInsert"),
            onClick: () => rows(grid.rows.toSpliced(row + 1, 0, emptyRow)),
          },
          {
            key: "remove",
            danger: true,
            label: t("policies.rowRemove"),
            onClick: () => rows(grid.rows.toSpliced(row, 1)),
          },
        ],
      }}
    >
      <Button type="text" size="small" icon={<MoreOutlined />} aria-label={t("policies.rowActions", { row: row + 1 })} />
    </Dropdown>
  );
}

import { CloseOutlined, PlusOutlined, TeamOutlined } from "@ant-design/icons";
import { Button, Checkbox, Input, Popover, Space } from "antd";
import { useState } from "react";
import { useText } from "../../texts/index.ts";
import type { Text } from "../../texts/text.ts";
import { ProblemNote } from "../ProblemNote.tsx";
import type { ListQuery } from "./list-state.ts";
import { useSavedViews, type View } from "./views.ts";

type Props = {
  readonly shipped: readonly View[];
  /** The name of the list without conditions. */
  readonly everything?: Text | undefined;
  readonly list: string | undefined;
  readonly query: ListQuery;
  readonly sort: string;
  /** Columns that were chosen here, where they are not the usual ones. */
  readonly columns: readonly string[] | undefined;
  readonly onShow: (query: ListQuery) => void;
};

const same = (a: ListQuery, b: ListQuery): boolean => {
  const text = (one: ListQuery) => JSON.stringify(Object.entries(one).sort());
  return text(a) === text(b);
};

/** Saved views as tabs; what differs from them can be kept as another. */
export function Views({ shipped, everything: named, list, query, sort, columns, onShow }: Props) {
  const { t, pick } = useText();
  const saved = useSavedViews(list);
  const [shared, setShared] = useState(false);
  const [naming, setNaming] = useState(false);
  const [name, setName] = useState("");
  const everything: View = { key: "all", name: named ?? t("parts.all"), query: {} };
  const { sort: at, ...words } = query;
  const present: ListQuery = at === sort ? words : query;
  const all = [everything, ...shipped, ...saved.views];
  const here = all.find((one) => same(one.query, present) && (one.columns?.join() ?? "") === (columns?.join() ?? ""));
  const save = () => {
    if (!name.trim()) return;
    saved.add.mutate(
      { name: name.trim(), shared, query: present, columns },
      {
        onSuccess: () => {
          setName("");
          setNaming(false);
        },
      },
    );
  };
  return (
    <div className="views" role="tablist">
      {all.map((one) => (
        <span key={one.key} className={one === here ? "view view-here" : "view"}>
          <button
            type="button"
            role="tab"
            aria-selected={one === here}
            onClick={() => onShow({ ...one.query, ...(one.columns && { columns: one.columns.join() }) })}
          >
            {one.shared && <TeamOutlined />} {typeof one.name === "string" ? one.name : pick(one.name)}
          </button>
          {one.mine && one === here && (
            <button
              type="button"
              className="chip-close"
              aria-label={t("parts.deleteView")}
              title={t("parts.deleteView")}
              onClick={() => (saved.remove.mutate(one.key), onShow({}))}
            >
              <CloseOutlined />
            </button>
          )}
        </span>
      ))}
      {!here && list && (
        <Popover
          open={naming}
          onOpenChange={setNaming}
          trigger="click"
          placement="bottomLeft"
          content={
            <div className="view-new">
              <Space.Compact>
                <Input
                  autoFocus
                  value={name}
                  maxLength={40}
                  placeholder={t("parts.viewName")}
                  aria-label={t("parts.viewName")}
                  onChange={(event) => setName(event.target.value)}
                  onPressEnter={save}
                />
                <Button type="primary" loading={saved.add.isPending} onClick={save}>
                  {t("parts.save")}
                </Button>
              </Space.Compact>
              <Checkbox checked={shared} onChange={(event) => setShared(event.target.checked)}>
                {t("parts.sharedView")}
              </Checkbox>
              <ProblemNote problem={saved.add.error} fields />
            </div>
          }
        >
          <Button type="link" size="small" icon={<PlusOutlined />}>
            {t("parts.saveView")}
          </Button>
        </Popover>
      )}
    </div>
  );
}

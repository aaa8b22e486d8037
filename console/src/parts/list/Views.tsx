import { CloseOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Input, Popover, Space } from "antd";
import { useState } from "react";
import { useText } from "../../texts/index.ts";
import type { ListQuery } from "./list-state.ts";
import type { useOwnViews, View } from "./views.ts";

type Props = {
  readonly shipped: readonly View[];
  readonly own: ReturnType<typeof useOwnViews>;
  readonly query: ListQuery;
  readonly sort: string;
  readonly onShow: (query: ListQuery) => void;
};

const same = (a: ListQuery, b: ListQuery): boolean => {
  const text = (one: ListQuery) => JSON.stringify(Object.entries(one).sort());
  return text(a) === text(b);
};

/** Saved views as tabs; what differs from them can be kept as another. */
export function Views({ shipped, own, query, sort, onShow }: Props) {
  const { t, pick } = useText();
  const [naming, setNaming] = useState(false);
  const [name, setName] = useState("");
  const everything: View = { key: "all", name: t("parts.all"), query: {} };
  const { sort: at, ...words } = query;
  const present: ListQuery = at === sort ? words : query;
  const all = [everything, ...shipped, ...own.views];
  const here = all.find((one) => same(one.query, present));
  const save = () => {
    if (!name.trim()) return;
    own.add(name.trim(), present);
    setName("");
    setNaming(false);
  };
  return (
    <div className="views" role="tablist">
      {all.map((one) => (
        <span key={one.key} className={one === here ? "view view-here" : "view"}>
          <button type="button" role="tab" aria-selected={one === here} onClick={() => onShow(one.query)}>
            {typeof one.name === "string" ? one.name : pick(one.name)}
          </button>
          {one.own && one === here && (
            <button
              type="button"
              className="chip-close"
              aria-label={t("parts.deleteView")}
              title={t("parts.deleteView")}
              onClick={() => (own.remove(one.key), onShow({}))}
            >
              <CloseOutlined />
            </button>
          )}
        </span>
      ))}
      {!here && (
        <Popover
          open={naming}
          onOpenChange={setNaming}
          trigger="click"
          placement="bottomLeft"
          content={
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
              <Button type="primary" onClick={save}>
                {t("parts.save")}
              </Button>
            </Space.Compact>
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

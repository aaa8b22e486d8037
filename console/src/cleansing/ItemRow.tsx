import { Link } from "@tanstack/react-router";
import { Checkbox } from "antd";
import { Tag } from "../parts/Tag.tsx";
import { When } from "../parts/When.tsx";
import { useText } from "../texts/index.ts";
import type { Item } from "./data.ts";

/** One finding: whose, what is the matter, and how it was resolved. */
export function ItemRow({ item, ticked, onTick }: { item: Item; ticked: boolean; onTick?: () => void }) {
  const { t } = useText();
  const detail = item.detail as Record<string, string | undefined>;
  const words = {
    duplicate: detail.by === "identifier" ? t("cleansing.byIdentifier") : t("cleansing.byPhone"),
    invalid:
      detail.kind === "phone"
        ? t("cleansing.badPhone")
        : detail.kind === "email"
          ? t("cleansing.badEmail")
          : t("cleansing.badOther"),
    expired: detail.lastEnd ? t("cleansing.lastEnd", { at: detail.lastEnd }) : "",
    idle: "",
    unreachable: "",
  }[item.problem];
  return (
    <li className={ticked ? "item item-ticked" : "item"}>
      {onTick && (
        <Checkbox
          checked={ticked}
          onChange={onTick}
          aria-label={t("parts.choose", { name: item.customer.name ?? "" })}
        />
      )}
      <span className="item-who">
        <Link to="/customers/$id" params={{ id: item.customerId }} className="table-name">
          {item.customer.name}
        </Link>
        {item.other?.customerId && (
          <span className="small">
            <Link to="/customers/$id" params={{ id: item.other.customerId }}>
              {t("cleansing.otherFile", { name: item.other.name ?? "" })}
            </Link>
          </span>
        )}
        {item.note && <span className="quiet small">{item.note}</span>}
      </span>
      <span className="item-what">
        <Tag>{t(`cleansing.${item.problem}`)}</Tag> <span className="quiet small">{words}</span>
      </span>
      {item.resolution && (
        <span className="item-done">
          <Tag tone="good">{t(`cleansing.${item.resolution}`)}</Tag>
          <span className="quiet small">
            {item.resolvedByName} <When at={item.resolvedAt} />
          </span>
        </span>
      )}
    </li>
  );
}

import { LockOutlined, SafetyOutlined } from "@ant-design/icons";
import { Avatar, Tooltip } from "antd";
import { useState } from "react";
import { useKeys } from "../frame/keys.ts";
import { Tag } from "../parts/Tag.tsx";
import { useText } from "../texts/index.ts";
import { type Staff, useDepartmentOf } from "./data.ts";
import { useRoleNames } from "./people.tsx";

type Props = {
  readonly rows: readonly Staff[];
  readonly open: string | undefined;
  readonly narrow: boolean;
  readonly onOpen: (id: string) => void;
  readonly onClose: () => void;
};

/** The people, one a row; `j` and `k` move, `Enter` opens. */
export function StaffRows({ rows, open, narrow, onOpen, onClose }: Props) {
  const { t } = useText();
  const { nameOf } = useRoleNames();
  const departmentOf = useDepartmentOf();
  const [at, setAt] = useState(-1);
  const step = (by: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, at + by));
    setAt(next);
    if (open && rows[next]) onOpen(rows[next].id!);
    document.querySelector(`[data-row="${next}"]`)?.scrollIntoView({ block: "nearest" });
  };
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    Enter: (event) =>
      !(event.target instanceof HTMLElement && /^(BUTTON|A)$/.test(event.target.tagName)) &&
      rows[at] &&
      onOpen(rows[at].id!),
    Escape: () => open && onClose(),
  });
  return (
    <ul className="people">
      {rows.map((one, index) => (
        <li
          key={one.id}
          data-row={index}
          className={["person", one.id === open && "person-open", index === at && "person-at"]
            .filter(Boolean)
            .join(" ")}
        >
          <Avatar size={32} className={one.state === "disabled" ? "person-off" : "person-face"}>
            {[...(one.name ?? "")].at(0)}
          </Avatar>
          <span className="person-who">
            <button type="button" className="work-what stretched" onClick={() => onOpen(one.id!)}>
              {one.name}
            </button>
            <span className="quiet small">{one.email}</span>
          </span>
          {!narrow && <span className="person-where quiet">{departmentOf(one)}</span>}
          <span className="person-roles">
            {one.roles?.map((key) => (
              <Tag key={key}>{nameOf(key)}</Tag>
            ))}
          </span>
          <span className="person-marks">
            {one.state === "disabled" && <Tag tone="bad">{t("staff.disabled")}</Tag>}
            {one.mustChangePassword && (
              <Tooltip title={t("staff.mustChange")}>
                <LockOutlined aria-label={t("staff.mustChange")} className="person-warn" />
              </Tooltip>
            )}
            {one.totpEnabledAt && (
              <Tooltip title={t("staff.totpOn")}>
                <SafetyOutlined aria-label={t("staff.totpOn")} className="person-good" />
              </Tooltip>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

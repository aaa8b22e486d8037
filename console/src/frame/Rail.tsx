import { MenuFoldOutlined, MenuUnfoldOutlined } from "@ant-design/icons";
import { Link, useRouterState } from "@tanstack/react-router";
import { Tooltip } from "antd";
import { useState } from "react";
import { useText } from "../texts/index.ts";
import { isWithin, type Work } from "./work.tsx";

const key = "youzhang.rail";

/** The left rail: by work, not by table. Folds to its icons. */
export function Rail({ work }: { work: readonly Work[] }) {
  const { t } = useText();
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  const [folded, setFolded] = useState(localStorage.getItem(key) === "folded");
  const fold = () => {
    localStorage.setItem(key, folded ? "open" : "folded");
    setFolded(!folded);
  };
  return (
    <nav className={folded ? "rail rail-folded no-print" : "rail no-print"} aria-label={t("frame.main")}>
      <Link to="/" className="brand" aria-label={t("frame.product")}>
        <img src="/seal.svg" alt="" width={28} height={28} />
        <span className="rail-label">{t("frame.product")}</span>
      </Link>
      <ul>
        {work.map((one) => (
          <li key={one.to}>
            <Tooltip title={folded ? t(one.label) : undefined} placement="right">
              <Link
                to={one.to}
                className={isWithin(one, pathname) ? "rail-link rail-here" : "rail-link"}
                aria-current={isWithin(one, pathname) ? "page" : undefined}
              >
                {one.icon}
                <span className="rail-label">{t(one.label)}</span>
              </Link>
            </Tooltip>
          </li>
        ))}
      </ul>
      <button
        type="button"
        className="rail-link rail-fold"
        onClick={fold}
        aria-label={folded ? t("frame.unfold") : t("frame.fold")}
      >
        {folded ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
        <span className="rail-label">{t("frame.fold")}</span>
      </button>
    </nav>
  );
}

import { EllipsisOutlined } from "@ant-design/icons";
import { Link, useRouterState } from "@tanstack/react-router";
import { Drawer } from "antd";
import { useState } from "react";
import { useText } from "../texts/index.ts";
import { isWithin, type Work } from "./work.tsx";

/** On a phone the rail is a bar at the bottom: four kinds of work and the rest behind 'more'. */
export function BottomBar({ work }: { work: readonly Work[] }) {
  const { t } = useText();
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  const [open, setOpen] = useState(false);
  const fits = work.length <= 5 ? 5 : 4;
  const rest = work.slice(fits);
  const link = (one: Work) => (
    <Link
      key={one.to}
      to={one.to}
      className={isWithin(one, pathname) ? "bottom-link bottom-here" : "bottom-link"}
      aria-current={isWithin(one, pathname) ? "page" : undefined}
      onClick={() => setOpen(false)}
    >
      {one.icon}
      <span>{t(one.label)}</span>
    </Link>
  );
  return (
    <nav className="bottom-bar no-print" aria-label={t("frame.main")}>
      {work.slice(0, fits).map(link)}
      {rest.length > 0 && (
        <button type="button" className="bottom-link" onClick={() => setOpen(true)}>
          <EllipsisOutlined />
          <span>{t("frame.more")}</span>
        </button>
      )}
      <Drawer open={open} onClose={() => setOpen(false)} placement="bottom" size="auto" title={t("frame.more")}>
        <div className="bottom-rest">{rest.map(link)}</div>
      </Drawer>
    </nav>
  );
}

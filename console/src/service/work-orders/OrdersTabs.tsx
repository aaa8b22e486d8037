import { Link, useRouterState } from "@tanstack/react-router";
import { useMe } from "../../frame/me.ts";
import { useUrlState } from "../../parts/url-state.ts";
import { useText } from "../../texts/index.ts";
import "../desk.css";

const views = ["day", "board", "list", "people", "stepsTab"] as const;
type View = (typeof views)[number];

/** What this person sees of work orders; the first is where they begin. */
export function useViews(): readonly View[] {
  const { may } = useMe();
  const plans = may("service.orders.dispatch");
  const all = views.filter(
    (one) =>
      ({
        day: may("service.orders.perform"),
        board: plans || may("service.rows:all"),
        list: true,
        people: plans,
        stepsTab: may("service.settings"),
      })[one],
  );
  // Whoever plans begins with the board, also where they carry orders out themselves.
  return plans && all[0] === "day" ? ["board", "day", ...all.slice(2)] : all;
}

/** The strip of these screens, on top of each of them. */
export function OrdersTabs() {
  const { t } = useText();
  const mine = useViews();
  const [state] = useUrlState();
  const onDay = useRouterState({ select: ({ location }) => location.pathname.endsWith("/today") });
  const here = onDay ? "day" : (mine.find((one) => one === state.view) ?? mine[0]);
  return (
    <nav className="desk-tabs orders-tabs no-print" aria-label={t("workOrders.title")}>
      {mine.map((one) => (
        <Link
          key={one}
          to={one === "day" ? "/work-orders/today" : "/work-orders"}
          search={(one === "day" || one === mine[0] ? {} : { view: one }) as never}
          className={one === here ? "desk-tab desk-tab-here" : "desk-tab"}
          aria-current={one === here ? "page" : undefined}
        >
          {t(`workOrders.${one}`)}
        </Link>
      ))}
    </nav>
  );
}

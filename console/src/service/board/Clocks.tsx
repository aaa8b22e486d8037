import { ClockCircleOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { formatCount } from "../../parts/Money.tsx";
import { useText } from "../../texts/index.ts";
import type { Scope } from "./Board.tsx";
import { type BoardData, rowsOf } from "./links.ts";

/** The clocks that run, by what they measure: how many are late, soon late, or rest. */
export function Clocks({ board, scope }: { board: BoardData; scope: Scope }) {
  const { t, pick } = useText();
  return (
    <section className="panel" aria-labelledby="board-clocks">
      <div className="panel-head">
        <h2 id="board-clocks">
          <ClockCircleOutlined aria-hidden /> {t("board.clocks")}
        </h2>
      </div>
      {!board.clocks.length && <p className="side-none">{t("board.clocksNone")}</p>}
      {board.clocks.length > 0 && (
        <div className="scroll-x">
          <table className="plain-table board-table">
            <thead>
              <tr>
                <th scope="col">{t("board.clock")}</th>
                <th scope="col" className="number">
                  {t("board.late")}
                </th>
                <th scope="col" className="number">
                  {t("board.soon", { hours: board.soonHours })}
                </th>
                <th scope="col" className="number">
                  {t("board.running")}
                </th>
                <th scope="col" className="number">
                  {t("board.resting")}
                </th>
              </tr>
            </thead>
            <tbody>
              {board.clocks.map((one) => (
                <tr key={one.control}>
                  <th scope="row">{pick(one.label)}</th>
                  <Count
                    count={one.late}
                    tone="bad"
                    to={rowsOf(scope, { due: "late", clock: one.control, sort: "dueAt" })}
                  />
                  <Count
                    count={one.soon}
                    tone="warn"
                    to={rowsOf(scope, { due: "soon", clock: one.control, sort: "dueAt" })}
                  />
                  <Count count={one.running} to={rowsOf(scope, { clock: one.control, sort: "dueAt" })} />
                  <td className="number quiet">{one.resting ? formatCount(one.resting) : "–"}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

type CountProps = { count: number; tone?: "bad" | "warn"; to: ReturnType<typeof rowsOf> };

/** A figure of a table that opens its rows. */
export function Count({ count, tone, to }: CountProps) {
  if (!count) return <td className="number quiet">–</td>;
  return (
    <td className="number">
      <Link {...to} className={tone && `count-${tone}`}>
        {formatCount(count)}
      </Link>
    </td>
  );
}

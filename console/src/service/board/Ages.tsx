import { useNavigate } from "@tanstack/react-router";
import { usePreferences } from "../../frame/preferences.ts";
import { palette } from "../../frame/theme.ts";
import { Chart } from "../../parts/Chart.tsx";
import { useNow } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import type { Scope } from "./Board.tsx";
import { Count } from "./Clocks.tsx";
import { type BoardData, openedBetween, openStates, rowsOf } from "./links.ts";

/** How long what is open has been open: the backlog by age. */
export function Ages({ board, scope }: { board: BoardData; scope: Scope }) {
  const { t } = useText();
  const now = useNow();
  const navigate = useNavigate();
  const { dark } = usePreferences();
  const name = ({ from, to }: BoardData["ages"][number]) =>
    to === null ? t("board.older", { from }) : from === 0 ? t("board.firstDay") : t("board.days", { from, to });
  const rows = (one: BoardData["ages"][number]) =>
    rowsOf(scope, { state: openStates, openedAt: openedBetween(now, one.from, one.to), sort: "openedAt" });
  const inTime = t("board.inTime");
  const late = t("board.late");
  return (
    <section className="panel" aria-labelledby="board-ages">
      <div className="panel-head">
        <h2 id="board-ages">{t("board.ages")}</h2>
      </div>
      <div className="panel-body">
        <Chart
          label={t("board.ages")}
          height={220}
          onPick={(_, picked) => {
            const one = board.ages.find((age) => name(age) === picked);
            if (one) void navigate(rows(one));
          }}
          option={{
            grid: { left: 8, right: 16, top: 32, bottom: 4, containLabel: true },
            xAxis: { type: "category", data: board.ages.map(name), axisLabel: { interval: 0, fontSize: 11 } },
            yAxis: { type: "value", minInterval: 1 },
            series: [
              {
                name: inTime,
                type: "bar",
                stack: "all",
                barMaxWidth: 44,
                data: board.ages.map((one) => one.count - one.late),
              },
              {
                name: late,
                type: "bar",
                stack: "all",
                barMaxWidth: 44,
                itemStyle: { color: palette(dark).bad },
                data: board.ages.map((one) => one.late),
              },
            ],
          }}
          table={
            <table className="plain-table board-table">
              <thead>
                <tr>
                  <th scope="col">{t("board.age")}</th>
                  <th scope="col" className="number">
                    {t("board.open")}
                  </th>
                  <th scope="col" className="number">
                    {late}
                  </th>
                </tr>
              </thead>
              <tbody>
                {board.ages.map((one) => (
                  <tr key={one.from}>
                    <th scope="row">{name(one)}</th>
                    <Count count={one.count} to={rows(one)} />
                    <td className="number">{one.late || "–"}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          }
        />
      </div>
    </section>
  );
}

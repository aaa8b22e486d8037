import { ArrowRightOutlined } from "@ant-design/icons";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { api, ask } from "../api.ts";
import { CustomerName } from "../compliance/Rows.tsx";
import { companyTime } from "../parts/clock.ts";
import { Chart } from "../parts/Chart.tsx";
import { formatCount } from "../parts/Money.tsx";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { Tag } from "../parts/Tag.tsx";
import { useUrlState } from "../parts/url-state.ts";
import { Waiting } from "../parts/Waiting.tsx";
import { useText } from "../texts/index.ts";
import { type DecisionSummary, type Replay, useControlWords } from "./data.ts";

/** A decision before and after, and who would change. */
export function Decision({ replay, decision }: { replay: Replay; decision: DecisionSummary }) {
  const { t } = useText();
  const words = useControlWords();
  const given = [...new Set([...Object.keys(decision.before), ...Object.keys(decision.after)])];
  const order = words.values(decision.control);
  const values = given.sort((a, b) => order.indexOf(a) - order.indexOf(b));
  const rows = values.map((value) => ({
    name: words.value(decision.control, value || null),
    before: decision.before[value] ?? 0,
    after: decision.after[value] ?? 0,
  }));
  const series = (["before", "after"] as const).map((key, at) => ({
    name: t(key === "before" ? "replay.now" : "replay.then"),
    type: "bar",
    barMaxWidth: 40,
    barGap: "10%",
    itemStyle: { borderRadius: [3, 3, 0, 0], ...(at === 0 && { opacity: 0.38 }) },
    label: { show: true, position: "top" },
    data: rows.map((row) => row[key]),
  }));
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{words.label(decision.control)}</h2>
        <span className="row quiet small">
          {t("replay.asOf", { day: companyTime(decision.at).format("YYYY-MM-DD") })} ·{" "}
          {t("replay.judged", { count: formatCount(decision.judged) })} ·
          <strong className="replay-changed">
            {decision.changed ? t("replay.changed", { count: formatCount(decision.changed) }) : t("replay.unchanged")}
          </strong>
        </span>
      </div>
      {decision.changed > 0 && (
        <div className="replay-decision">
          <div className="panel-body">
            <Chart
              label={words.label(decision.control)}
              height={260}
              option={{
                xAxis: { type: "category", data: rows.map((row) => row.name) },
                yAxis: { type: "value", minInterval: 1 },
                series,
              }}
              table={
                <table className="plain-table">
                  <thead>
                    <tr>
                      <th>{t("replay.value")}</th>
                      <th className="number">{t("replay.now")}</th>
                      <th className="number">{t("replay.then")}</th>
                      <th className="number">{t("replay.difference")}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {rows.map((row) => (
                      <tr key={row.name}>
                        <td>{row.name}</td>
                        <td className="number">{formatCount(row.before)}</td>
                        <td className="number">{formatCount(row.after)}</td>
                        <td className="number">
                          {row.after > row.before && "+"}
                          {formatCount(row.after - row.before)}
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              }
            />
          </div>
          <WhoChanges replay={replay} decision={decision} />
        </div>
      )}
    </section>
  );
}

function WhoChanges({ replay, decision }: { replay: Replay; decision: DecisionSummary }) {
  const { t } = useText();
  const words = useControlWords();
  const [{ from, to, at }, set] = useUrlState();
  const here = at === decision.at;
  const pages = useInfiniteQuery({
    queryKey: ["replays", replay.id, "changes", decision.control, decision.at, here && from, here && to],
    queryFn: ({ pageParam }) =>
      ask(
        api.GET("/api/v1/replays/{id}/changes", {
          params: {
            path: { id: replay.id },
            query: {
              limit: 20,
              control: decision.control,
              at: decision.at,
              ...(here && to && { fromValue: from ?? "", toValue: to }),
              ...(pageParam && { cursor: pageParam }),
            },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
  });
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const move = (a: string | null, b: string | null) => (
    <span className="move-tags">
      <Tag tone={toneOf(a)}>{words.value(decision.control, a)}</Tag>
      <ArrowRightOutlined className="quiet" />
      <Tag tone={toneOf(b)}>{words.value(decision.control, b)}</Tag>
    </span>
  );
  return (
    <div className="replay-who">
      <h3>{t("replay.who")}</h3>
      <div className="row">
        <button
          type="button"
          className={here && to ? "move" : "move move-here"}
          onClick={() => set({ from: undefined, to: undefined, at: undefined })}
        >
          {t("replay.allMoves")} <strong>{formatCount(decision.changed)}</strong>
        </button>
        {decision.moves.map((one) => {
          const chosen = here && (one.from ?? "") === (from ?? "") && one.to === to;
          return (
            <button
              key={`${one.from} ${one.to}`}
              type="button"
              className={chosen ? "move move-here" : "move"}
              aria-pressed={chosen}
              onClick={() => set({ at: decision.at, from: one.from ?? undefined, to: one.to ?? undefined })}
            >
              {move(one.from, one.to)} <strong>{formatCount(one.count)}</strong>
            </button>
          );
        })}
      </div>
      <ProblemNote problem={pages.error} />
      {pages.isPending && <Waiting />}
      {pages.data && rows.length === 0 && <p className="quiet">{t("replay.listNone")}</p>}
      <ul className="replay-rows">
        {rows.map((row) => (
          <li key={row.customerId}>
            <CustomerName id={row.customerId} />
            {move(row.fromValue, row.toValue)}
          </li>
        ))}
      </ul>
      {pages.hasNextPage && (
        <Button size="small" onClick={() => void pages.fetchNextPage()} loading={pages.isFetchingNextPage}>
          {t("parts.more")}
        </Button>
      )}
    </div>
  );
}

const toneOf = (value: string | null) =>
  value === "gold" || value === "silver" || value === "bronze" ? value : ("plain" as const);

import { LineChartOutlined } from "@ant-design/icons";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { api, ask } from "../../api.ts";
import { useMe } from "../../frame/me.ts";
import { Chart } from "../../parts/Chart.tsx";
import { Empty } from "../../parts/Empty.tsx";
import { PageHead } from "../../parts/PageHead.tsx";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { Tag } from "../../parts/Tag.tsx";
import { Waiting } from "../../parts/Waiting.tsx";
import { When } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import { CallbackTabs } from "./CallbackTabs.tsx";
import { type Analysis as Data, type Level, levels, percent, useOpinionCategory } from "./data.ts";
import { Items } from "./Items.tsx";
import { Measures } from "./Measures.tsx";
import { MonthPick, useMonth } from "./MonthPick.tsx";
import { Sign } from "./Sign.tsx";
import { Small } from "./Small.tsx";

/** What callbacks of a month say: satisfaction by item, opinions grouped, against the months before; and what is done about it. */
export function Analysis() {
  const { t, pick } = useText();
  const { may } = useMe();
  const month = useMonth();
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: ["callbacks", "analysis", month],
    queryFn: () => ask(api.GET("/api/v1/callback-analysis/{period}", { params: { path: { period: month } } })),
    placeholderData: keepPreviousData,
  });
  const empty = data && data.trend.every((one) => one.made === 0);
  return (
    <div className="page">
      <PageHead title={t("callbacks.analysis")} remark={data && pick(data.period.label)}>
        {data?.over && !data.report && may("service.callbacks.plan") && <Sign kind="analysis" period={month} />}
      </PageHead>
      <CallbackTabs />
      <MonthPick />
      <ProblemNote problem={error} />
      {!data && !error && <Waiting lines={8} />}
      {data && (
        <div className={isPlaceholderData ? "stale stack" : "stack"}>
          {data.report && (
            <section className="panel panel-body signed">
              <div className="row">
                <Tag tone="good">{t("callbacks.concluded", { name: data.report.signedByName })}</Tag>
                <span className="quiet small">
                  <When at={data.report.signedAt} />
                </span>
              </div>
              <p className="signed-note">{data.report.note}</p>
            </section>
          )}
          {empty ? (
            <Empty
              icon={<LineChartOutlined />}
              title={t("callbacks.statisticsNone")}
              lead={t("callbacks.statisticsNoneLead")}
            />
          ) : (
            <>
              <h2 className="visually-hidden">{t("callbacks.analysisQuestion")}</h2>
              <div className="analysis-grid">
                <Trend data={data} />
                <Levels data={data} />
                <Categories data={data} />
                <Words data={data} />
              </div>
              <Items data={data} />
            </>
          )}
          <Measures period={month} />
        </div>
      )}
    </div>
  );
}

const shown = (part: number, whole: number) => (whole ? Math.round((1000 * part) / whole) / 10 : null);

function Trend({ data }: { data: Data }) {
  const { t } = useText();
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("callbacks.trend")}</h2>
      </div>
      <div className="panel-body">
        <Chart
          label={t("callbacks.trend")}
          height={220}
          option={{
            legend: { top: 0, left: 0 },
            xAxis: { type: "category", data: data.trend.map((one) => one.key) },
            yAxis: { type: "value", min: 0, max: 100, axisLabel: { formatter: "{value}%" } },
            series: [
              {
                type: "line",
                name: t("callbacks.satisfiedShare"),
                data: data.trend.map((one) => shown(one.satisfied, one.rated)),
                symbolSize: 7,
              },
              {
                type: "line",
                name: t("callbacks.completion"),
                data: data.trend.map((one) => shown(one.inTime, one.due)),
                symbol: "rect",
                symbolSize: 6,
                lineStyle: { type: "dashed" },
              },
            ],
          }}
          table={
            <Small
              label={t("callbacks.trend")}
              head={["", t("callbacks.made"), t("callbacks.satisfiedShare"), t("callbacks.completion")]}
              rows={data.trend.map((one) => [
                one.key,
                one.made,
                percent(one.satisfied, one.rated),
                percent(one.inTime, one.due),
              ])}
            />
          }
        />
      </div>
    </section>
  );
}

function useRows(data: Data) {
  const navigate = useNavigate();
  const calledAt = `${data.period.firstDay}..${data.period.lastDay}`;
  const search = (more: Record<string, string>) => ({ list: "done", calledAt, ...more });
  return {
    search,
    open: (more: Record<string, string>) => void navigate({ to: "/callbacks" as "/", search: search(more) as never }),
  };
}

function Levels({ data }: { data: Data }) {
  const { t } = useText();
  const { open, search } = useRows(data);
  const countOf = (level: number) => data.levels.find((one) => one.level === level)?.count ?? 0;
  const names = levels.map((one) => t(`callbacks.level${one}`));
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("callbacks.levels")}</h2>
      </div>
      <div className="panel-body">
        <Chart
          label={t("callbacks.levels")}
          height={220}
          onPick={(_, name) => open({ satisfaction: String(levels[names.indexOf(name)]) })}
          option={{
            legend: { show: false },
            xAxis: { type: "category", data: names },
            yAxis: { type: "value", minInterval: 1 },
            series: [
              { type: "bar", data: levels.map(countOf), barMaxWidth: 36, label: { show: true, position: "top" } },
            ],
          }}
          table={
            <Small
              label={t("callbacks.levels")}
              head={[t("callbacks.satisfaction"), ""]}
              rows={levels.map((one) => [
                <Link key={one} to={"/callbacks" as "/"} search={search({ satisfaction: String(one) }) as never}>
                  {t(`callbacks.level${one as Level}`)}
                </Link>,
                countOf(one),
              ])}
            />
          }
        />
      </div>
    </section>
  );
}

function Categories({ data }: { data: Data }) {
  const { t } = useText();
  const { open, search } = useRows(data);
  const categoryOf = useOpinionCategory();
  const rows = data.categories.toReversed();
  const names = rows.map((one) => categoryOf(one.category, one.label));
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("callbacks.categories")}</h2>
      </div>
      <div className="panel-body">
        {rows.length === 0 ? (
          <p className="quiet">{t("callbacks.problemsNone")}</p>
        ) : (
          <Chart
            label={t("callbacks.categories")}
            height={Math.max(200, 44 * rows.length + 40)}
            onPick={(_, name) => open({ opinionCategory: rows[names.indexOf(name)]!.category })}
            option={{
              xAxis: { type: "value", minInterval: 1 },
              yAxis: { type: "category", data: names },
              series: [
                {
                  type: "bar",
                  name: t("callbacks.thisPeriod"),
                  data: rows.map((one) => one.opinions),
                  barMaxWidth: 14,
                  label: { show: true, position: "right" },
                },
                {
                  type: "bar",
                  name: t("callbacks.periodBefore"),
                  data: rows.map((one) => one.before),
                  barMaxWidth: 10,
                  itemStyle: { opacity: 0.35 },
                },
              ],
            }}
            table={
              <Small
                label={t("callbacks.categories")}
                head={[
                  t("callbacks.category"),
                  t("callbacks.thisPeriod"),
                  t("callbacks.dissatisfiedCount"),
                  t("callbacks.periodBefore"),
                ]}
                rows={data.categories.map((one) => [
                  <Link
                    key={one.category}
                    to={"/callbacks" as "/"}
                    search={search({ opinionCategory: one.category }) as never}
                  >
                    {categoryOf(one.category, one.label)}
                  </Link>,
                  one.opinions,
                  one.dissatisfied,
                  one.before,
                ])}
              />
            }
          />
        )}
      </div>
    </section>
  );
}

function Words({ data }: { data: Data }) {
  const { t } = useText();
  const { search } = useRows(data);
  if (!data.words) return null;
  const most = Math.max(1, ...data.words.map((one) => one.count));
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("callbacks.wordsTitle")}</h2>
      </div>
      <div className="panel-body">
        {data.words.length === 0 && <p className="quiet">{t("callbacks.wordsNone")}</p>}
        <ul className="word-cloud">
          {data.words.map(({ word, count }) => (
            <li key={word} style={{ fontSize: 13 + Math.round((9 * count) / most) }}>
              <Link to={"/callbacks" as "/"} search={search({ said: word }) as never}>
                {word}
              </Link>{" "}
              <span className="quiet small">{count}</span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

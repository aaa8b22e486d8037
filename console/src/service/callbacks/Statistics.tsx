import { BarChartOutlined, FileExcelOutlined, FilePdfOutlined, PrinterOutlined } from "@ant-design/icons";
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { App, Button } from "antd";
import { api, ask } from "../../api.ts";
import { useMe } from "../../frame/me.ts";
import { Empty } from "../../parts/Empty.tsx";
import { PageHead } from "../../parts/PageHead.tsx";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { Tag } from "../../parts/Tag.tsx";
import { Waiting } from "../../parts/Waiting.tsx";
import { When } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import { CallbackTabs } from "./CallbackTabs.tsx";
import { percent, type Statistics as Data, useOpinionCategory } from "./data.ts";
import { downloadStatistics } from "./download.ts";
import { MonthPick, useMonth } from "./MonthPick.tsx";
import { Sign } from "./Sign.tsx";

/** The monthly sheet: how many, how well, by whom, and what customers complain of; to sign and print. */
export function Statistics() {
  const { t, pick } = useText();
  const { may } = useMe();
  const { message } = App.useApp();
  const month = useMonth();
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: ["callbacks", "statistics", month],
    queryFn: () => ask(api.GET("/api/v1/callback-statistics/{period}", { params: { path: { period: month } } })),
    placeholderData: keepPreviousData,
  });
  const file = useMutation({
    mutationFn: (format: "pdf" | "xlsx") => downloadStatistics(month, format),
    onError: () => void message.error(t("callbacks.fileFailed")),
  });
  const empty = data && data.total.due + data.total.made === 0;
  return (
    <div className="page statistics">
      <PageHead title={t("callbacks.statistics")} remark={data && pick(data.period.label)}>
        <Button icon={<PrinterOutlined />} onClick={() => window.print()} className="wide-only">
          {t("callbacks.print")}
        </Button>
        {(["pdf", "xlsx"] as const).map((format) => (
          <Button
            key={format}
            icon={format === "pdf" ? <FilePdfOutlined /> : <FileExcelOutlined />}
            loading={file.isPending && file.variables === format}
            onClick={() => file.mutate(format)}
          >
            {t(format === "pdf" ? "callbacks.pdf" : "callbacks.excel")}
          </Button>
        ))}
        {data?.over && !data.report && may("service.callbacks.plan") && <Sign kind="statistics" period={month} />}
      </PageHead>
      <CallbackTabs />
      <MonthPick />
      <ProblemNote problem={error} />
      {!data && !error && <Waiting lines={8} />}
      {data && (
        <div className={isPlaceholderData ? "stale stack" : "stack"}>
          <State data={data} />
          {empty ? (
            <Empty
              icon={<BarChartOutlined />}
              title={t("callbacks.statisticsNone")}
              lead={t("callbacks.statisticsNoneLead")}
            >
              <Link to={"/callbacks/plans" as "/"}>
                <Button>{t("callbacks.seePlans")}</Button>
              </Link>
            </Empty>
          ) : (
            <Sheet data={data} />
          )}
          <footer className="paper-signature">
            <span>{t("callbacks.signatureMaker")}：</span>
            <span>{t("callbacks.signatureReviewer")}：</span>
            <span>{t("callbacks.signatureDate")}：</span>
          </footer>
        </div>
      )}
    </div>
  );
}

function State({ data: { over, report } }: { data: Data }) {
  const { t } = useText();
  if (report)
    return (
      <section className="panel panel-body signed">
        <div className="row">
          <Tag tone="good">{t("callbacks.signed", { name: report.signedByName })}</Tag>
          <span className="quiet small">
            <When at={report.signedAt} />
          </span>
        </div>
        <p className="signed-note">{report.note}</p>
      </section>
    );
  return (
    <div>
      <Tag tone={over ? "warn" : "plain"}>{t(over ? "callbacks.notSigned" : "callbacks.running")}</Tag>
    </div>
  );
}

const columns = ["due", "inTime", "made", "unreached", "rated", "satisfied", "dissatisfied"] as const;

function Sheet({ data }: { data: Data }) {
  const { t, pick } = useText();
  const categoryOf = useOpinionCategory();
  const { total } = data;
  const months = `${data.period.firstDay}..${data.period.lastDay}`;
  const cells = (line: Data["total"]) => (
    <>
      <td className="number">{line.due}</td>
      <td className="number">{percent(line.inTime, line.due)}</td>
      <td className="number">{line.made}</td>
      <td className="number">{line.unreached}</td>
      <td className="number">{line.rated}</td>
      <td className="number">{percent(line.satisfied, line.rated)}</td>
      <td className="number">{line.dissatisfied ? <strong className="late">{line.dissatisfied}</strong> : 0}</td>
    </>
  );
  return (
    <>
      <section className="panel figures-row" aria-label={t("callbacks.statisticsQuestion")}>
        {(
          [
            ["due", String(total.due)],
            ["completion", percent(total.inTime, total.due)],
            ["made", String(total.made)],
            ["satisfiedShare", percent(total.satisfied, total.rated)],
          ] as const
        ).map(([key, value]) => (
          <div key={key}>
            <strong>{value}</strong>
            <span className="quiet small">{t(`callbacks.${key}`)}</span>
          </div>
        ))}
      </section>
      <div className="panel scroll-x">
        <table className="plain-table sheet" aria-label={t("callbacks.statistics")}>
          <thead>
            <tr>
              <th>{t("callbacks.caller")}</th>
              {columns.map((key) => (
                <th key={key} className="number">
                  {key === "inTime"
                    ? t("callbacks.completion")
                    : key === "satisfied"
                      ? t("callbacks.satisfiedShare")
                      : key === "dissatisfied"
                        ? t("callbacks.dissatisfiedCount")
                        : t(`callbacks.${key}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr className="sheet-total">
              <th scope="row">{t("callbacks.inAll")}</th>
              {cells(total)}
            </tr>
          </tbody>
          {data.departments.map((department) => (
            <tbody key={department.departmentId ?? ""}>
              <tr className="sheet-department">
                <th scope="rowgroup">{pick(department.name) || t("callbacks.noDepartment")}</th>
                {cells(department)}
              </tr>
              {department.callers.map((caller) => (
                <tr key={caller.personId ?? ""}>
                  <th scope="row" className="sheet-person">
                    {caller.personId ? (
                      <Link
                        to={"/callbacks" as "/"}
                        search={{ list: "done", calledBy: caller.personId, calledAt: months } as never}
                      >
                        {caller.name}
                      </Link>
                    ) : (
                      <span className="quiet">{t("callbacks.nobody")}</span>
                    )}
                  </th>
                  {cells(caller)}
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </div>
      <section className="panel">
        <div className="panel-head">
          <h2>{t("callbacks.problems")}</h2>
        </div>
        {data.problems.length === 0 ? (
          <p className="panel-body quiet">{t("callbacks.problemsNone")}</p>
        ) : (
          <table className="plain-table sheet" aria-label={t("callbacks.problems")}>
            <thead>
              <tr>
                <th>{t("callbacks.category")}</th>
                <th className="number">{t("callbacks.opinions")}</th>
                <th className="number">{t("callbacks.dissatisfiedCount")}</th>
              </tr>
            </thead>
            <tbody>
              {data.problems.map((one) => (
                <tr key={one.category}>
                  <th scope="row">
                    <Link
                      to={"/callbacks" as "/"}
                      search={{ list: "done", opinionCategory: one.category, calledAt: months } as never}
                    >
                      {categoryOf(one.category, one.label)}
                    </Link>
                  </th>
                  <td className="number">{one.opinions}</td>
                  <td className="number">{one.dissatisfied}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <p className="panel-body quiet">{t("callbacks.remediesSaid", data.remedies)}</p>
      </section>
    </>
  );
}

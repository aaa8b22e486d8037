import { DownloadOutlined, FileSearchOutlined, PrinterOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Tabs } from "antd";
import { companyTime } from "../parts/clock.ts";
import { Empty } from "../parts/Empty.tsx";
import { formatCount } from "../parts/Money.tsx";
import { PageHead } from "../parts/PageHead.tsx";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { useUrlState } from "../parts/url-state.ts";
import { Waiting } from "../parts/Waiting.tsx";
import { useNow } from "../parts/When.tsx";
import "../policies/policies.css";
import { useText } from "../texts/index.ts";
import { Sparkline, TallyBar } from "./Bars.tsx";
import { Clauses } from "./Clauses.tsx";
import "./compliance.css";
import { percent, type Report, useAsked, useReport } from "./data.ts";
import { Filters } from "./Filters.tsx";
import { Metrics } from "./Metrics.tsx";
import { Rows } from "./Rows.tsx";
import { Splits } from "./Splits.tsx";
import { downloadWorkbook } from "./workbook.ts";

/** How well a policy is kept: clause by clause, by department, by person, and the metrics. */
export function CompliancePage() {
  const { t, pick } = useText();
  const [state, set] = useUrlState();
  const { asked, documents } = useAsked();
  const now = useNow();
  const report = useReport(asked);
  const workbook = useMutation({ mutationFn: downloadWorkbook });
  if (documents?.length === 0)
    return (
      <Empty icon={<FileSearchOutlined />} title={t("compliance.none")} lead={t("compliance.noneLead")}>
        <Link to={"/policies" as "/"}>
          <Button type="primary">{t("compliance.goPolicies")}</Button>
        </Link>
      </Empty>
    );
  if (!asked || !documents) return <Waiting lines={8} />;
  const tab = state.tab ?? "clauses";
  const { data } = report;
  return (
    <div
      className={state.clause && (state.control || state.metric) ? "page compliance policy-open" : "page compliance"}
    >
      <PageHead
        title={t("compliance.title")}
        remark={
          data && (
            <>
              {pick(data.title)} · {companyTime(data.from).format("YYYY-MM-DD")} –{" "}
              {companyTime(data.to).subtract(1, "second").format("YYYY-MM-DD")}
            </>
          )
        }
      >
        <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
          {t("compliance.print")}
        </Button>
        <Button icon={<DownloadOutlined />} loading={workbook.isPending} onClick={() => workbook.mutate(asked)}>
          {t("compliance.workbook")}
        </Button>
      </PageHead>
      <Filters documents={documents} document={asked.document} />
      <ProblemNote problem={report.error ?? workbook.error} />
      {!data && report.isPending && <Waiting lines={8} />}
      {data && (
        <>
          <Summary report={data} />
          <Tabs
            className="no-print compliance-tabs"
            activeKey={tab}
            onChange={(key) =>
              set({
                tab: key === "clauses" ? undefined : key,
                clause: undefined,
                control: undefined,
                metric: undefined,
              })
            }
            items={[
              { key: "clauses", label: t("compliance.tabClauses") },
              { key: "departments", label: t("compliance.tabDepartments") },
              { key: "persons", label: t("compliance.tabPersons") },
              { key: "metrics", label: t("compliance.tabMetrics") },
            ]}
          />
          {tab === "clauses" && <Clauses report={data} />}
          {tab === "departments" && <Splits asked={asked} by="department" />}
          {tab === "persons" && <Splits asked={asked} by="person" />}
          {tab === "metrics" && <Metrics report={data} />}
          <Rows asked={asked} report={data} />
          <footer className="signature">
            <span>{t("compliance.signature")}：</span>
            <span>{t("compliance.signedOn")}：</span>
            <span className="small">
              {t("compliance.printed", { when: companyTime(now).format("YYYY-MM-DD HH:mm") })}
            </span>
          </footer>
        </>
      )}
    </div>
  );
}

const counts = ["inScope", "met", "breached", "open", "waived", "refused"] as const;

function Summary({ report }: { report: Report }) {
  const { t } = useText();
  const months = report.months.map((_, at) => {
    const sum = { met: 0, breached: 0 };
    for (const chapter of report.chapters)
      for (const clause of chapter.clauses) {
        sum.met += clause.trend[at]?.met ?? 0;
        sum.breached += clause.trend[at]?.breached ?? 0;
      }
    return { share: sum.met + sum.breached ? sum.met / (sum.met + sum.breached) : null };
  });
  return (
    <section className="panel compliance-summary">
      <div className="compliance-headline">
        <h2>{t("compliance.question")}</h2>
        <p className="compliance-figure" title={t("compliance.shareWhy")}>
          {percent(report.share)}
        </p>
      </div>
      <div className="compliance-whole">
        <TallyBar tally={report} />
        <dl>
          {counts.map((name) => (
            <div key={name} className={`count-${name}`}>
              <dt>{t(`compliance.${name}`)}</dt>
              <dd>{formatCount(report[name])}</dd>
            </div>
          ))}
        </dl>
      </div>
      <div className="compliance-trend">
        <span className="quiet small">{t("compliance.trend")}</span>
        <Sparkline trend={months} />
      </div>
    </section>
  );
}

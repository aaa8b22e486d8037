import { ArrowLeftOutlined, PrinterOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Link, Navigate, useParams } from "@tanstack/react-router";
import { App, Button, Input } from "antd";
import { type ReactNode, useState } from "react";
import { api, ask } from "../../api.ts";
import { useMe } from "../../frame/me.ts";
import { PageHead } from "../../parts/PageHead.tsx";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { Tag } from "../../parts/Tag.tsx";
import { Waiting } from "../../parts/Waiting.tsx";
import { When } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import { DeskTabs } from "../DeskTabs.tsx";
import { reportsChanged, useReport, type WorkReport } from "./data.ts";
import { Happened } from "./Happened.tsx";
import { Matters } from "./Matters.tsx";
import { ReadReport } from "./ReadReport.tsx";
import "./reports.css";

/** One report: its day, what its author says, and what its readers said to that. */
export function ReportPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { t } = useText();
  const { data, error, isPending } = useReport(id);
  // What is not filed yet is written where the day is.
  if (data?.state === "open") return <Navigate to={"/reports" as "/"} search={{ day: data.day } as never} replace />;
  return (
    <div className="page">
      <DeskTabs />
      <Link to={"/reports" as "/"} className="back no-print">
        <ArrowLeftOutlined /> {t("reports.back")}
      </Link>
      <ProblemNote problem={error} />
      {isPending && <Waiting lines={6} />}
      {data && <Report report={data} />}
    </div>
  );
}

function Report({ report }: { report: WorkReport }) {
  const { t } = useText();
  const { me, may } = useMe();
  const own = me?.id === report.staffId;
  const hasRead = report.readings.some((one) => one.staffId === me?.id);
  const reads = !own && may("service.reports.read") && !hasRead;
  return (
    <>
      <PageHead
        title={t("reports.of", { name: report.staffName, day: report.day })}
        remark={<When at={report.filedAt} />}
      >
        <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
          {t("reports.print")}
        </Button>
      </PageHead>
      <div className="report-both">
        <div className="stack">
          {report.figures ? (
            <Happened figures={report.figures} contacts={report.contacts} tickets={report.tickets} />
          ) : null}
          <p className="report-sign">{t("reports.signature")}</p>
        </div>
        <div className="stack">
          <section className="panel panel-body stack">
            <Part title={t("reports.raised")}>{report.raised}</Part>
            <Part title={t("reports.plan")}>{report.plan}</Part>
            {report.remarks && <Part title={t("reports.remarks")}>{report.remarks}</Part>}
          </section>
          {reads ? <ReadReport key={report.version} report={report} /> : <Matters report={report} />}
          {(!reads || report.comments.length > 0) && <Comments report={report} />}
        </div>
      </div>
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  const { t } = useText();
  return (
    <div>
      <h3 className="report-name">{title}</h3>
      <p className="pre-wrap">{children ?? <span className="quiet">{t("reports.notWritten")}</span>}</p>
    </div>
  );
}

function Comments({ report }: { report: WorkReport }) {
  const { t } = useText();
  const { message } = App.useApp();
  const [words, setWords] = useState("");
  const add = useMutation({
    mutationFn: () =>
      ask(
        api.POST("/api/v1/reports/{id}/comments", {
          params: { path: { id: report.id } },
          body: { body: words.trim() },
        }),
      ),
    onSuccess: () => {
      setWords("");
      void message.success(t("reports.commented"));
      void reportsChanged();
    },
  });
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("reports.comments")}</h2>
        <span className="row">
          {report.readings.map((one) => (
            <Tag key={one.staffId} tone="good">
              {t("reports.readByName", { name: one.staffName })}
            </Tag>
          ))}
        </span>
      </div>
      <div className="panel-body stack">
        {report.comments.map((one) => (
          <div key={one.id}>
            <span className="quiet small">
              {one.authorName} · <When at={one.at} />
            </span>
            <p className="pre-wrap">{one.body}</p>
          </div>
        ))}
        <div className="stack no-print">
          <Input.TextArea
            value={words}
            autoSize={{ minRows: 2 }}
            maxLength={2_000}
            placeholder={t("reports.comment")}
            aria-label={t("reports.comment")}
            onChange={(event) => setWords(event.target.value)}
            onKeyDown={(event) =>
              (event.ctrlKey || event.metaKey) && event.key === "Enter" && words.trim() && add.mutate()
            }
          />
          <ProblemNote problem={add.error} />
          <div>
            <Button disabled={!words.trim()} loading={add.isPending} onClick={() => add.mutate()}>
              {t("reports.addComment")}
            </Button>
          </div>
        </div>
      </div>
    </section>
  );
}

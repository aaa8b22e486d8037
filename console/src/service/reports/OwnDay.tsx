import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { Button, DatePicker } from "antd";
import dayjs from "dayjs";
import { companyTime } from "../../parts/clock.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { Tag } from "../../parts/Tag.tsx";
import { useUrlState } from "../../parts/url-state.ts";
import { Waiting } from "../../parts/Waiting.tsx";
import { useNow, When } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import { type ReportDay, useDay, useOwnReports } from "./data.ts";
import { Happened } from "./Happened.tsx";
import { OpenMatters } from "./OpenMatters.tsx";
import { WriteReport } from "./WriteReport.tsx";

/** One's own day: what happened, and what is to be said of it. */
export function OwnDay() {
  const { t } = useText();
  const [state, set] = useUrlState();
  const today = companyTime(useNow()).format("YYYY-MM-DD");
  const day = /^\d{4}-\d\d-\d\d$/.test(state.day ?? "") ? state.day! : today;
  const go = (next: string) => set({ day: next === today ? undefined : next });
  const step = (by: number) => go(companyTime(day).add(by, "day").format("YYYY-MM-DD"));
  const { data, error, isPending } = useDay(day);
  return (
    <div className="stack">
      <div className="row">
        <Button icon={<LeftOutlined />} aria-label={t("reports.before")} onClick={() => step(-1)} />
        <DatePicker
          allowClear={false}
          value={dayjs(day)}
          maxDate={dayjs(today)}
          aria-label={t("reports.day")}
          onChange={(picked) => picked && go(picked.format("YYYY-MM-DD"))}
        />
        <Button
          icon={<RightOutlined />}
          aria-label={t("reports.after")}
          disabled={day >= today}
          onClick={() => step(1)}
        />
        {day !== today && (
          <Button type="link" onClick={() => go(today)}>
            {t("reports.today")}
          </Button>
        )}
      </div>
      <ProblemNote problem={error} />
      {isPending && <Waiting lines={6} />}
      {data && <Day key={`${day}.${data.report?.version ?? 0}`} day={day} data={data} />}
    </div>
  );
}

function Day({ day, data }: { day: string; data: ReportDay }) {
  const { t } = useText();
  const { report } = data;
  return (
    <div className="report-both">
      <div className="stack">
        <Happened figures={data.figures} contacts={data.contacts} tickets={data.tickets} />
        <OpenMatters title={t("reports.given")} matters={data.given} />
      </div>
      {report?.state === "filed" ? (
        <section className="panel panel-body stack">
          <div className="spread">
            <span className="row">
              <Tag tone="good">{t("reports.filed")}</Tag>
              <When at={report.filedAt} />
            </span>
            <Link to={`/reports/${report.id}` as "/"}>{t("parts.openPage")}</Link>
          </div>
          <p className="pre-wrap">{report.plan}</p>
          {report.readAt && <p className="quiet">{t("reports.readByName", { name: report.readByName ?? "" })}</p>}
        </section>
      ) : (
        <WriteReport day={day} data={data} />
      )}
      <History />
    </div>
  );
}

function History() {
  const { t } = useText();
  const own = useOwnReports();
  if (!own.length) return null;
  return (
    <section className="panel report-history">
      <div className="panel-head">
        <h2>{t("reports.history")}</h2>
      </div>
      <ul className="report-lines panel-body">
        {own.map((one) => (
          <li key={one.id}>
            {one.state === "filed" ? (
              <Link to={`/reports/${one.id}` as "/"}>{one.day}</Link>
            ) : (
              <Link to={"/reports" as "/"} search={{ day: one.day } as never}>
                {one.day}
              </Link>
            )}
            <Tag tone={one.state === "filed" ? "plain" : "warn"}>
              {t(one.state === "filed" ? "reports.filed" : "reports.open")}
            </Tag>
            {one.readAt && <span className="quiet">{t("reports.readByName", { name: one.readByName ?? "" })}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

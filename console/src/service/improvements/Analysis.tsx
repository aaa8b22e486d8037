import { SmileOutlined } from "@ant-design/icons";
import { DatePicker, Segmented } from "antd";
import dayjs from "dayjs";
import { companyTime } from "../../parts/clock.ts";
import { useNow } from "../../parts/When.tsx";
import { Empty } from "../../parts/Empty.tsx";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { useUrlState } from "../../parts/url-state.ts";
import { Waiting } from "../../parts/Waiting.tsx";
import { useText } from "../../texts/index.ts";
import { Behind } from "./Behind.tsx";
import { type By, bys, type Figures, percent, useBy, useFigures, useSpan } from "./data.ts";
import { Pareto } from "./Pareto.tsx";
import { SignAnalysis, WaitingTurns } from "./SignAnalysis.tsx";
import { Split } from "./Split.tsx";
import { Trend } from "./Trend.tsx";

const labels = {
  cause: "improvements.byCause",
  category: "improvements.byCategory",
  department: "improvements.byDepartment",
} as const;

/** Complaints of some months by cause, category or department; a click opens those behind it. */
export function Analysis() {
  const { t } = useText();
  const now = useNow();
  const by = useBy();
  const span = useSpan();
  const [, set] = useUrlState();
  const { data, error, isPlaceholderData } = useFigures();
  return (
    <>
      <WaitingTurns />
      <div className="analysis-asks no-print">
        <DatePicker.RangePicker
          picker="month"
          allowClear={false}
          aria-label={t("improvements.months")}
          value={[dayjs(`${span.first}-01`), dayjs(`${span.last}-01`)]}
          maxDate={companyTime(now)}
          onChange={(months) =>
            months?.[0] &&
            months[1] &&
            set({ from: months[0].format("YYYY-MM"), to: months[1].format("YYYY-MM"), bar: undefined })
          }
        />
        <Segmented<By>
          value={by}
          onChange={(next) => set({ by: next === "cause" ? undefined : next, bar: undefined })}
          options={bys.map((one) => ({ value: one, label: t(labels[one]) }))}
        />
        <SignAnalysis />
      </div>
      <ProblemNote problem={error} />
      {!data && !error && <Waiting lines={8} />}
      {data?.total === 0 && (
        <Empty icon={<SmileOutlined />} title={t("improvements.none")} lead={t("improvements.noneLead")} />
      )}
      {data && data.total > 0 && (
        <div className={isPlaceholderData ? "stale stack" : "stack"}>
          <Headline data={data} />
          <Pareto data={data} by={by} />
          <div className="analysis-two">
            <Trend data={data} by={by} />
            <Split data={data} />
          </div>
        </div>
      )}
      <Behind data={data} by={by} />
    </>
  );
}

function Headline({ data }: { data: Figures }) {
  const { t } = useText();
  // As many as it takes to make up the larger part.
  const few = Math.max(1, data.bars.findIndex((bar) => bar.cumulative >= 0.8) + 1);
  return (
    <p className="headline">
      {t("improvements.question")} <strong>{t("improvements.total", { count: data.total })}</strong>{" "}
      <span className="quiet">
        {t("improvements.few", { count: few, share: percent(data.bars[few - 1]?.cumulative ?? 1) })}
      </span>
    </p>
  );
}

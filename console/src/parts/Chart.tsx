import { BarChartOutlined, TableOutlined } from "@ant-design/icons";
import { Segmented } from "antd";
import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from "react";
import { usePreferences } from "../frame/preferences.ts";
import { chartColours, fonts, palette } from "../frame/theme.ts";
import { useText } from "../texts/index.ts";
import type { EChartsCoreOption } from "./echarts.ts";

type Props = {
  /** What it shows, for screen readers. */
  readonly label: string;
  readonly option: EChartsCoreOption;
  readonly height?: number;
  /** The same data as a table. */
  readonly table: ReactNode;
  /** A click on a part opens its rows. */
  readonly onPick?: (series: string, name: string) => void;
};

/** A chart (loaded when first shown) with a table of the same data beside it. */
export function Chart({ label, option, height = 240, table, onPick }: Props) {
  const { t } = useText();
  const { dark } = usePreferences();
  const [way, setWay] = useState<"chart" | "table">("chart");
  return (
    <figure className="chart" aria-label={label}>
      <Segmented
        className="chart-ways no-print"
        size="small"
        value={way}
        onChange={setWay}
        options={[
          { value: "chart", icon: <BarChartOutlined aria-label={t("parts.chartView")} /> },
          { value: "table", icon: <TableOutlined aria-label={t("parts.tableView")} /> },
        ]}
      />
      {way === "chart" ? (
        // The option's content decides whether it is drawn anew, not its identity.
        <Drawing
          key={`${dark} ${JSON.stringify(option)}`}
          label={label}
          option={option}
          height={height}
          onPick={onPick}
          dark={dark}
        />
      ) : (
        table
      )}
    </figure>
  );
}

function Drawing({
  label,
  option,
  height,
  onPick,
  dark,
}: {
  label: string;
  option: EChartsCoreOption;
  height: number;
  onPick: Props["onPick"];
  dark: boolean;
}) {
  const box = useRef<HTMLDivElement>(null);
  const pick = useEffectEvent((series: string, name: string) => onPick?.(series, name));
  const content = useEffectEvent(() => themed(option, dark));
  useEffect(() => {
    let stop = () => {};
    let gone = false;
    const start = async () => {
      const { draw } = await import("./echarts.ts");
      if (!gone && box.current) stop = draw(box.current, content(), (series, name) => pick(series, name));
    };
    void start();
    return () => {
      gone = true;
      stop();
    };
  }, []);
  return <div ref={box} role="img" aria-label={label} style={{ height }} />;
}

function themed(option: EChartsCoreOption, dark: boolean): EChartsCoreOption {
  const p = palette(dark);
  const axis = {
    axisLine: { lineStyle: { color: p.line } },
    axisTick: { show: false },
    axisLabel: { color: p["ink-2"] },
    splitLine: { lineStyle: { color: p["line-soft"] } },
  };
  const withAxis = (given: unknown) =>
    given ? [given].flat().map((one) => ({ ...axis, ...(one as object) })) : undefined;
  return {
    color: chartColours(dark),
    textStyle: { fontFamily: fonts, color: p["ink-2"] },
    animationDuration: 200,
    grid: { left: 8, right: 16, top: 32, bottom: 4, containLabel: true },
    tooltip: {
      trigger: "axis",
      axisPointer: { type: "shadow", shadowStyle: { opacity: 0.08 } },
      backgroundColor: p.raised,
      borderColor: p.line,
      textStyle: { color: p.ink, fontSize: 13 },
    },
    legend: { top: 0, left: 0, icon: "roundRect", itemWidth: 10, itemHeight: 10, textStyle: { color: p["ink-2"] } },
    ...option,
    series: [option.series ?? []].flat().map((one) => ({
      ...(one as object),
      label: { color: p["ink-2"], textBorderWidth: 0, ...(one as { label?: object }).label },
    })),
    xAxis: withAxis(option.xAxis),
    yAxis: withAxis(option.yAxis),
  };
}

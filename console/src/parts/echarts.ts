import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import { type EChartsCoreOption, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

export type { EChartsCoreOption };

use([BarChart, LineChart, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, SVGRenderer]);

/** Draws into a box, follows its size; answers how to take it down. */
export function draw(
  box: HTMLElement,
  option: EChartsCoreOption,
  onPick: (series: string, name: string) => void,
): () => void {
  const chart = init(box, null, { renderer: "svg" });
  chart.setOption(option);
  chart.on("click", (event) => onPick(String(event.seriesName ?? ""), String(event.name)));
  const watcher = new ResizeObserver(() => chart.resize());
  watcher.observe(box);
  return () => {
    watcher.disconnect();
    chart.dispose();
  };
}

import { type Control, metric } from "../../policy/index.ts";

/** B5.3.1, S2.1, T2.1: the hotline is staffed at all hours of its calendar by a duty rota. */
export const coverage = metric({
  key: "service.rota-coverage",
  label: { zh: "值班覆盖率", en: "Rota coverage" },
  about: {
    zh: "热线受理时间内有人值班的小时数占全部受理小时数的比例，按值班表统计，受理时间由所选日历决定。",
    en: "Hours of the hotline with somebody on duty, of all hours that it is open by the chosen calendar, counted from the duty rota.",
  },
  facts: {
    calendar: { type: "text", label: { zh: "日历", en: "Calendar" } },
    covered: { type: "boolean", label: { zh: "有人值班", en: "Somebody on duty" } },
  },
  parameters: {
    numerator: {
      type: "conditions",
      label: { zh: "分子条件", en: "Counted when" },
      default: { covered: true },
    },
    denominator: {
      type: "conditions",
      label: { zh: "分母条件", en: "In scope when" },
      default: { calendar: "24x7" },
    },
  },
  source: "service.rota_hours",
  better: "higher",
});

export const controls: readonly Control[] = [coverage];

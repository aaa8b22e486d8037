import { type Control, obligation } from "../../policy/index.ts";

/**
 * S1.2.3. Opened at the beginning of each working day for everybody who files reports and is on duty or has handled
 * something; counted from the end of the day before, so that `1wd` ends when the office closes.
 */
export const dailyReport = obligation({
  key: "service.daily-report",
  label: { zh: "工作日报", en: "Daily work report" },
  about: {
    zh: "当班或者当日有受理的人员在每个工作日下班前提交日报，自前一日结束时起算。",
    en: "Whoever was on duty or handled something files a report by the end of each working day, counted from the end of the day before.",
  },
  subject: "work_report",
  parameters: {
    within: {
      type: "duration",
      label: { zh: "自前一日结束起的时限", en: "Within, from the end of the day before" },
      default: "1wd",
    },
    calendar: { type: "calendar", label: { zh: "工作日历", en: "Calendar" }, default: "office" },
  },
});

/** S1.7.2. Runs from the filing; kept by whoever reads the department's reports. */
export const dailyReportReading = obligation({
  key: "service.daily-report-reading",
  label: { zh: "阅看日报", en: "Reading of a daily report" },
  about: {
    zh: "部门经理自日报提交之时起在时限内阅看批注，对未结事项指定责任人。",
    en: "The department manager reads each report within its term of filing, comments on it and names owners for open matters.",
  },
  subject: "work_report",
  parameters: {
    within: { type: "duration", label: { zh: "阅看时限", en: "Within" }, default: "1wd" },
    calendar: { type: "calendar", label: { zh: "工作日历", en: "Calendar" }, default: "office" },
  },
});

export const reportControls: readonly Control[] = [dailyReport, dailyReportReading];

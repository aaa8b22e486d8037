export const kinds = {
  enquiry: { zh: "咨询", en: "Enquiry" },
  complaint: { zh: "投诉", en: "Complaint" },
  suggestion: { zh: "建议", en: "Suggestion" },
  fault: { zh: "报障", en: "Fault" },
} as const;
export type Kind = keyof typeof kinds;

export const severities = {
  minor: { zh: "一般", en: "Minor" },
  moderate: { zh: "较重", en: "Moderate" },
  severe: { zh: "严重", en: "Severe" },
} as const;
export type Severity = keyof typeof severities;

export const urgencies = {
  low: { zh: "不急", en: "Low" },
  normal: { zh: "普通", en: "Normal" },
  high: { zh: "紧急", en: "High" },
} as const;
export type Urgency = keyof typeof urgencies;

export const states = {
  new: { zh: "新登记", en: "New" },
  working: { zh: "处理中", en: "In work" },
  waiting: { zh: "等待客户", en: "Waiting for the customer" },
  solved: { zh: "已有方案", en: "Solved" },
  reviewed: { zh: "已复核", en: "Reviewed" },
  told: { zh: "已告知", en: "Told" },
  closed: { zh: "已归档", en: "Closed" },
  merged: { zh: "已合并", en: "Merged" },
} as const;
export type State = keyof typeof states;

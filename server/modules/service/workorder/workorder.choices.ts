export const orderKinds = {
  installation: { zh: "安装", en: "Installation" },
  repair: { zh: "维修", en: "Repair" },
  removal: { zh: "拆机", en: "Removal" },
  survey: { zh: "勘察", en: "Survey" },
} as const;
export type OrderKind = keyof typeof orderKinds;

export const orderStates = {
  new: { zh: "待预约", en: "To be scheduled" },
  scheduled: { zh: "已预约", en: "Scheduled" },
  dispatched: { zh: "已派发", en: "Dispatched" },
  travelling: { zh: "在路上", en: "On the way" },
  arrived: { zh: "已到达", en: "At the customer's" },
  done: { zh: "已完工", en: "Done" },
  failed: { zh: "未成，待改约", en: "Failed, to be rescheduled" },
  cancelled: { zh: "已取消", en: "Cancelled" },
} as const;
export type OrderState = keyof typeof orderStates;

export const visitStates = {
  ...orderStates,
  moved: { zh: "已改约", en: "Moved" },
} as const;

export const localities = {
  town: { zh: "城镇", en: "Town" },
  country: { zh: "农村", en: "Country" },
} as const;

export const orderUrgencies = {
  low: { zh: "不急", en: "Low" },
  normal: { zh: "普通", en: "Normal" },
  high: { zh: "紧急", en: "High" },
} as const;

/** Why a repair was needed. Faults of the customer's own equipment are excepted from what the law owes for delay. */
export const causes = {
  line: { zh: "线路", en: "Line" },
  equipment: { zh: "我方设备", en: "Our equipment" },
  headend: { zh: "前端或机房", en: "Head end" },
  terminal: { zh: "客户自有设备", en: "The customer's own equipment" },
  use: { zh: "使用不当", en: "Handling" },
  none: { zh: "未见异常", en: "No fault found" },
} as const;
export type Cause = keyof typeof causes;

export const failures = {
  absent: { zh: "客户不在", en: "Customer absent" },
  refused: { zh: "客户拒绝", en: "Customer refused" },
  no_access: { zh: "无法进入", en: "No access" },
  material: { zh: "缺少材料", en: "Material missing" },
  weather: { zh: "天气原因", en: "Weather" },
  elsewhere: { zh: "故障不在户内", en: "The fault lies elsewhere" },
  other: { zh: "其他原因", en: "Other" },
} as const;
export type Failure = keyof typeof failures;

export const owings = {
  late_fee: { zh: "逾期违约金", en: "Compensation for the delay" },
  rent_waiver: { zh: "免收故障期间费用", en: "Rent of the outage waived" },
} as const;

export type Material = { readonly name: string; readonly quantity: number; readonly unit: string };

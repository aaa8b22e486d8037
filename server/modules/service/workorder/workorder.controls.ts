import { type Control, guard, metric, obligation } from "../../policy/index.ts";
import { orderKinds, type OrderKind } from "./workorder.choices.ts";

const flag = (zh: string, en: string) => ({ type: "flag", label: { zh, en }, default: false }) as const;
const whenLate = {
  rests: flag("客户要求改期或不在家时暂停计时", "Rests while the customer is waited for"),
  tellWhenLate: flag("不能按时完成须告知客户", "The customer is told when it will be late"),
};

const installationPart = {
  about: {
    zh: "新开通业务自受理起在时限内上门安装并测试合格。",
    en: "A new service is installed and passes its test within its term from acceptance.",
  },
  subject: "work_order",
  parameters: {
    ...whenLate,
    lateCompensation: {
      type: "percent",
      label: { zh: "逾期每日按所收费用补偿", en: "Compensation for each day late, of the fees" },
      optional: true,
    },
  },
} as const;
const repairPart = {
  about: { zh: "故障自报修起在时限内修复。", en: "A fault is repaired within its term from the report." },
  subject: "work_order",
  parameters: {
    ...whenLate,
    waiveRentWhenLate: flag("逾期未修复免收故障期间费用", "Rent of the outage is waived when late"),
  },
} as const;

/** B5.2.1, T10.1. */
const installationDuty = obligation({
  key: "service.installation",
  label: { zh: "按时安装", en: "Installed in time" },
  ...installationPart,
});
const repairDuty = obligation({
  key: "service.repair",
  label: { zh: "按时修复", en: "Repaired in time" },
  ...repairPart,
});
/** In the country, where a clause gives it a term of its own; else it is as in town. */
const countryInstallationDuty = obligation({
  key: "service.installation-country",
  label: { zh: "按时安装（农村）", en: "Installed in time, country" },
  ...installationPart,
});
const countryRepairDuty = obligation({
  key: "service.repair-country",
  label: { zh: "按时修复（农村）", en: "Repaired in time, country" },
  ...repairPart,
});

/** What an order of a kind promises: the control for its place first, then the general one. */
export const dutiesOf = (kind: OrderKind, locality: string) => {
  if (kind === "installation")
    return locality === "country" ? [countryInstallationDuty, installationDuty] : [installationDuty];
  if (kind === "repair") return locality === "country" ? [countryRepairDuty, repairDuty] : [repairDuty];
  return [];
};

/** M3.16. Opened when it is seen that an order will be late, or so long before its due time as `ahead` says. */
export const lateNotice = obligation({
  key: "service.visit-notice",
  label: { zh: "告知不能按时上门", en: "Customer told of a delay" },
  about: {
    zh: "预计不能按时完成的，在到期前告知客户原因和新的时间。",
    en: "If it will be late the customer is told why and the new time before it falls due.",
  },
  subject: "work_order",
  parameters: {
    within: { type: "duration", label: { zh: "发现后告知时限", en: "Told within, once it is seen" }, default: "2h" },
    ahead: {
      type: "duration",
      label: { zh: "到期前多久仍未安排即须告知", en: "How long before it is due" },
      default: "4h",
    },
  },
});

const refused = (zh: string, en: string) => ({ outcome: "refused", text: { zh, en } }) as const;

/** B5.2.1: the order closes only when the customer has signed. */
export const orderClosing = guard({
  key: "service.order-closing",
  label: { zh: "签字后方可结单", en: "Closed only when signed" },
  about: {
    zh: "测试合格、步骤完成并由客户签字后方可结单；客户不签的须记录原因。",
    en: "An order closes only when its test was passed, its steps are done and the customer has signed, or the reason why not is recorded.",
  },
  subject: "work_order",
  parameters: {
    signature: { ...flag("须有客户签字", "The customer's signature is needed"), default: true },
    refusalReason: { ...flag("拒签可记录原因代替", "A recorded refusal stands in for it"), default: true },
    test: { ...flag("安装和维修须测试合格", "Installations and repairs pass their test"), default: true },
    steps: { ...flag("须完成全部步骤", "All steps are done"), default: true },
    photos: { ...flag("须有规定的照片", "The photos asked for are there"), default: true },
  },
  check: (given, facts) => {
    if (given.test && facts.tests && !facts.tested)
      return refused(
        "测试合格后方可结单；修不好请选择「未完成」。",
        "It closes only when the test was passed; if it cannot be mended, say so instead.",
      );
    if (given.steps && facts.stepsOpen > 0)
      return refused(`还有 ${facts.stepsOpen} 个步骤没有完成。`, `Steps that are not done yet: ${facts.stepsOpen}.`);
    if (given.photos && facts.photosMissing > 0)
      return refused(
        `还缺 ${facts.photosMissing} 个步骤的照片。`,
        `Steps whose photo is missing: ${facts.photosMissing}.`,
      );
    if (given.signature && !facts.signed && !(given.refusalReason && facts.refusal))
      return refused(
        given.refusalReason ? "请客户签字；客户不签的，请记录原因。" : "客户签字后方可结单。",
        given.refusalReason
          ? "Let the customer sign, or record why they do not."
          : "It closes only when the customer has signed.",
      );
    return { outcome: "allowed" };
  },
});

/** What may be agreed with a customer as the time of a visit. The windows that are offered follow the same rules. */
export const appointment = guard({
  key: "service.appointment",
  label: { zh: "预约时段", en: "Appointment windows" },
  about: {
    zh: "上门时段在装维人员的工作时间内，按规定长度预约，两次上门之间留出路程时间。",
    en: "Visits are agreed within the installer's working hours, in windows of a set length, with time to travel between them.",
  },
  subject: "work_order",
  parameters: {
    calendar: { type: "calendar", label: { zh: "上门日历", en: "Calendar of visits" }, default: "office" },
    repairCalendar: { type: "calendar", label: { zh: "维修日历", en: "Calendar of repairs" }, default: "24x7" },
    earliest: { type: "time", label: { zh: "最早", en: "Not before" }, default: "08:00" },
    latest: { type: "time", label: { zh: "最晚", en: "Not after" }, default: "20:00" },
    window: { type: "duration", label: { zh: "时段长度", en: "Length of a window" }, default: "2h" },
    travel: { type: "duration", label: { zh: "路程时间", en: "Travel between visits" }, default: "30m" },
    notice: { type: "duration", label: { zh: "至少提前", en: "At least ahead" }, default: "2h" },
    horizon: { type: "duration", label: { zh: "最多提前", en: "At most ahead" }, default: "30d" },
    skillNeeded: { ...flag("须具备所需技能", "The installer has the skill"), default: true },
  },
  check: (given, facts) => {
    if (facts.past) return refused("预约时段已经过去，请另选。", "This window has passed; choose another.");
    if (facts.absent) return refused("该装维人员这段时间请假或另有安排。", "The installer is absent at this time.");
    if (!facts.insideHours)
      return refused("预约时段不在上门服务时间内。", "This window is outside the hours in which visits are made.");
    if (facts.minutes > facts.longest)
      return refused(`预约时段不超过 ${facts.longest} 分钟。`, `A window lasts ${facts.longest} minutes at most.`);
    if (facts.tooFar)
      return refused("预约日期太远，超出可预约的范围。", "This is further ahead than visits are agreed.");
    if (given.skillNeeded && !facts.skilled)
      return refused("该装维人员不具备所需技能。", "The installer does not have the skill that is needed.");
    return { outcome: "allowed" };
  },
});

const when = (zh: string, en: string, given: object) =>
  ({ type: "conditions", label: { zh, en }, default: given }) as const;
const kind = { type: "choice", label: { zh: "类型", en: "Kind" }, values: orderKinds } as const;

const onTime = metric({
  key: "service.visits-on-time",
  label: { zh: "按时上门率", en: "Visits on time" },
  about: {
    zh: "在约定时段内到达的上门次数 ÷ 应上门次数。",
    en: "Visits at which the installer came within the agreed window / visits due.",
  },
  facts: {
    kind,
    onTime: { type: "boolean", label: { zh: "按时到达", en: "On time" } },
    came: { type: "boolean", label: { zh: "已到达", en: "Came" } },
  },
  parameters: {
    numerator: when("分子条件", "Counted when", { onTime: true }),
  },
  source: "service.visit_rows",
  better: "higher",
});

const firstVisit = metric({
  key: "service.first-visit",
  label: { zh: "一次上门解决率", en: "Done at the first visit" },
  about: { zh: "一次上门即完成的工单数 ÷ 完成的工单数。", en: "Orders done at the first visit / orders done." },
  facts: {
    kind,
    firstVisit: { type: "boolean", label: { zh: "一次完成", en: "At the first visit" } },
    inTime: { type: "boolean", label: { zh: "按时完成", en: "In time" } },
  },
  parameters: {
    numerator: when("分子条件", "Counted when", { firstVisit: true }),
    denominator: when("分母条件", "In scope when", { kind: "repair" }),
  },
  source: "service.finished_work_orders",
  better: "higher",
});

export const workOrderControls: readonly Control[] = [
  installationDuty,
  countryInstallationDuty,
  repairDuty,
  countryRepairDuty,
  lateNotice,
  orderClosing,
  appointment,
  onTime,
  firstVisit,
];

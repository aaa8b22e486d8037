import { type Control, guard, metric, obligation } from "../../policy/index.ts";

const subjects = { contact: { zh: "来件", en: "Contacts" }, ticket: { zh: "工单", en: "Tickets" } };

const sampled = {
  cycle: { type: "cycle", label: { zh: "抽查周期", en: "Cycle" }, default: "month" },
  subjects: {
    type: "choices",
    label: { zh: "抽查对象", en: "What is checked" },
    values: subjects,
    default: ["contact", "ticket"],
  },
  sheet: { type: "text", label: { zh: "评分表代码", en: "Key of the score sheet" } },
  within: { type: "duration", label: { zh: "抽取后评分时限", en: "Scored within, from the draw" }, default: "10wd" },
} as const;

/** T12.1. Drawn after the end of each cycle from what was handled in it; kept by scoring. */
export const qualitySample = obligation({
  key: "service.quality-sample",
  label: { zh: "质检抽查", en: "Quality sample" },
  about: {
    zh: "每个周期从每名客服代表已处理的来件和办结的工单中随机抽取一定比例，在时限内按评分表评分。",
    en: "Each cycle a share of what every agent handled is drawn at random and scored in time on the score sheet.",
  },
  subject: "quality_check",
  parameters: {
    ...sampled,
    sampleShare: { type: "percent", label: { zh: "抽查比例", en: "Share drawn" }, default: "2%" },
    perAgent: { type: "integer", label: { zh: "每人至少抽查件数", en: "At least so many of each agent" }, default: 1 },
    passScore: { type: "decimal", label: { zh: "合格分", en: "Pass mark" }, default: 80 },
    sheet: { ...sampled.sheet, default: "handling" },
  },
});

/** S1.3. Drawn after the end of each cycle, so many of each agent; kept by going through the checklist. */
export const conductCheck = obligation({
  key: "service.conduct-check",
  label: { zh: "行为规范抽查", en: "Conduct check" },
  about: {
    zh: "每个周期对每名客服代表随机抽查若干件，在时限内逐项对照行为规范检查表。",
    en: "Each cycle some contacts of every agent are drawn at random and checked in time against the conduct checklist.",
  },
  subject: "quality_check",
  parameters: {
    ...sampled,
    perAgent: { type: "integer", label: { zh: "每人抽查件数", en: "Of each agent" }, default: 5 },
    sheet: { ...sampled.sheet, default: "conduct" },
  },
});

/** S1.3, T12.1. Opened when a check fails or finds a breach; kept by recording the talk with its improvements. */
export const qualityTalk = obligation({
  key: "service.quality-talk",
  label: { zh: "质检面谈", en: "Talk after a check" },
  about: {
    zh: "低于合格分或者违反行为规范的，主管在时限内与本人面谈，确定改进事项和复查日期。",
    en: "Below the pass mark or after a breach of conduct a supervisor talks with the agent in time and sets improvements and a date to look again.",
  },
  subject: "quality_check",
  parameters: { within: { type: "duration", label: { zh: "面谈时限", en: "Within" }, default: "5wd" } },
});

/** T12.1, S1.3: nobody scores their own work, nor that of their own department where the clause says so. */
export const qualityScorer = guard({
  key: "service.quality-scorer",
  label: { zh: "质检回避", en: "Who may score" },
  about: {
    zh: "质检评分和复核不得由本人进行；制度要求时，也不得由同部门人员进行。复核由评分人以外的人员进行。",
    en: "A check is not scored by whoever is checked nor, where the clause says so, by their department; a review is not done by the scorer.",
  },
  subject: "quality_check",
  parameters: {
    otherDepartment: { type: "flag", label: { zh: "须由其他部门评分", en: "By another department" }, default: false },
  },
  check: (parameters, facts) => {
    if (facts.isChecked)
      return {
        outcome: "refused",
        text: { zh: "不能为自己经手的来件评分或者复核。", en: "Nobody scores or reviews their own work." },
      };
    if (facts.reviews && facts.isScorer)
      return {
        outcome: "refused",
        text: { zh: "复核应由评分人以外的人员进行。", en: "A review is done by somebody other than the scorer." },
      };
    if (parameters.otherDepartment && facts.sameDepartment)
      return {
        outcome: "refused",
        text: { zh: "评分应由其他部门的人员进行。", en: "The scorer comes from another department." },
      };
    return { outcome: "allowed" };
  },
});

const yes = (zh: string, en: string) => ({ type: "conditions", label: { zh, en } }) as const;
const facts = {
  kind: {
    type: "choice",
    label: { zh: "评分表种类", en: "Kind of sheet" },
    values: { conduct: { zh: "行为规范", en: "Conduct" }, handling: { zh: "处理质量", en: "Handling" } },
    required: true,
  },
  drawn: { type: "boolean", label: { zh: "随机抽取", en: "Drawn at random" }, required: true },
  passed: { type: "boolean", label: { zh: "合格", en: "Passed" } },
  breached: { type: "boolean", label: { zh: "违反行为规范", en: "Breach of conduct" }, required: true },
} as const;

/** T12.1 over the checks scored in the period. */
const passing = metric({
  key: "service.quality-pass",
  label: { zh: "质检合格率", en: "Checks passed" },
  about: { zh: "随机抽查中得分合格的件数 ÷ 已评分的抽查件数。", en: "Drawn checks that pass / drawn checks scored." },
  facts,
  parameters: {
    target: { type: "percent", label: { zh: "目标", en: "Target" }, default: "90%" },
    numerator: { ...yes("分子条件", "Counted when"), default: { passed: true } },
    denominator: { ...yes("分母条件", "In scope when"), default: { drawn: true, kind: "handling" } },
  },
  source: "service.quality_facts",
  better: "higher",
});

/** S1.3 over the checks scored in the period. */
const conduct = metric({
  key: "service.conduct-breach",
  label: { zh: "违反行为规范率", en: "Breaches of conduct" },
  about: {
    zh: "随机抽查中违反行为规范的件数 ÷ 已对照检查表的件数。",
    en: "Drawn checks that found a breach of conduct / drawn checks gone through.",
  },
  facts,
  parameters: {
    target: { type: "percent", label: { zh: "目标", en: "Target" }, default: "2%" },
    numerator: { ...yes("分子条件", "Counted when"), default: { breached: true } },
    denominator: { ...yes("分母条件", "In scope when"), default: { drawn: true, kind: "conduct" } },
  },
  source: "service.quality_facts",
  better: "lower",
});

export const qualityControls: readonly Control[] = [
  qualitySample,
  conductCheck,
  qualityTalk,
  qualityScorer,
  passing,
  conduct,
];

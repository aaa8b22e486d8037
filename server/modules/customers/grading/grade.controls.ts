import { type Control, decision, obligation } from "../../policy/index.ts";
import { classes, grades } from "../choices.ts";

export const gradeDecision = decision({
  key: "customers.grade",
  label: { zh: "客户等级", en: "Customer grade" },
  about: {
    zh: "按消费、频次、年限与业务数、推荐评定等级。",
    en: "A grade from spend, frequency, tenure with services, and referrals.",
  },
  subject: "customer",
  parameters: {
    goldSpend: { type: "money", label: { zh: "金牌年消费额", en: "Yearly spend for gold" } },
    silverSpend: { type: "money", label: { zh: "银牌年消费额", en: "Yearly spend for silver" } },
    goldPurchases: { type: "integer", label: { zh: "金牌购买次数", en: "Purchases for gold" } },
    goldTenure: { type: "integer", label: { zh: "金牌在网月数", en: "Months with us for gold" } },
    goldServices: { type: "integer", label: { zh: "金牌业务数", en: "Services for gold" } },
    goldReferrals: { type: "integer", label: { zh: "金牌推荐数", en: "Referrals for gold" } },
    overridable: { type: "flag", label: { zh: "可由人工改定", en: "A person may override" }, default: true },
    reasonsKept: { type: "flag", label: { zh: "保存评定依据", en: "Reasons are kept" }, default: true },
  },
  facts: {
    class: { type: "choice", label: { zh: "类别", en: "Class" }, values: classes, required: true },
    yearlySpend: { type: "money", label: { zh: "近12个月消费", en: "Spend in 12 months" }, required: true },
    yearlyPurchases: {
      type: "integer",
      label: { zh: "近12个月购买次数", en: "Purchases in 12 months" },
      required: true,
      domain: ">= 0",
    },
    tenureMonths: { type: "integer", label: { zh: "在网月数", en: "Months with us" }, required: true, domain: ">= 0" },
    services: { type: "integer", label: { zh: "在用业务数", en: "Services held" }, required: true, domain: ">= 0" },
    referrals: {
      type: "integer",
      label: { zh: "推荐新客户数", en: "Customers referred" },
      required: true,
      domain: ">= 0",
    },
  },
  outcome: { type: "choice", label: { zh: "等级", en: "Grade" }, values: grades },
  source: "customers.grade_facts",
  evidence: "customers.grade_evidence",
  review: "customers.grade-review",
});

/** B4.3: every cycle all customers are judged anew. One promise a period, of the company itself. */
export const gradeReview = obligation({
  key: "customers.grade-review",
  label: { zh: "定期复评", en: "Regular review of grades" },
  about: {
    zh: "每个周期对全部客户复评一次等级，结果经批准后生效。",
    en: "Once every cycle the grades of all customers are reviewed, approved and put into effect.",
  },
  subject: "grade_review",
  parameters: {
    cycle: { type: "cycle", label: { zh: "复评周期", en: "Cycle" } },
    otherApproves: {
      type: "flag",
      label: { zh: "批准人不得是发起人", en: "Approved by another person than the starter" },
      default: true,
    },
  },
});

/** B4.3: who may move up before the review. The table says from which rise on. */
export const suddenRise = decision({
  key: "customers.sudden-rise",
  label: { zh: "消费突增提前升级", en: "Early move on a sudden rise" },
  about: {
    zh: "最近三个月消费较前三个月突增的客户，不待复评提前升级。",
    en: "A customer whose spend of three months rose suddenly may move up before the review.",
  },
  subject: "customer",
  parameters: {
    factor: { type: "decimal", label: { zh: "增长倍数", en: "Rise by a factor of" } },
    automatic: {
      type: "flag",
      label: { zh: "直接生效，不经批准", en: "Takes effect without approval" },
      default: true,
    },
  },
  facts: {
    latestQuarter: {
      type: "money",
      label: { zh: "最近三个月消费", en: "Spend in the latest three months" },
      required: true,
      domain: ">= 0",
    },
    previousQuarter: {
      type: "money",
      label: { zh: "再前三个月消费", en: "Spend in the three months before" },
      required: true,
      domain: ">= 0",
    },
    rise: { type: "decimal", label: { zh: "增长倍数", en: "Latest over the one before" }, domain: ">= 0" },
  },
  outcome: { type: "boolean", label: { zh: "可提前升级", en: "May move up early" } },
  source: "customers.rise_facts",
  evidence: "customers.rise_evidence",
  example: { hit: "first", rows: [{ when: { rise: ">= {factor}" }, then: true }], otherwise: false },
});

/** B4.2.1: whoever reaches the grade gets an account manager of their own. */
export const accountManager = obligation({
  key: "customers.account-manager",
  label: { zh: "指定专属客户经理", en: "Own account manager named" },
  about: {
    zh: "客户达到该等级后，在时限内指定专属客户经理。",
    en: "Within its term of reaching the grade a customer has an own account manager.",
  },
  subject: "customer",
  parameters: {
    grade: { type: "choice", label: { zh: "适用等级", en: "From grade" }, values: grades, default: "gold" },
  },
});

export const controls: readonly Control[] = [gradeDecision, gradeReview, suddenRise, accountManager];

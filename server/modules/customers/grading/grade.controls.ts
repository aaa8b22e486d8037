import { type Control, decision } from "../../policy/index.ts";
import { classes, grades } from "../choices.ts";

export const gradeDecision = decision({
  key: "customers.grade",
  label: { zh: "客户等级", en: "Customer grade" },
  about: { zh: "按消费、频次、年限与业务数、推荐评定等级。", en: "A grade from spend, frequency, tenure with services, and referrals." },
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
    yearlyPurchases: { type: "integer", label: { zh: "近12个月购买次数", en: "Purchases in 12 months" }, required: true, domain: ">= 0" },
    tenureMonths: { type: "integer", label: { zh: "在网月数", en: "Months with us" }, required: true, domain: ">= 0" },
    services: { type: "integer", label: { zh: "在用业务数", en: "Services held" }, required: true, domain: ">= 0" },
    referrals: { type: "integer", label: { zh: "推荐新客户数", en: "Customers referred" }, required: true, domain: ">= 0" },
  },
  outcome: { type: "choice", label: { zh: "等级", en: "Grade" }, values: grades },
  source: "customers.grade_facts",
});

export const controls: readonly Control[] = [gradeDecision];

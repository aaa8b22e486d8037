import { type Control, decision, obligation } from "../policy/index.ts";
import { classes, grades, kinds, organisationTypes } from "./choices.ts";

export const entry = obligation({
  key: "customers.entry",
  label: { zh: "及时录入", en: "Timely entry" },
  about: { zh: "自收到客户信息起，在时限内录入系统。", en: "A fact is in the system within its term from receipt." },
  subject: "customer",
});

export const secondCheck = obligation({
  key: "customers.second-check",
  label: { zh: "信息复核", en: "Second check" },
  about: { zh: "录入后由另一名员工对照凭证复核。", en: "Another employee checks an entry against its evidence." },
  subject: "customer",
});

export const classDecision = decision({
  key: "customers.class",
  label: { zh: "客户类别", en: "Customer class" },
  about: { zh: "按客户性质归为住户、企业或特殊客户。", en: "Household, enterprise or special, by what the customer is." },
  subject: "customer",
  facts: {
    kind: { type: "choice", label: { zh: "类型", en: "Kind" }, values: kinds, required: true },
    organisationType: { type: "choice", label: { zh: "单位性质", en: "Kind of organisation" }, values: organisationTypes },
  },
  outcome: { type: "choice", label: { zh: "类别", en: "Class" }, values: classes },
  example: {
    hit: "first",
    rows: [
      { when: { kind: "person" }, then: "household" },
      { when: { organisationType: "government, school, hospital" }, then: "special" },
    ],
    otherwise: "enterprise",
  },
});

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

export const controls: readonly Control[] = [entry, secondCheck, classDecision, gradeDecision];

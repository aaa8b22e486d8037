import { type Control, decision, obligation } from "../policy/index.ts";
import { classes, kinds, organisationTypes } from "./choices.ts";

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

export const correction = obligation({
  key: "customers.correction",
  label: { zh: "退回更正", en: "Correction after a check" },
  about: {
    zh: "复核不符的，由录入人在时限内更正。",
    en: "Who entered a fact that failed its check corrects it in time.",
  },
  subject: "customer",
});

export const classDecision = decision({
  key: "customers.class",
  label: { zh: "客户类别", en: "Customer class" },
  about: {
    zh: "按客户性质归为住户、企业或特殊客户。",
    en: "Household, enterprise or special, by what the customer is.",
  },
  subject: "customer",
  facts: {
    kind: { type: "choice", label: { zh: "类型", en: "Kind" }, values: kinds, required: true },
    organisationType: {
      type: "choice",
      label: { zh: "单位性质", en: "Kind of organisation" },
      values: organisationTypes,
    },
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

export const controls: readonly Control[] = [entry, secondCheck, correction, classDecision];

import { type Control, metric } from "../../policy/index.ts";

const held = (zh: string, en: string) => ({ type: "boolean", label: { zh, en }, required: true }) as const;
/** Only one kind of customer has it; null for the other. */
const heldByKind = (zh: string, en: string) => ({ type: "boolean", label: { zh, en } }) as const;

/** B3.1.1 over the files entered in the period, as they stand when the figure is closed. The clause says what must be there. */
const completeness = metric({
  key: "customers.completeness",
  label: { zh: "档案完整率", en: "Complete customer files" },
  about: {
    zh: "本期建立的客户档案中，必要内容齐全的份数 ÷ 建档总份数。",
    en: "Files entered in the period that hold what the clause wants / all files entered.",
  },
  parameters: {
    numerator: {
      type: "conditions",
      label: { zh: "分子条件", en: "Counted when" },
      default: { hasContact: true, hasAddress: true, hasChannel: true },
    },
  },
  facts: {
    kind: {
      type: "choice",
      label: { zh: "客户性质", en: "Kind" },
      values: { person: { zh: "个人", en: "Person" }, organisation: { zh: "单位", en: "Organisation" } },
      required: true,
    },
    hasContact: held("有联系方式", "Has a contact"),
    hasAddress: held("有地址", "Has an address"),
    hasChannel: held("有来源渠道", "Has a channel of origin"),
    hasConsent: held("有有效同意", "Has a consent in force"),
    hasIdentity: held("有证件号码", "Has an identity number"),
    hasGender: heldByKind("有性别（个人）", "Has a gender (person)"),
    hasBirthDate: heldByKind("有出生日期（个人）", "Has a birth date (person)"),
    hasRepresentative: heldByKind("有法定代表人（单位）", "Has a legal representative (organisation)"),
    hasIndustry: heldByKind("有行业（单位）", "Has an industry (organisation)"),
    hasKeyPerson: heldByKind("有关键联系人（单位）", "Has a key person (organisation)"),
  },
  source: "customers.completeness_rows",
  better: "higher",
});

export const controls: readonly Control[] = [completeness];

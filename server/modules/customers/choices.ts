import type { Text } from "../../platform/text.ts";

type Choices = Readonly<Record<string, Text>>;

export const kinds = {
  person: { zh: "个人", en: "Person" },
  organisation: { zh: "单位", en: "Organisation" },
} satisfies Choices;
export const classes = {
  household: { zh: "家庭客户", en: "Household" },
  enterprise: { zh: "企业客户", en: "Enterprise" },
  special: { zh: "特殊客户", en: "Special" },
} satisfies Choices;
export const grades = {
  gold: { zh: "金牌", en: "Gold" },
  silver: { zh: "银牌", en: "Silver" },
  bronze: { zh: "铜牌", en: "Bronze" },
} satisfies Choices;
export const states = {
  active: { zh: "正常", en: "Active" },
  idle: { zh: "休眠", en: "Idle" },
  closed: { zh: "已销户", en: "Closed" },
  merged: { zh: "已合并", en: "Merged" },
  erased: { zh: "已删除", en: "Erased" },
} satisfies Choices;
export const genders = {
  male: { zh: "男", en: "Male" },
  female: { zh: "女", en: "Female" },
  other: { zh: "其他", en: "Other" },
} satisfies Choices;
export const organisationTypes = {
  company: { zh: "企业", en: "Company" },
  government: { zh: "政府机关", en: "Government" },
  school: { zh: "学校", en: "School" },
  hospital: { zh: "医院", en: "Hospital" },
  other: { zh: "其他单位", en: "Other" },
} satisfies Choices;
export const scales = {
  micro: { zh: "微型", en: "Micro" },
  small: { zh: "小型", en: "Small" },
  medium: { zh: "中型", en: "Medium" },
  large: { zh: "大型", en: "Large" },
} satisfies Choices;
export const channels = {
  hotline: { zh: "热线", en: "Hotline" },
  counter: { zh: "营业厅", en: "Counter" },
  website: { zh: "网站", en: "Website" },
  social: { zh: "社交媒体", en: "Social media" },
  referral: { zh: "客户推荐", en: "Referral" },
  campaign: { zh: "营销活动", en: "Campaign" },
  partner: { zh: "合作伙伴", en: "Partner" },
  import: { zh: "批量导入", en: "Import" },
  other: { zh: "其他", en: "Other" },
} satisfies Choices;
export const contactKinds = {
  phone: { zh: "电话", en: "Phone" },
  email: { zh: "邮箱", en: "E-mail" },
  social: { zh: "社交账号", en: "Social account" },
} satisfies Choices;
export const identifierKinds = {
  id_card: { zh: "身份证", en: "ID card" },
  passport: { zh: "护照", en: "Passport" },
  credit_code: { zh: "统一社会信用代码", en: "Credit code" },
  bank_account: { zh: "银行账号", en: "Bank account" },
} satisfies Choices;

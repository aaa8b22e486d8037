import type { Selectable } from "kysely";
import { z } from "zod";
import type { DB } from "../../platform/db.ts";
import { createSchema, noun, patchSchema, replySchema } from "../../platform/fields/index.ts";
import { Money } from "../../platform/money.ts";
import { channels, classes, genders, grades, kinds, organisationTypes, scales, states } from "./choices.ts";

/** A customer as lists and pages show it: the table's columns without the search keys, and what is looked up beside it. */
type Row = Omit<Selectable<DB["customers.customer"]>, "namePinyin" | "nameInitials" | "nameTokens" | "createdBy"> & {
  grade: string | null;
  phone: Buffer | null;
  ownerName: string | null;
  divisionName: string | null;
};

const text = (max: number) => z.string().trim().min(1).max(max);
const oneOf = (choices: object) => z.enum(Object.keys(choices) as [string, ...string[]]) as z.ZodType<string>;

export const customer = noun<Row>()("customer", { zh: "客户", en: "customer" }, {
  customerId: { schema: z.uuid(), label: { zh: "编号", en: "Id" }, group: "basic", origin: "system" },
  name: { schema: text(200), label: { zh: "名称", en: "Name" }, group: "basic", origin: "input", mask: "name", list: "shown", file: true },
  kind: { schema: oneOf(kinds), label: { zh: "类型", en: "Kind" }, group: "basic", origin: "input", choices: kinds, list: "optional", filter: "choice", file: true },
  class: { schema: oneOf(classes), label: { zh: "类别", en: "Class" }, group: "basic", origin: "system", choices: classes, list: "shown", filter: "choice", file: true },
  grade: { schema: oneOf(grades).nullable(), label: { zh: "等级", en: "Grade" }, group: "basic", origin: "system", choices: grades, list: "shown", filter: "choice", file: true },
  state: { schema: oneOf(states), label: { zh: "状态", en: "State" }, group: "basic", origin: "system", choices: states, list: "optional", filter: "choice", file: true },
  memberNumber: { schema: text(40).nullable(), label: { zh: "会员号", en: "Member number" }, group: "basic", origin: "input", list: "shown", file: true },
  externalKey: { schema: text(100).nullable(), label: { zh: "外部编号", en: "External key" }, group: "basic", origin: "input", list: "optional", file: true },
  phone: { schema: z.string().nullable(), label: { zh: "电话", en: "Phone" }, group: "contact", origin: "system", sealed: "contact.value", mask: "phone", list: "shown", file: true },
  gender: { schema: oneOf(genders).nullable(), label: { zh: "性别", en: "Gender" }, group: "personal", origin: "input", choices: genders, list: "optional", file: true },
  birthDate: { schema: z.iso.date().nullable(), label: { zh: "出生日期", en: "Birth date" }, group: "personal", origin: "input", kind: "date", mask: "hidden", list: "optional", file: true },
  interests: { schema: z.array(text(50)).max(30), label: { zh: "兴趣", en: "Interests" }, group: "personal", origin: "input", file: true },
  organisationType: { schema: oneOf(organisationTypes).nullable(), label: { zh: "单位性质", en: "Kind of organisation" }, group: "organisation", origin: "input", choices: organisationTypes, list: "optional", file: true },
  legalRepresentative: { schema: text(100).nullable(), label: { zh: "法定代表人", en: "Legal representative" }, group: "organisation", origin: "input", mask: "name", file: true },
  businessScope: { schema: text(2000).nullable(), label: { zh: "经营范围", en: "Business scope" }, group: "organisation", origin: "input", kind: "long", file: true },
  scale: { schema: oneOf(scales).nullable(), label: { zh: "规模", en: "Scale" }, group: "organisation", origin: "input", choices: scales, list: "optional", file: true },
  industry: { schema: text(100).nullable(), label: { zh: "行业", en: "Industry" }, group: "organisation", origin: "input", list: "optional", file: true },
  decisionProcess: { schema: text(2000).nullable(), label: { zh: "决策流程", en: "Decision process" }, group: "organisation", origin: "input", kind: "long", file: true },
  projectWishes: { schema: text(2000).nullable(), label: { zh: "项目意向", en: "Project wishes" }, group: "commercial", origin: "input", kind: "long", file: true },
  budget: { schema: Money.nullable(), label: { zh: "预算", en: "Budget" }, group: "commercial", origin: "input", kind: "money", list: "optional", file: true },
  division: { schema: z.string().regex(/^\d{6}$/).nullable(), label: { zh: "地区", en: "Region" }, group: "basic", origin: "input", kind: "division", list: "shown", filter: "prefix", file: true },
  divisionName: { schema: z.string().nullable(), label: { zh: "地区名称", en: "Region's name" }, group: "basic", origin: "system" },
  channel: { schema: oneOf(channels).nullable(), label: { zh: "来源渠道", en: "Channel of origin" }, group: "basic", origin: "input", choices: channels, list: "optional", filter: "choice", file: true },
  referrerId: { schema: z.uuid().nullable(), label: { zh: "推荐人", en: "Referred by" }, group: "basic", origin: "input", kind: "reference" },
  ownerId: { schema: z.uuid().nullable(), label: { zh: "客户经理", en: "Account manager" }, group: "basic", origin: "input", kind: "reference", filter: "exact" },
  ownerName: { schema: z.string().nullable(), label: { zh: "客户经理", en: "Account manager" }, group: "basic", origin: "system", list: "shown" },
  departmentId: { schema: z.uuid().nullable(), label: { zh: "所属部门", en: "Department" }, group: "basic", origin: "input", kind: "reference", filter: "exact" },
  joinedOn: { schema: z.iso.date().nullable(), label: { zh: "入网日期", en: "Customer since" }, group: "basic", origin: "input", kind: "date", list: "optional", filter: "range", file: true },
  extra: { schema: z.record(z.string(), z.string()), label: { zh: "其他信息", en: "Other facts" }, group: "commercial", origin: "input" },
  receivedAt: { schema: z.iso.datetime(), label: { zh: "信息收到时间", en: "Facts received" }, group: "basic", origin: "input", kind: "instant" },
  createdAt: { schema: z.iso.datetime(), label: { zh: "录入时间", en: "Entered" }, group: "basic", origin: "system", kind: "instant", list: "shown", filter: "range", sort: true },
  updatedAt: { schema: z.iso.datetime(), label: { zh: "更新时间", en: "Changed" }, group: "basic", origin: "system", kind: "instant" },
  closedAt: { schema: z.iso.datetime().nullable(), label: { zh: "销户时间", en: "Closed" }, group: "basic", origin: "system", kind: "instant" },
  mergedInto: { schema: z.uuid().nullable(), label: { zh: "并入客户", en: "Merged into" }, group: "basic", origin: "system", kind: "reference" },
  version: { schema: z.number().int(), label: { zh: "版本", en: "Version" }, group: "basic", origin: "system" },
});

export const Customer = replySchema(customer, "Customer");
export const CustomerPatch = patchSchema(customer, "CustomerPatch");
export const NewCustomerFacts = createSchema(customer, "NewCustomerFacts").partial({ interests: true, extra: true, receivedAt: true });

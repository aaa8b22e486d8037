import type { Selectable } from "kysely";
import { z } from "zod";
import type { DB } from "../../../platform/db.ts";
import { noun, replySchema } from "../../../platform/fields/index.ts";
import { Money } from "../../../platform/money.ts";
import { evidenceKinds, givers, purposes } from "../consent/purposes.ts";

const text = (max: number) => z.string().trim().min(1).max(max);
const oneOf = (choices: object) => z.enum(Object.keys(choices) as [string, ...string[]]) as z.ZodType<string>;
const id = (group: string) => ({ schema: z.uuid(), label: { zh: "编号", en: "Id" }, group, origin: "system" }) as const;

/** Ways in which staff and customers talk. */
const ways = {
  visit: { zh: "上门", en: "Visit" },
  phone: { zh: "电话", en: "Phone" },
  counter: { zh: "营业厅", en: "Counter" },
  online: { zh: "在线", en: "Online" },
  email: { zh: "邮件", en: "E-mail" },
  meeting: { zh: "会议", en: "Meeting" },
  other: { zh: "其他", en: "Other" },
};

type KeyPersonRow = Pick<Selectable<DB["customers.keyPerson"]>, "id" | "name" | "title" | "isDecider" | "preferences">;
export const keyPerson = noun<KeyPersonRow>()(
  "keyPerson",
  { zh: "关键联系人", en: "key person" },
  {
    id: id("organisation"),
    name: {
      schema: text(100),
      label: { zh: "姓名", en: "Name" },
      group: "organisation",
      origin: "input",
      mask: "name",
    },
    title: { schema: text(100).nullable(), label: { zh: "职务", en: "Title" }, group: "organisation", origin: "input" },
    isDecider: {
      schema: z.boolean(),
      label: { zh: "决策人", en: "Decides" },
      group: "organisation",
      origin: "input",
      kind: "flag",
    },
    preferences: {
      schema: text(1000).nullable(),
      label: { zh: "偏好", en: "Preferences" },
      group: "personal",
      origin: "input",
      kind: "long",
    },
  },
);

type ConsentRow = Pick<
  Selectable<DB["customers.consent"]>,
  "id" | "purpose" | "notice" | "evidenceKind" | "evidence" | "givenAt" | "givenBy" | "withdrawnAt"
>;
export const consent = noun<ConsentRow>()(
  "consent",
  { zh: "同意", en: "consent" },
  {
    id: id("consent"),
    purpose: {
      schema: oneOf(purposes),
      label: { zh: "目的", en: "Purpose" },
      group: "consent",
      origin: "input",
      choices: purposes,
    },
    notice: {
      schema: z.string().trim().max(100),
      label: { zh: "告知书版本", en: "Notice" },
      group: "consent",
      origin: "input",
    },
    evidenceKind: {
      schema: oneOf(evidenceKinds),
      label: { zh: "凭证种类", en: "Kind of evidence" },
      group: "consent",
      origin: "input",
      choices: evidenceKinds,
    },
    evidence: {
      schema: z.string().trim().max(300),
      label: { zh: "凭证", en: "Evidence" },
      group: "consent",
      origin: "input",
    },
    givenBy: {
      schema: oneOf(givers),
      label: { zh: "同意人", en: "Given by" },
      group: "consent",
      origin: "input",
      choices: givers,
    },
    givenAt: {
      schema: z.iso.datetime(),
      label: { zh: "同意时间", en: "Given" },
      group: "consent",
      origin: "input",
      kind: "instant",
    },
    withdrawnAt: {
      schema: z.iso.datetime().nullable(),
      label: { zh: "撤回时间", en: "Withdrawn" },
      group: "consent",
      origin: "system",
      kind: "instant",
    },
  },
);

type CommunicationRow = Omit<Selectable<DB["customers.communication"]>, "customerId">;
export const communication = noun<CommunicationRow>()(
  "communication",
  { zh: "沟通记录", en: "communication" },
  {
    id: id("service"),
    at: {
      schema: z.iso.datetime(),
      label: { zh: "时间", en: "Time" },
      group: "service",
      origin: "input",
      kind: "instant",
    },
    way: { schema: oneOf(ways), label: { zh: "方式", en: "Way" }, group: "service", origin: "input", choices: ways },
    place: { schema: text(200).nullable(), label: { zh: "地点", en: "Place" }, group: "service", origin: "input" },
    content: {
      schema: text(5000),
      label: { zh: "内容", en: "Content" },
      group: "service",
      origin: "input",
      kind: "long",
    },
    opinion: {
      schema: text(2000).nullable(),
      label: { zh: "客户意见", en: "The customer's opinion" },
      group: "service",
      origin: "input",
      kind: "long",
    },
    need: {
      schema: text(2000).nullable(),
      label: { zh: "需求分析", en: "Need" },
      group: "service",
      origin: "input",
      kind: "long",
    },
    nextStep: {
      schema: text(500).nullable(),
      label: { zh: "下一步", en: "Next step" },
      group: "service",
      origin: "input",
    },
    staffId: {
      schema: z.uuid().nullable(),
      label: { zh: "沟通人编号", en: "Staff" },
      group: "service",
      origin: "system",
      kind: "reference",
    },
    staffName: { schema: z.string(), label: { zh: "沟通人", en: "By" }, group: "service", origin: "system" },
  },
);

type ServiceRow = Omit<Selectable<DB["customers.serviceHeld"]>, "customerId">;
export const service = noun<ServiceRow>()(
  "service",
  { zh: "在用业务", en: "service held" },
  {
    id: id("service"),
    kind: { schema: text(60), label: { zh: "种类", en: "Kind" }, group: "service", origin: "input" },
    name: { schema: text(200), label: { zh: "名称", en: "Name" }, group: "service", origin: "input" },
    startedOn: {
      schema: z.iso.date().nullable(),
      label: { zh: "开通日期", en: "Since" },
      group: "service",
      origin: "input",
      kind: "date",
    },
    endedOn: {
      schema: z.iso.date().nullable(),
      label: { zh: "终止日期", en: "Ended" },
      group: "service",
      origin: "input",
      kind: "date",
    },
    monthlyFee: {
      schema: Money.nullable(),
      label: { zh: "月费", en: "Monthly fee" },
      group: "money",
      origin: "input",
      kind: "money",
    },
  },
);

type PurchaseRow = Omit<Selectable<DB["customers.purchase"]>, "customerId" | "sourceKey">;
export const purchase = noun<PurchaseRow>()(
  "purchase",
  { zh: "消费记录", en: "purchase" },
  {
    id: id("money"),
    at: {
      schema: z.iso.datetime(),
      label: { zh: "时间", en: "Time" },
      group: "money",
      origin: "input",
      kind: "instant",
    },
    what: { schema: text(200).nullable(), label: { zh: "内容", en: "What" }, group: "money", origin: "input" },
    quantity: {
      schema: z.number().int().min(1).max(1_000_000),
      label: { zh: "数量", en: "Quantity" },
      group: "money",
      origin: "input",
      kind: "number",
    },
    amount: { schema: Money, label: { zh: "金额", en: "Amount" }, group: "money", origin: "input", kind: "money" },
    currency: {
      schema: z.string().regex(/^[A-Z]{3}$/),
      label: { zh: "币种", en: "Currency" },
      group: "money",
      origin: "input",
    },
  },
);

export const KeyPerson = replySchema(keyPerson, "KeyPerson");
export const Consent = replySchema(consent, "Consent");
export const Communication = replySchema(communication, "Communication");
export const Service = replySchema(service, "ServiceHeld");
export const Purchase = replySchema(purchase, "Purchase");

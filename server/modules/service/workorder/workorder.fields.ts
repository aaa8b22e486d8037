import type { Selectable } from "kysely";
import { z } from "zod";
import type { DB } from "../../../platform/db.ts";
import { noun } from "../../../platform/fields/index.ts";
import { causes, localities, orderKinds, orderStates, orderUrgencies, owings } from "./workorder.choices.ts";

/** A work order as lists and pages show it: without the drawn signature, with what is looked up beside it. */
type Row = Omit<Selectable<DB["service.workOrder"]>, "signature"> & { dueAt: string | null; areaName: string | null };

const oneOf = (choices: object) => z.enum(Object.keys(choices) as [string, ...string[]]) as z.ZodType<string>;
const text = (max: number) => z.string().trim().min(1).max(max);
const system = (schema: z.ZodType<any>, zh: string, en: string) =>
  ({ schema, label: { zh, en }, group: "basic", origin: "system" }) as const;
const instant = (zh: string, en: string) =>
  ({ ...system(z.iso.datetime().nullable(), zh, en), kind: "instant" }) as const;

export const Materials = z
  .array(
    z.strictObject({
      name: text(60),
      quantity: z.number().positive().max(100_000),
      unit: text(10),
    }),
  )
  .max(50);

/** A visit to a customer to install, repair, remove or look, from its opening to the customer's signature (B5.2.1). */
export const workOrder = noun<Row>()(
  "workOrder",
  { zh: "上门工单", en: "work order" },
  {
    customerId: { ...system(z.uuid(), "客户", "Customer"), filter: "exact" },
    id: system(z.uuid(), "编号", "Id"),
    number: { ...system(z.string(), "工单号", "Number"), list: "shown", filter: "exact" },
    kind: {
      schema: oneOf(orderKinds),
      label: { zh: "类型", en: "Kind" },
      group: "basic",
      origin: "input",
      choices: orderKinds,
      list: "shown",
      filter: "choice",
    },
    state: { ...system(oneOf(orderStates), "状态", "State"), choices: orderStates, list: "shown", filter: "choice" },
    ticketId: { ...system(z.uuid().nullable(), "来源工单", "Ticket"), kind: "reference", filter: "exact" },
    addressId: {
      schema: z.uuid().nullable(),
      label: { zh: "地址", en: "Address" },
      group: "basic",
      origin: "input",
    },
    area: {
      schema: z
        .string()
        .regex(/^\d{6}$/)
        .nullable(),
      label: { zh: "区域", en: "Area" },
      group: "basic",
      origin: "input",
      kind: "division",
      list: "shown",
      filter: "prefix",
    },
    areaName: system(z.string().nullable(), "区域名称", "Area's name"),
    locality: {
      schema: oneOf(localities),
      label: { zh: "城乡", en: "Town or country" },
      group: "basic",
      origin: "input",
      choices: localities,
      list: "optional",
      filter: "choice",
    },
    skill: {
      schema: text(40).nullable(),
      label: { zh: "所需技能", en: "Skill" },
      group: "basic",
      origin: "input",
      list: "optional",
      filter: "exact",
    },
    urgency: {
      schema: oneOf(orderUrgencies),
      label: { zh: "紧急程度", en: "Urgency" },
      group: "basic",
      origin: "input",
      choices: orderUrgencies,
      list: "optional",
      filter: "choice",
    },
    description: {
      schema: text(5000),
      label: { zh: "内容", en: "What is to be done" },
      group: "content",
      origin: "input",
      kind: "long",
    },
    departmentId: { ...system(z.uuid().nullable(), "部门", "Department"), kind: "reference", filter: "exact" },
    visitId: system(z.uuid().nullable(), "本次上门", "Present visit"),
    installerId: { ...system(z.uuid().nullable(), "装维人员", "Installer"), kind: "reference", filter: "exact" },
    installerName: { ...system(z.string().nullable(), "装维人员姓名", "Installer's name"), list: "shown" },
    windowFrom: { ...instant("预约开始", "Window from"), list: "shown", filter: "range", sort: true },
    windowTo: { ...instant("预约结束", "Window to"), list: "optional" },
    visits: { ...system(z.number().int(), "上门次数", "Visits"), kind: "number", list: "optional" },
    promisedBy: instant("原定期限", "Promised by"),
    dueAt: { ...instant("到期", "Due"), list: "shown", sort: true },
    lateNoticeAt: instant("告知延误", "Told of the delay"),
    lateReason: {
      schema: text(500).nullable(),
      label: { zh: "延误原因", en: "Why it is late" },
      group: "content",
      origin: "system",
    },
    lateUntil: instant("告知的新时间", "New time told"),
    testPassed: {
      schema: z.boolean().nullable(),
      label: { zh: "测试合格", en: "Test passed" },
      group: "basic",
      origin: "input",
      kind: "flag",
      list: "optional",
    },
    testNote: {
      schema: text(1000).nullable(),
      label: { zh: "测试结果", en: "Test result" },
      group: "content",
      origin: "input",
    },
    cause: {
      schema: oneOf(causes).nullable(),
      label: { zh: "故障原因", en: "Cause" },
      group: "basic",
      origin: "input",
      choices: causes,
      list: "optional",
      filter: "choice",
    },
    workNote: {
      schema: text(2000).nullable(),
      label: { zh: "处理情况", en: "What was done" },
      group: "content",
      origin: "input",
      kind: "long",
    },
    materials: {
      schema: Materials as z.ZodType<any>,
      label: { zh: "用料", en: "Materials" },
      group: "content",
      origin: "input",
    },
    signerName: {
      schema: text(60).nullable(),
      label: { zh: "签字人", en: "Signed by" },
      group: "signature",
      origin: "input",
      mask: "name",
    },
    signedAt: instant("签字时间", "Signed"),
    signatureRefusal: {
      schema: text(300).nullable(),
      label: { zh: "未签字原因", en: "Why it was not signed" },
      group: "content",
      origin: "input",
    },
    lateDays: { ...system(z.number().int().nullable(), "逾期天数", "Days late"), kind: "number", list: "optional" },
    owed: {
      ...system(oneOf(owings).nullable(), "应补偿客户", "Owed to the customer"),
      choices: owings,
      list: "optional",
    },
    owedShare: system(z.string().nullable(), "每日比例", "Share a day"),
    endReason: {
      schema: z.string().nullable(),
      label: { zh: "取消或未成原因", en: "Why it ended" },
      group: "content",
      origin: "system",
    },
    openedBy: system(z.uuid().nullable(), "开单人", "Opened by"),
    openedByName: system(z.string(), "开单人姓名", "Opener's name"),
    openedAt: {
      ...system(z.iso.datetime(), "开单时间", "Opened"),
      kind: "instant",
      list: "optional",
      filter: "range",
      sort: true,
    },
    endedAt: { ...instant("结束时间", "Ended"), list: "optional", filter: "range" },
    updatedAt: { ...system(z.iso.datetime(), "更新时间", "Changed"), kind: "instant" },
    version: system(z.number().int(), "版本", "Version"),
  },
);

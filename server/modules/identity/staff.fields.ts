import type { Selectable } from "kysely";
import { z } from "zod";
import type { DB } from "../../platform/db.ts";
import { createSchema, noun, patchSchema, replySchema } from "../../platform/fields/index.ts";

type Row = Omit<
  Selectable<DB["identity.staff"]>,
  "passwordHash" | "totpSecret" | "totpLastStep" | "failedSignIns" | "oidcSubject" | "passwordChangedAt" | "updatedAt"
> & { departmentName: string; roles: string[] };

export const staff = noun<Row>()(
  "staff",
  { zh: "员工", en: "staff member" },
  {
    id: { schema: z.uuid(), label: { zh: "编号", en: "Id" }, group: "basic", origin: "system" },
    name: {
      schema: z.string().min(1).max(100),
      label: { zh: "姓名", en: "Name" },
      group: "basic",
      origin: "input",
      list: "shown",
      sort: true,
    },
    email: {
      schema: z.email().max(200),
      label: { zh: "邮箱", en: "E-mail" },
      group: "basic",
      origin: "input",
      list: "shown",
    },
    phone: {
      schema: z.string().max(30).nullable(),
      label: { zh: "电话", en: "Phone" },
      group: "contact",
      origin: "input",
      mask: "phone",
      list: "optional",
    },
    departmentId: {
      schema: z.uuid(),
      label: { zh: "部门", en: "Department" },
      group: "basic",
      origin: "input",
      kind: "reference",
      filter: "exact",
    },
    departmentName: {
      schema: z.string(),
      label: { zh: "部门", en: "Department" },
      group: "basic",
      origin: "system",
      list: "shown",
    },
    roles: {
      schema: z.array(z.string()),
      label: { zh: "岗位", en: "Roles" },
      group: "basic",
      origin: "system",
      list: "shown",
    },
    state: {
      schema: z.enum(["active", "disabled"]) as z.ZodType<string>,
      label: { zh: "状态", en: "State" },
      group: "basic",
      origin: "system",
      choices: { active: { zh: "在岗", en: "Active" }, disabled: { zh: "已停用", en: "Disabled" } },
      list: "shown",
      filter: "choice",
    },
    mustChangePassword: {
      schema: z.boolean(),
      label: { zh: "须改密码", en: "Must change password" },
      group: "security",
      origin: "system",
      kind: "flag",
    },
    totpEnabledAt: {
      schema: z.iso.datetime().nullable(),
      label: { zh: "动态口令启用于", en: "Two-step sign-in since" },
      group: "security",
      origin: "system",
      kind: "instant",
    },
    lockedUntil: {
      schema: z.iso.datetime().nullable(),
      label: { zh: "锁定至", en: "Locked until" },
      group: "security",
      origin: "system",
      kind: "instant",
    },
    version: { schema: z.number().int(), label: { zh: "版本", en: "Version" }, group: "basic", origin: "system" },
    createdAt: {
      schema: z.iso.datetime(),
      label: { zh: "加入时间", en: "Joined" },
      group: "basic",
      origin: "system",
      kind: "instant",
      list: "optional",
      sort: true,
    },
  },
);

export const Staff = replySchema(staff, "Staff");
/** As answered once, when somebody is added. */
export const StaffWithPassword = replySchema(staff, "StaffWithPassword", { firstPassword: z.string() });
export const NewStaff = createSchema(staff, "NewStaff");
export const StaffPatch = patchSchema(staff, "StaffPatch");

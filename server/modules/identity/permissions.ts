import type { Permission } from "../../platform/actor.ts";

/** Actions of this module that a role can be allowed. */
export const permissions: readonly Permission[] = [
  { key: "identity.staff.read", label: { zh: "查看员工与部门", en: "See staff and departments" } },
  { key: "identity.staff.manage", label: { zh: "新增、修改、停用员工", en: "Add, change and disable staff" } },
  { key: "identity.departments.manage", label: { zh: "设置部门", en: "Set up departments" } },
  {
    key: "identity.staff.recover",
    label: { zh: "重置员工密码、关闭其动态口令", en: "Reset passwords and two-step sign-in of staff" },
  },
  { key: "identity.roles.assign", label: { zh: "给员工分配岗位", en: "Give roles to staff" } },
  { key: "identity.roles.read", label: { zh: "查看岗位权限", en: "See roles and their rights" } },
  { key: "identity.roles.manage", label: { zh: "设置岗位权限", en: "Set what roles may do" } },
  {
    key: "identity.delegate",
    label: { zh: "把本人权限临时交给同事", en: "Hand own rights to a colleague for a time" },
  },
  {
    key: "identity.delegations.manage",
    label: { zh: "代他人设置或撤销授权", en: "Set or end delegations for others" },
  },
  { key: "identity.sessions.manage", label: { zh: "查看并结束他人的登录", en: "See and end sessions of others" } },
  { key: "identity.tokens", label: { zh: "创建接口令牌", en: "Make API tokens" } },
  { key: "platform.audit", label: { zh: "查看审计记录", en: "Read the audit trail" } },
  { key: "platform.runs", label: { zh: "查看全部后台任务", en: "See all background jobs" } },
];

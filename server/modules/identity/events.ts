import type { EventKind } from "../../platform/events.ts";

export const events: readonly EventKind[] = [
  { kind: "identity.session.opened", text: { zh: "登录", en: "Signed in" } },
  { kind: "identity.session.refused", text: { zh: "登录被拒绝（{reason}）", en: "Sign-in refused ({reason})" } },
  { kind: "identity.session.closed", text: { zh: "退出登录", en: "Signed out" } },
  { kind: "identity.session.revoked", text: { zh: "结束了一处登录", en: "A session was ended" } },
  { kind: "identity.oidc.linked", text: { zh: "员工与企业账号绑定", en: "Bound to the company account" } },
  { kind: "identity.password.changed", text: { zh: "修改了密码", en: "Password changed" } },
  { kind: "identity.password.reset", text: { zh: "重置了员工的密码", en: "Password reset by an administrator" } },
  { kind: "identity.totp.enabled", text: { zh: "启用动态口令", en: "Two-step sign-in switched on" } },
  { kind: "identity.totp.disabled", text: { zh: "关闭动态口令", en: "Two-step sign-in switched off" } },
  {
    kind: "identity.totp.recovered",
    text: { zh: "管理员关闭了员工的动态口令", en: "Two-step sign-in switched off by an administrator" },
  },
  { kind: "identity.token.created", text: { zh: "创建接口令牌", en: "API token made" } },
  { kind: "identity.token.revoked", text: { zh: "吊销接口令牌", en: "API token revoked" } },
  { kind: "identity.staff.created", text: { zh: "新增员工", en: "Staff member added" } },
  { kind: "identity.staff.changed", text: { zh: "修改员工资料（{fields}）", en: "Staff record changed ({fields})" } },
  { kind: "identity.staff.disabled", text: { zh: "停用员工", en: "Staff member disabled" } },
  { kind: "identity.staff.enabled", text: { zh: "恢复员工", en: "Staff member enabled again" } },
  {
    kind: "identity.staff.roles_changed",
    text: {
      zh: "调整员工岗位（新增：{added}；取消：{removed}）",
      en: "Roles changed (given: {added}; taken: {removed})",
    },
  },
  {
    kind: "identity.staff.revealed",
    text: {
      zh: "查看员工「{field}」的完整内容（理由：{reason}）",
      en: "Saw {field} of a staff member in full (reason: {reason})",
    },
  },
  { kind: "identity.role.created", text: { zh: "新增岗位 {key}", en: "Role {key} made" } },
  {
    kind: "identity.role.described",
    text: { zh: "修改岗位 {key} 的名称或说明", en: "Role {key} renamed or described anew" },
  },
  {
    kind: "identity.role.changed",
    text: {
      zh: "调整岗位 {key} 的权限（新增：{added}；取消：{removed}）",
      en: "Rights of role {key} changed (given: {added}; taken: {removed})",
    },
  },
  { kind: "identity.role.deleted", text: { zh: "删除岗位 {key}", en: "Role {key} deleted" } },
  {
    kind: "identity.delegation.granted",
    text: { zh: "授权同事代行权限，至 {until}", en: "Rights handed over until {until}" },
  },
  { kind: "identity.delegation.revoked", text: { zh: "提前结束授权", en: "Delegation ended early" } },
  { kind: "identity.department.created", text: { zh: "新增部门 {code}", en: "Department {code} made" } },
  {
    kind: "identity.department.renamed",
    text: { zh: "部门「{from}」改名为「{to}」", en: 'Department "{from}" renamed to "{to}"' },
  },
  { kind: "identity.department.moved", text: { zh: "调整部门的上级", en: "Department moved" } },
  { kind: "platform.run.done", text: { zh: "后台任务完成", en: "Background job done" } },
  { kind: "platform.run.failed", text: { zh: "后台任务失败", en: "Background job failed" } },
  { kind: "platform.run.cancelled", text: { zh: "取消后台任务", en: "Background job cancelled" } },
];

import { type Control, guard } from "../../policy/index.ts";

/** B3.2.2: field rights by role. The clause only takes away from what roles allow, never adds. */
export const fieldAccess = guard({
  key: "customers.field-access",
  label: { zh: "字段权限收紧", en: "Narrowed field rights" },
  about: {
    zh: "在岗位权限之上再按条款收紧查看、解密和修改字段的权限，只能收紧，不能放宽。",
    en: "Takes rights to read, clear, reveal or write fields away from roles; it never gives any.",
  },
  subject: "customer",
  // Asked before a masked value is shown in clear; the standing rights are narrowed where the actor is found.
  check: (parameters, facts) =>
    (parameters.without as string[]).some((line) =>
      (facts.roles as string[]).concat("*").some((role) => line === `${role} ${facts.right}`),
    )
      ? {
          outcome: "refused",
          text: {
            zh: "条款已收回您的岗位查看这一内容的权限。",
            en: "A clause has taken this right away from your role.",
          },
        }
      : { outcome: "allowed" },
  parameters: {
    byRole: {
      type: "flag",
      label: { zh: "权限按岗位设定到字段", en: "Rights are set by role and field" },
      default: true,
    },
    encrypted: {
      type: "flag",
      label: { zh: "客户信息加密存储", en: "Customer facts are stored encrypted" },
      default: true,
    },
    without: {
      type: "choices",
      label: { zh: "收回的权限（岗位 记录.组:级别）", en: "Rights taken away (role noun.group:level)" },
      pattern: "^(\\*|[a-z_]+) [A-Za-z]+\\.[A-Za-z]+:(read|clear|reveal|write)$",
      default: [],
    },
  },
});

export const controls: readonly Control[] = [fieldAccess];

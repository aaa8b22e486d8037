import { type Control, obligation } from "../../policy/index.ts";

/** B3.3.1: the departments that a changed fact concerns are told and acknowledge it. */
export const changeNotice = obligation({
  key: "customers.change-notice",
  label: { zh: "变更通知", en: "Notice of a change" },
  about: {
    zh: "客户信息变更后，受影响的部门在时限内确认。",
    en: "After a change, each department that it concerns acknowledges it in time.",
  },
  subject: "change_notice",
  parameters: {
    informs: {
      type: "choices",
      label: { zh: "通知哪些部门（字段或组 部门代码）", en: "Whom to tell (field or group, department code)" },
      pattern: "^[A-Za-z]+(\\.[A-Za-z]+)? [A-Z0-9_-]{1,20}$",
      default: [],
    },
  },
});

export const controls: readonly Control[] = [changeNotice];

import { type Control, guard } from "../../policy/index.ts";

const flag = (zh: string, en: string) => ({ type: "flag", label: { zh, en }, default: true }) as const;

/** N4.17. */
export const erasure = guard({
  key: "customers.erasure",
  label: { zh: "删除客户个人信息", en: "Erasing a customer" },
  about: {
    zh: "删除前先办结未了事项，并由另一人批准；法律要求保存的记录去除身份后只作存储。",
    en: "What is in progress is ended first and somebody else approves; records that law makes us keep stay without a name, for storage only.",
  },
  subject: "customer",
  parameters: {
    settled: flag("未了事项先办结", "What is in progress is ended first"),
    approval: flag("须另一人批准", "Somebody else approves"),
    restrictWhenLawKeeps: flag("依法保存的记录只作存储", "What law keeps is stored only"),
  },
  check: (parameters, { pending }) => {
    const open = pending as readonly string[];
    if (parameters.settled && open.length)
      return {
        outcome: "refused",
        text: {
          zh: `还有未办结的事项：${open.slice(0, 5).join("、")}${open.length > 5 ? `等 ${open.length} 项` : ""}。请先办结。`,
          en: `Still in progress: ${open.slice(0, 5).join(", ")}${open.length > 5 ? ` and ${open.length - 5} more` : ""}. End this first.`,
        },
      };
    return parameters.approval
      ? {
          outcome: "approval",
          text: {
            zh: "删除后无法恢复，须由另一人批准。",
            en: "An erasure cannot be taken back: somebody else approves it.",
          },
        }
      : { outcome: "allowed" };
  },
});

export const controls: readonly Control[] = [erasure];

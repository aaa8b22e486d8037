import { type Control, obligation } from "../../policy/index.ts";

/** B3.3.2: a regular cleansing run, whose findings are worked off within a term from its start. */
export const cleansing = obligation({
  key: "customers.cleansing",
  label: { zh: "定期清理", en: "Regular cleansing" },
  about: {
    zh: "按周期找出休眠、失联、无效、过期和重复的客户记录，并在时限内处理完毕。",
    en: "Finds idle, unreachable, invalid, expired and duplicate records each period; they are worked off in time.",
  },
  subject: "cleansing",
  parameters: {
    cycle: { type: "cycle", label: { zh: "清理周期", en: "Every" }, default: "quarter" },
    idleAfter: { type: "duration", label: { zh: "无往来多久算休眠", en: "Idle after" }, default: "365d" },
    sharedAtMost: {
      type: "integer",
      label: { zh: "同一号码超过此户数不算重复", en: "A number shared by more than this is no sign of a duplicate" },
      default: 20,
    },
  },
});

export const controls: readonly Control[] = [cleansing];

import { type Control, obligation } from "../../policy/index.ts";

/** S2.5. Opened when customers are handed over, kept by acknowledging or returning; until then the giver stays responsible. */
export const handoverAcknowledgement = obligation({
  key: "service.handover-acknowledgement",
  label: { zh: "确认交接", en: "Acknowledgement of a handover" },
  about: {
    zh: "客户服务在班组或者部门之间转移时，接收人在时限内确认交接单，或者写明理由退回。",
    en: "When care of a customer moves between teams, the receiver acknowledges the note in time, or returns it with the reason.",
  },
  subject: "handover",
  parameters: {
    within: { type: "duration", label: { zh: "确认时限", en: "Within" }, default: "1wd" },
    calendar: { type: "calendar", label: { zh: "工作日历", en: "Calendar" }, default: "office" },
  },
});

export const handoverControls: readonly Control[] = [handoverAcknowledgement];

import { type Control, obligation } from "../../policy/index.ts";

/** B5.3.2: what was adopted is carried out by the date that was set. */
export const carryOutDuty = obligation({
  key: "service.suggestion-carried-out",
  label: { zh: "落实采纳的建议", en: "Adopted suggestion carried out" },
  about: {
    zh: "采纳的建议由责任人在登记的期限内落实；各件的时限即其登记的期限。",
    en: "An adopted suggestion is carried out by its owner by the date registered, which is its term.",
  },
  subject: "suggestion",
  parameters: {
    within: { type: "duration", label: { zh: "未另定期限时", en: "Where no date was set" }, default: "30d" },
  },
});

export const controls: readonly Control[] = [carryOutDuty];

import { type Control, decision, obligation } from "../../policy/index.ts";
import { followUps, needTypes, satisfactions, urgencies } from "./choices.ts";

/** T2.3. Runs from the contact; kept by recording the need. */
export const needAnalysis = obligation({
  key: "service.need-analysis",
  label: { zh: "需求分析", en: "Need analysis" },
  about: {
    zh: "受理客户来件后，在时限内填写需求类型、期望功能、紧急程度、满意程度和潜在需求。",
    en: "Within the term of a contact its need is analysed: type, features wanted, urgency, satisfaction and latent needs.",
  },
  subject: "service_contact",
});

/** S2.1. Due at the end of the duty of whoever received it; the clause's term holds where they are not on the rota. */
export const shiftClose = obligation({
  key: "service.shift-close",
  label: { zh: "当班办结或移交", en: "Finished or handed over by the end of the shift" },
  about: {
    zh: "当班受理的来件在下班前办结，或者移交下一班；不在值班表上的，按时限计算。",
    en: "What came in during a shift is finished or handed to the next shift by its end; for who is not on the rota, within the term.",
  },
  subject: "service_contact",
});

/** T2.3. What a need asks of us. */
export const needLevel = decision({
  key: "service.need-level",
  label: { zh: "需求跟进等级", en: "Follow-up of a need" },
  about: {
    zh: "按需求类型、紧急程度和满意程度决定怎样跟进。",
    en: "By type of need, urgency and satisfaction: how it is followed up.",
  },
  subject: "service_contact",
  facts: {
    type: { type: "choice", label: { zh: "需求类型", en: "Kind of need" }, values: needTypes },
    urgency: { type: "choice", label: { zh: "紧急程度", en: "Urgency" }, values: urgencies },
    satisfaction: { type: "choice", label: { zh: "满意程度", en: "Satisfaction" }, values: satisfactions },
  },
  outcome: { type: "choice", label: { zh: "跟进等级", en: "Follow-up" }, values: followUps },
  example: {
    hit: "first",
    rows: [
      // oxlint-disable-next-line unicorn/no-thenable -- the word that tables use
      { when: { type: "none" }, then: "none" },
      // oxlint-disable-next-line unicorn/no-thenable -- the word that tables use
      { when: { urgency: "high" }, then: "priority" },
    ],
    otherwise: "routine",
  },
});

/** Ringing opens it, answering keeps it, a missed call breaks it until the customer is called back. */
export const hotlineAnswer = obligation({
  key: "service.hotline-answer",
  label: { zh: "接听热线", en: "Hotline answered" },
  about: {
    zh: "热线来电自振铃起在时限内有人应答；未接的来电算未做到，回电之前留在待办中。",
    en: "A call to the hotline is answered within its term from the first ring; a missed one is broken, and stays on the worklist until the customer is called back.",
  },
  subject: "service_contact",
  parameters: {
    seconds: {
      type: "integer",
      label: { zh: "应答秒数（比时限更严时填写）", en: "Seconds to answer (where stricter than the term)" },
      optional: true,
    },
    share: { type: "percent", label: { zh: "按时应答的比例", en: "Share answered in time" }, optional: true },
  },
});

export const controls: readonly Control[] = [hotlineAnswer, needAnalysis, shiftClose, needLevel];

import { type Control, guard } from "../../policy/index.ts";
import { type ConsentFacts, consentProblem, type ConsentTerms } from "./consent.rules.ts";
import { purposes } from "./purposes.ts";

/** B3.1.2: nothing is collected without told purpose and consent. Parameters as the norms N4.2 to N4.9 name them. */
export const collectionConsent = guard({
  key: "customers.collection-consent",
  label: { zh: "告知与同意", en: "Notice and consent" },
  about: {
    zh: "没有告知和同意不得录入客户信息；证件号码等须另有单独同意。",
    en: "No facts are entered without notice and consent; ID numbers and the like need a consent of their own.",
  },
  subject: "customer",
  check: (parameters, facts) => {
    const { opens, needs, ...given } = facts as ConsentFacts;
    const all = [...new Set([...(opens ? (parameters.requiredPurposes as string[]) : []), ...needs])];
    for (const purpose of all) {
      const text = consentProblem(parameters as ConsentTerms, purpose, given);
      if (text) return { outcome: "refused", text };
    }
    return { outcome: "allowed" };
  },
  parameters: {
    explicit: { type: "flag", label: { zh: "须有明确同意的凭证", en: "Explicit, with evidence" }, default: true },
    noticeRequired: {
      type: "flag",
      label: { zh: "须先告知（记录告知书版本）", en: "Notice comes first, its version is kept" },
      default: true,
    },
    requiredPurposes: {
      type: "choices",
      label: { zh: "建档所需的同意", en: "Consents needed to open a file" },
      values: purposes,
      default: ["service"],
    },
    sensitiveNeedsOwnConsent: {
      type: "flag",
      label: { zh: "敏感信息须单独同意", en: "Sensitive facts need a consent of their own" },
      default: true,
    },
    withdrawable: { type: "flag", label: { zh: "可以随时撤回", en: "May be withdrawn at any time" }, default: true },
    renewedOnChange: {
      type: "flag",
      label: { zh: "告知书改变后须重新同意", en: "Asked for again when the notice changes" },
      default: true,
    },
    notice: { type: "text", label: { zh: "现行告知书版本", en: "Notice version in use" }, optional: true },
    unneededConsentCompulsory: {
      type: "flag",
      label: { zh: "以非必要同意作为服务条件", en: "Unneeded consent is a condition of service" },
      default: false,
    },
    guardianUnderAge: {
      type: "integer",
      label: { zh: "未满此周岁须由监护人同意", en: "Below this age a guardian consents" },
      default: 14,
    },
  },
});

export const controls: readonly Control[] = [collectionConsent];

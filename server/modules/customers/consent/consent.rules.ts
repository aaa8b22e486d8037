import type { Text } from "../../../platform/text.ts";
import { purposes } from "./purposes.ts";

export type ConsentTerms = {
  readonly explicit: boolean;
  readonly noticeRequired: boolean;
  readonly sensitiveNeedsOwnConsent: boolean;
  readonly renewedOnChange: boolean;
  readonly notice?: string;
  readonly guardianUnderAge: number;
};

/** A consent that has been given and not withdrawn, without its evidence: guards keep these facts. */
export type ConsentInForce = {
  readonly purpose: string;
  readonly notice: string;
  readonly evidenceKind: string;
  readonly evidenced: boolean;
  readonly givenBy: string;
};

/** What the guard judges. `needs`: the purposes of what is to be stored; `opens` adds those that any file needs. */
export type ConsentFacts = {
  readonly opens: boolean;
  readonly needs: readonly string[];
  readonly consents: readonly ConsentInForce[];
  /** In whole years; null for organisations, adults, and where the birth date is not known. */
  readonly childAge: number | null;
  /** A file whose rows each say it: declared for these purposes here, judged row by row later. */
  readonly eachRow?: boolean;
};

export const evidencedOf = (one: {
  purpose: string;
  notice: string;
  evidenceKind: string;
  evidence: string;
  givenBy?: string | undefined;
}): ConsentInForce => ({
  purpose: one.purpose,
  notice: one.notice,
  evidenceKind: one.evidenceKind,
  evidenced: one.evidence.trim() !== "",
  givenBy: one.givenBy ?? "customer",
});

/** Whole years between two dates (`YYYY-MM-DD`). */
export function ageOn(birthDate: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

export function childAge(birthDate: string | null | undefined, now: Date): number | null {
  const age = birthDate ? ageOn(birthDate, now.toISOString().slice(0, 10)) : 18;
  return age < 18 ? age : null;
}

/** Why the consents at hand do not carry a purpose, or undefined where they do (B3.1.2, N4.2, N4.5, N4.8, N4.9). */
export function consentProblem(
  terms: ConsentTerms,
  purpose: string,
  { consents, childAge, eachRow = false }: Pick<ConsentFacts, "consents" | "childAge" | "eachRow">,
): Text | undefined {
  const label = (purposes as Record<string, Text>)[purpose] ?? { zh: purpose, en: purpose };
  const sensitive = purpose === "identity";
  const wanted = sensitive && !terms.sensitiveNeedsOwnConsent ? ["identity", "service"] : [purpose];
  const found = consents.find((one) => wanted.includes(one.purpose));
  if (!found)
    return sensitive
      ? {
          zh: "登记证件或账号须另行取得客户的单独同意。",
          en: "ID and account numbers need a separate consent of the customer.",
        }
      : { zh: `还没有客户对「${label.zh}」的同意。`, en: `The customer has not consented to "${label.en}".` };
  if (eachRow) return undefined;
  if (terms.explicit && !found.evidenced)
    return { zh: `「${label.zh}」的同意没有凭证。`, en: `The consent to "${label.en}" has no evidence.` };
  if (sensitive && terms.sensitiveNeedsOwnConsent && found.evidenceKind === "contract")
    return {
      zh: "合同不能代替对证件号码的单独同意。",
      en: "A contract does not stand for the separate consent to keep ID numbers.",
    };
  if (terms.noticeRequired && !found.notice.trim())
    return { zh: `「${label.zh}」的同意没有写明告知书版本。`, en: `The consent to "${label.en}" names no notice.` };
  if (terms.renewedOnChange && terms.notice && found.notice !== terms.notice)
    return {
      zh: `告知书已更新为 ${terms.notice}，须重新取得「${label.zh}」的同意。`,
      en: `The notice is now ${terms.notice}: consent to "${label.en}" has to be asked for again.`,
    };
  if (childAge !== null && childAge < terms.guardianUnderAge && found.givenBy !== "guardian")
    return {
      zh: `客户未满 ${terms.guardianUnderAge} 周岁，须由监护人同意。`,
      en: `The customer is under ${terms.guardianUnderAge}: a guardian has to consent.`,
    };
  return undefined;
}

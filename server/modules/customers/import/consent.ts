import type { Context } from "../../../platform/context.ts";
import { invalid } from "../../../platform/errors.ts";
import { newId } from "../../../platform/ids.ts";
import type { Text } from "../../../platform/text.ts";
import { askGuard, bindingsOf } from "../../policy/index.ts";
import { collectionConsent } from "../consent/consent.controls.ts";
import { childAge, type ConsentFacts, evidencedOf } from "../consent/consent.rules.ts";
import { evidenceKinds, givers } from "../consent/purposes.ts";
import { copyLine } from "./copy-text.ts";
import { parseMoment } from "./dates.ts";
import { type Consent, consentColumns, type Mapping } from "./mapping.ts";
import { instantOf } from "./monthly.ts";
import { isWrong, readerOf, type Reason } from "./values.ts";

/** What a row says of its customer's consent: lines for `staged_consent`, or why a new customer cannot be entered. */
export type RowConsent =
  { readonly problem: Reason } | { readonly problem: undefined; readonly lines: (n: number) => string[] };
export type ConsentOf = (cells: readonly string[], birthDate: string | null) => RowConsent;

const parts = ["evidenceKind", "evidence", "notice", "givenBy", "givenAt"] as const;
type Part = (typeof parts)[number];
type Declared = Record<Part, string>;

const labels: Record<Part, Text> = {
  evidenceKind: { zh: "凭证种类", en: "Kind of evidence" },
  evidence: { zh: "凭证", en: "Evidence" },
  notice: { zh: "告知书版本", en: "Notice" },
  givenBy: { zh: "同意人", en: "Given by" },
  givenAt: { zh: "同意时间", en: "Given at" },
};
const longest: Partial<Record<Part, number>> = { evidence: 300, notice: 100 };

/** Keys and labels of a choice to its key. */
const wordsOf = (choices: Record<string, Text>) =>
  new Map(
    Object.entries(choices).flatMap(([key, { zh, en }]) => [key, zh, en].map((word) => [word.toLowerCase(), key])),
  );
const words: Partial<Record<Part, ReadonlyMap<string, string>>> = {
  evidenceKind: wordsOf(evidenceKinds),
  givenBy: wordsOf(givers),
};

const unknown: Text = { zh: "不在可选值内", en: "none of the known values" };
const late: Text = { zh: "不能晚于现在", en: "cannot lie in the future" };

/** A part as it is kept, or what is wrong with it. */
function checked(part: Part, text: string, now: Date): string | { wrong: Text } {
  const known = words[part];
  if (known) return text === "" ? "" : (known.get(text.toLowerCase()) ?? { wrong: unknown });
  const most = longest[part];
  if (most && text.length > most) return { wrong: { zh: `超过 ${most} 个字`, en: `longer than ${most} characters` } };
  if (part !== "givenAt") return text;
  if (text === "") return now.toISOString();
  const moment = parseMoment(text);
  if (!moment) return { wrong: { zh: "不是有效日期", en: "no valid date" } };
  const at = new Date(instantOf(moment.day, moment.time));
  return at > now ? { wrong: late } : at.toISOString();
}

/** The purposes that a declaration speaks of: its own, else those that the clauses in force require. */
async function purposesOf(ctx: Context, { purposes }: Consent): Promise<readonly string[]> {
  if (purposes) return purposes;
  const required = (await bindingsOf(ctx.services, collectionConsent.key, ctx.now)).flatMap(
    ({ parameters }) => parameters.requiredPurposes as string[],
  );
  return required.length ? [...new Set(required)] : ["service"];
}

/**
 * Asks the clauses on notice and consent once for the whole file (B3.1.2); their answer is kept. Nothing is asked of
 * purchases that make no customers.
 * @throws AppError policy.guarded (403) with the clause; platform.invalid (400) for a declaration that says nothing known
 */
export async function askFile(ctx: Context, importId: string, mapping: Mapping): Promise<void> {
  if (mapping.what === "purchases" && !mapping.create) return;
  const { consent } = mapping;
  const facts: ConsentFacts = { opens: true, needs: [], consents: [], childAge: null };
  const declared = consent && fileSays(ctx, consent);
  await askGuard(ctx, collectionConsent, {
    subjectType: "import",
    subjectId: importId,
    facts: {
      ...facts,
      ...(consent && {
        consents: (await purposesOf(ctx, consent)).map((purpose) => evidencedOf({ purpose, ...declared! })),
        ...(consentColumns(mapping).length > 0 && { eachRow: true }),
      }),
    },
  });
}

/** What is declared for the whole file; a part that the rows say is blank. */
function fileSays(ctx: Context, consent: Consent): Declared {
  const problems: { field: string; text: Text }[] = [];
  const blank = "value" in consent.evidenceKind && !consent.evidenceKind.value.trim();
  if (blank) problems.push({ field: "mapping.consent.evidenceKind", text: unknown });
  const said = Object.fromEntries(
    parts.map((part) => {
      const source = consent[part];
      const value = checked(part, source && "value" in source ? source.value.trim() : "", ctx.now);
      if (typeof value === "string") return [part, value];
      problems.push({ field: `mapping.consent.${part}`, text: value.wrong });
      return [part, ""];
    }),
  ) as Declared;
  if (problems.length) throw invalid(problems);
  return said;
}

/** Reads and judges rows as the clauses in force would judge each customer entered by hand. */
export async function consentReader(
  ctx: Context,
  consent: Consent | undefined,
  columns: readonly string[],
  asOf: string,
  importedAt: string,
): Promise<ConsentOf> {
  const bindings = await bindingsOf(ctx.services, collectionConsent.key, ctx.now);
  const purposes = consent ? await purposesOf(ctx, consent) : [];
  const readers = consent && parts.map((part) => [part, consent[part] && readerOf(consent[part], columns)] as const);
  const now = new Date(importedAt);

  function read(cells: readonly string[]): Declared | Reason | undefined {
    if (!readers) return undefined;
    const said = {} as Declared;
    for (const [part, reader] of readers) {
      const raw = reader?.(cells, asOf) ?? "";
      const value = isWrong(raw) ? raw : checked(part, raw.trim(), now);
      if (typeof value !== "string") return { field: "consent", text: joined(labels[part], value.wrong) };
      said[part] = value;
    }
    return said.evidenceKind ? said : undefined;
  }

  function judge(said: Declared | undefined, birthDate: string | null): Reason | undefined {
    const facts: ConsentFacts = {
      opens: true,
      needs: [],
      consents: said ? purposes.map((purpose) => evidencedOf({ purpose, ...said })) : [],
      childAge: childAge(birthDate, now),
    };
    for (const { parameters, document, clause, title } of bindings) {
      const answer = collectionConsent.check!(parameters, facts);
      if (answer.outcome === "allowed") continue;
      return {
        field: "consent",
        text: { zh: `${answer.text.zh}（${clause} ${title.zh}）`, en: `${answer.text.en} (${clause} ${title.en})` },
        clause: { document, clause, title },
      };
    }
    return undefined;
  }

  return (cells, birthDate) => {
    const said = read(cells);
    if (said && "field" in said) return { problem: said };
    const problem = judge(said, birthDate);
    if (problem) return { problem };
    return {
      problem: undefined,
      lines: (n) =>
        said
          ? purposes.map((purpose) =>
              copyLine([
                n,
                newId(),
                purpose,
                said.notice,
                said.evidenceKind,
                said.evidence,
                said.givenBy || "customer",
                said.givenAt,
              ]),
            )
          : [],
    };
  };
}

const joined = (label: Text, text: Text): Text => ({ zh: `${label.zh}：${text.zh}`, en: `${label.en}: ${text.en}` });

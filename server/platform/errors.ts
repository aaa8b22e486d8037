import type { Services } from "./services.ts";
import { fill, type Language, type Text } from "./text.ts";

/** One wrong field of a request: where, and why in both languages. */
export type FieldProblem = { readonly field: string; readonly text: Text };

/** The clause of a policy that stands behind a refusal. */
export type ClauseReference = { readonly document: string; readonly clause: string; readonly title: Text };

export type ErrorDetails = {
  readonly text: Text;
  /** Fills the `{name}` places of the text; never personal data, since errors are logged. */
  readonly values?: Record<string, unknown>;
  readonly fields?: readonly FieldProblem[];
  readonly clause?: ClauseReference;
  /** Machine-readable facts for the caller, e.g. the present version on a conflict. */
  readonly extra?: Record<string, unknown>;
  /** Done once the transaction is rolled back, e.g. keeping the evidence that a guard refused. */
  readonly afterwards?: (services: Services) => Promise<void>;
};

/** A refusal that the caller can understand and act upon. `code` is `module.reason`. */
export class AppError extends Error {
  readonly code: string;
  readonly status: number;
  readonly details: ErrorDetails;
  constructor(code: string, status: number, details: ErrorDetails) {
    super(code);
    this.name = "AppError";
    this.code = code;
    this.status = status;
    this.details = details;
  }
}

export const notFound = (what: Text): AppError =>
  new AppError("platform.not_found", 404, {
    text: {
      zh: `没有找到${what.zh}，可能已被删除，或您无权查看。`,
      en: `No such ${what.en}: it may be gone, or not yours to see.`,
    },
  });

export const forbidden = (text: Text, code = "platform.forbidden"): AppError => new AppError(code, 403, { text });

export const invalid = (fields: readonly FieldProblem[], code = "platform.invalid"): AppError =>
  new AppError(code, 400, {
    text: { zh: "填写的内容有误，请按提示改正。", en: "Some of what was entered needs correcting." },
    fields,
  });

export const conflict = (code: string, text: Text, extra?: Record<string, unknown>): AppError =>
  new AppError(code, 409, { text, ...(extra && { extra }) });

/** RFC 9457 body of an error in the reader's language. */
export function problemOf(error: AppError, language: Language, instance?: string) {
  const { text, values = {}, fields, clause, extra } = error.details;
  return {
    type: `urn:youzhang:${error.code}`,
    title: fill(text[language], values),
    status: error.status,
    code: error.code,
    ...(instance && { instance }),
    ...(fields && { errors: fields.map((field) => ({ field: field.field, reason: field.text[language] })) }),
    ...(clause && { clause: { document: clause.document, number: clause.clause, title: clause.title[language] } }),
    ...extra,
  };
}

import { z } from "zod";
import { type FieldProblem, invalid } from "../errors.ts";

const chinese = z.locales.zhCN().localeError;
const english = z.locales.en().localeError;

const textOf = (answer: string | { message: string } | null | undefined, fallback: string) =>
  typeof answer === "string" ? answer : (answer?.message ?? fallback);

/** The issues of a refused value, in both languages; `at` is the part of the request it stood in. */
export const problemsOf = (error: z.core.$ZodError): FieldProblem[] =>
  error.issues.flatMap((issue) => {
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((key) => ({
        field: [...issue.path, key].join("."),
        text: { zh: `没有「${key}」这一项`, en: `there is no field "${key}"` },
      }));
    const raw = issue as unknown as z.core.$ZodRawIssue;
    return [
      {
        field: issue.path.join("."),
        text: { zh: textOf(chinese(raw), issue.message), en: textOf(english(raw), issue.message) },
      },
    ];
  });

/** Fastify's validator: an AppError that names each field in the reader's language. */
export const validatorCompiler =
  ({ schema }: { schema: unknown }) =>
  (data: unknown) => {
    const parsed = z.safeParse(schema as z.ZodType, data);
    return parsed.success ? { value: parsed.data } : { error: invalid(problemsOf(parsed.error)) };
  };

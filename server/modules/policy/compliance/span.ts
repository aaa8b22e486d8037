import { z } from "zod";
import { invalid } from "../../../platform/errors.ts";
import { decodeCursor } from "../../../platform/lists/index.ts";

/** A span of history: `to` is the first instant that no longer belongs to it. */
export const Span = z.strictObject({ from: z.iso.datetime(), to: z.iso.datetime() });

/** @throws AppError policy.empty_span (400) where a span has no length or is longer than ten years */
export function demandSpan({ from, to }: z.infer<typeof Span>): void {
  const years = (Date.parse(to) - Date.parse(from)) / (366 * 86_400_000);
  if (years > 0 && years <= 10) return;
  throw invalid(
    [
      {
        field: "to",
        text: { zh: "结束时间须晚于开始时间，且不超过十年", en: "must be later than the start, by ten years at most" },
      },
    ],
    "policy.empty_span",
  );
}

/** Reads the keys of a cursor; undefined for the first page. @throws AppError lists.invalid (400) */
export function readCursor<S extends z.ZodType>(
  text: string | undefined,
  list: string,
  keys: S,
): z.output<S> | undefined {
  if (text === undefined) return undefined;
  const parsed = keys.safeParse(decodeCursor(text, list));
  // A cursor that was tampered with is refused like one of another list.
  return parsed.success ? parsed.data : (decodeCursor("", list) as never);
}

/** Keys of lists that are ordered by time. */
export const timeKeys = z.tuple([z.iso.datetime(), z.uuid()]);

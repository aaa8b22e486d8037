const natural =
  /^(\d{4})(?:(\d{2})(\d{2})|[-/.年](\d{1,2})[-/.月](\d{1,2})日?)(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?)?$/;

/** A calendar day, and the time of day where the text has one. */
export type Moment = { readonly day: string; readonly time: string };

/**
 * Reads `2026-01-31`, `2026/1/31`, `2026.1.31`, `20260131`, `2026年1月31日`, each with or without a time; or, with a
 * format, exactly that. Undefined for anything else and for days that no calendar has.
 */
export function parseMoment(text: string, format?: string): Moment | undefined {
  if (format) return byFormat(text, format);
  const match = natural.exec(text.trim());
  if (!match) return undefined;
  const [, year, month, day, looseMonth, looseDay, hour, minute, second] = match;
  return momentOf(year, month ?? looseMonth, day ?? looseDay, hour, minute, second);
}

type Part = string | undefined;

function momentOf(
  year: Part,
  month: Part,
  day: Part,
  hour: Part = "0",
  minute: Part = "0",
  second: Part = "0",
): Moment | undefined {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  const date = new Date(Date.UTC(y, m - 1, d));
  if (y < 1000 || date.getUTCMonth() !== m - 1 || date.getUTCDate() !== d) return undefined;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const two = (part: string) => part.padStart(2, "0");
  return { day: `${year}-${two(month!)}-${two(day!)}`, time: `${two(hour)}:${two(minute)}:${two(second)}` };
}

const tokens: Record<string, string> = {
  YYYY: "\\d{4}",
  MM: "\\d{2}",
  DD: "\\d{2}",
  M: "\\d{1,2}",
  D: "\\d{1,2}",
  HH: "\\d{1,2}",
  mm: "\\d{2}",
  ss: "\\d{2}",
};
const compiled = new Map<string, RegExp>();

function byFormat(text: string, format: string): Moment | undefined {
  let pattern = compiled.get(format);
  if (!pattern) {
    const source = format.replace(/YYYY|MM|DD|HH|mm|ss|M|D|[^YMDHms]+/g, (part) =>
      part in tokens
        ? `(?<${{ M: "MM", D: "DD" }[part] ?? part}>${tokens[part]})`
        : part.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"),
    );
    compiled.set(format, (pattern = new RegExp(`^${source}$`)));
  }
  const found = pattern.exec(text.trim())?.groups;
  return found && momentOf(found.YYYY, found.MM, found.DD, found.HH, found.mm, found.ss);
}

/** The same day so many months earlier; the last day of a month that is too short. */
export function monthsBefore(day: string, months: number): string {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  const index = year * 12 + (month - 1) - months;
  const last = new Date(Date.UTC(Math.floor(index / 12), (index % 12) + 1, 0)).getUTCDate();
  const two = (part: number) => String(part).padStart(2, "0");
  return `${String(Math.floor(index / 12)).padStart(4, "0")}-${two((index % 12) + 1)}-${two(Math.min(date, last))}`;
}

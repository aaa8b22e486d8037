import { z } from "zod";
import { cycleSchema, durationSchema, formatDuration, type Cycle } from "../../../platform/calendar/index.ts";
import { formatMoney, parseMoney } from "../../../platform/money.ts";
import type { Text } from "../../../platform/text.ts";
import { Step, stepText } from "./step.ts";

/** A value that a clause sets and a control reads. `sees` says which values are stricter, for people who compare. */
export type ParameterDeclaration = {
  readonly type: ParameterType;
  readonly label: Text;
  readonly default?: unknown;
  readonly optional?: true;
  /** For choices: what may be chosen, in the people's words. */
  readonly values?: Readonly<Record<string, Text>>;
  /** For choices without a list: what each must look like. */
  readonly pattern?: string;
};
export type ParameterDeclarations = Readonly<Record<string, ParameterDeclaration>>;

export const parameterTypes = [
  "duration",
  "cycle",
  "calendar",
  "money",
  "integer",
  "decimal",
  "percent",
  "flag",
  "text",
  "choice",
  "choices",
  "role",
  "roles",
  "steps",
  "time",
  "conditions",
] as const;
export type ParameterType = (typeof parameterTypes)[number];

/** What this company calls its calendars and roles; without them keys are shown. */
export type Names = { readonly calendars: ReadonlyMap<string, Text>; readonly roles: ReadonlyMap<string, Text> };
export const noNames: Names = { calendars: new Map(), roles: new Map() };

type Kind = {
  read: (declaration: ParameterDeclaration) => z.ZodType;
  show: (value: any, declaration: ParameterDeclaration, names: Names) => Text;
};

const same = (text: string): Text => ({ zh: text, en: text });
const amount = (message: string, read: (text: string) => unknown) =>
  z.union([z.string(), z.number()]).transform((value, ctx) => {
    const parsed = read(String(value));
    if (parsed === undefined) ctx.addIssue({ code: "custom", message });
    return parsed;
  });
const decimalText = (text: string) => (/^-?\d{1,15}(\.\d{1,10})?$/.test(text) ? text : undefined);
const listTexts = (texts: readonly Text[]): Text => ({
  zh: texts.map((text) => text.zh).join("、"),
  en: texts.map((text) => text.en).join(", "),
});
const choiceTexts = (values: readonly string[], declaration: ParameterDeclaration): Text =>
  listTexts(values.map((value) => declaration.values?.[value] ?? same(value)));
const roleTexts = (values: readonly string[], names: Names): Text =>
  listTexts(values.map((value) => names.roles.get(value) ?? same(value)));

/** A cycle as a noun: the sentence around it says 'every'. */
const cycleTexts: Record<Cycle, Text> = {
  month: { zh: "月", en: "month" },
  quarter: { zh: "季度", en: "quarter" },
  "half-year": { zh: "半年", en: "half-year" },
  year: { zh: "年", en: "year" },
};

/** Percent as written (`2.5%`) to an exact decimal fraction as text (`0.025`). */
function parsePercent(text: string): string | undefined {
  const match = /^(-?)(\d{1,9})(?:\.(\d{1,8}))?\s*%$/.exec(text.trim());
  if (!match) return undefined;
  const [, sign = "", whole = "", fraction = ""] = match;
  const digits = whole.padStart(3, "0");
  return (
    `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}${fraction}`
      .replace(/^(-?)0+(?=\d)/, "$1")
      .replace(/\.?0+$/, "") || "0"
  );
}

const kinds: Record<ParameterType, Kind> = {
  duration: { read: () => durationSchema, show: (value: string) => formatDuration(value) },
  cycle: { read: () => cycleSchema, show: (value: Cycle) => cycleTexts[value] },
  calendar: {
    read: () => z.string().regex(/^[a-z0-9][a-z0-9_-]*$/),
    show: (value: string, _, names) => names.calendars.get(value) ?? same(value),
  },
  money: {
    read: () => amount("money", (text) => parseMoney(text.replace(/\s*CNY$/, ""))),
    show: (value: bigint) => ({
      zh: `${formatMoney(value).replace(/\.00$/, "")}元`,
      en: `CNY ${formatMoney(value).replace(/\.00$/, "")}`,
    }),
  },
  integer: { read: () => z.number().int(), show: (value: number) => same(String(value)) },
  decimal: { read: () => amount("decimal", decimalText), show: (value: string) => same(value) },
  percent: {
    read: () => amount("percent", parsePercent),
    show: (value: string) => same(`${Number((Number(value) * 100).toFixed(8))}%`),
  },
  flag: {
    read: () => z.boolean(),
    show: (value: boolean) => (value ? { zh: "是", en: "yes" } : { zh: "否", en: "no" }),
  },
  text: { read: () => z.string().min(1).max(500), show: same },
  choice: {
    read: (declaration) => z.enum(Object.keys(declaration.values ?? {}) as [string, ...string[]]),
    show: (value: string, declaration) => choiceTexts([value], declaration),
  },
  choices: {
    read: (declaration) =>
      z.array(
        declaration.values
          ? z.enum(Object.keys(declaration.values) as [string, ...string[]])
          : declaration.pattern
            ? z.string().regex(new RegExp(declaration.pattern))
            : z.string(),
      ),
    show: choiceTexts,
  },
  role: { read: () => z.string().regex(/^[a-z_]+$/), show: (value: string, _, names) => roleTexts([value], names) },
  roles: {
    read: () => z.array(z.string().regex(/^[a-z_]+$/)),
    show: (value: string[], _, names) => roleTexts(value, names),
  },
  steps: { read: () => z.array(Step), show: (value: z.infer<typeof Step>[], _, names) => stepText(value, names.roles) },
  time: { read: () => z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/), show: same },
  conditions: {
    read: () => z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    show: (value: Record<string, unknown>) =>
      same(
        Object.entries(value)
          .map(([fact, cell]) => `${fact} ${String(cell)}`)
          .join(", "),
      ),
  },
};

export type Reading = { ok: true; value: unknown } | { ok: false; text: Text };

const expectations: Record<ParameterType, Text> = {
  duration: { zh: "时限，如 24h、2wd、30d", en: "a duration such as 24h, 2wd or 30d" },
  cycle: { zh: "周期：month、quarter、half-year 或 year", en: "a cycle: month, quarter, half-year or year" },
  calendar: { zh: "工作日历的名称，如 office", en: "the name of a calendar such as office" },
  money: { zh: "金额，如 6000 CNY", en: "an amount such as 6000 CNY" },
  integer: { zh: "整数", en: "a whole number" },
  decimal: { zh: "数字，如 1.5", en: "a number such as 1.5" },
  percent: { zh: "百分比，如 2%", en: "a percentage such as 2%" },
  flag: { zh: "true 或 false", en: "true or false" },
  text: { zh: "文字", en: "text" },
  choice: { zh: "所列选项之一", en: "one of the choices" },
  choices: { zh: "所列选项的列表", en: "a list of the choices" },
  role: { zh: "岗位代码，如 data_group", en: "the key of a role such as data_group" },
  roles: { zh: "岗位代码的列表", en: "a list of role keys" },
  steps: { zh: "提醒步骤，如 [{ at: -4h, tell: assignee }]", en: "steps such as [{ at: -4h, tell: assignee }]" },
  time: { zh: "时刻，如 21:00", en: "a time of day such as 21:00" },
  conditions: { zh: "事实到条件的对照，如 { accurate: true }", en: "conditions by fact such as { accurate: true }" },
};

/** Reads a written value; a refusal says what is expected. */
export function readParameter(declaration: ParameterDeclaration, written: unknown): Reading {
  const parsed = kinds[declaration.type].read(declaration).safeParse(written);
  if (parsed.success) return { ok: true, value: parsed.data };
  const wanted = expectations[declaration.type];
  const given = JSON.stringify(written);
  return {
    ok: false,
    text: { zh: `${given} 不对：应为${wanted.zh}`, en: `${given} does not fit: expected ${wanted.en}` },
  };
}

/** A typed value in words. */
export const showParameter = (declaration: ParameterDeclaration, value: unknown, names: Names = noNames): Text =>
  kinds[declaration.type].show(value, declaration, names);

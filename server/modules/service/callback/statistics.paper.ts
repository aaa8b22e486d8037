import type { Block, Paper } from "../../../platform/pdf/index.ts";
import type { Cell, Column } from "../../../platform/tables/index.ts";
import type { Language, Text } from "../../../platform/text.ts";
import { dayOf } from "./callback.rules.ts";
import type { Sheet } from "./statistics.actions.ts";
import type { Figures } from "./statistics.store.ts";

const words = {
  title: { zh: "回访统计表", en: "Callback statistics" },
  department: { zh: "部门", en: "Department" },
  caller: { zh: "回访人", en: "Caller" },
  due: { zh: "应回访", en: "Due" },
  inTime: { zh: "按时完成", en: "In time" },
  completion: { zh: "完成率", en: "Completed" },
  made: { zh: "已回访", en: "Made" },
  unreached: { zh: "联系不上", en: "Not reached" },
  rated: { zh: "有效评价", en: "Rated" },
  satisfied: { zh: "满意", en: "Satisfied" },
  dissatisfied: { zh: "不满意", en: "Dissatisfied" },
  satisfaction: { zh: "满意率", en: "Satisfied" },
  total: { zh: "合计", en: "In all" },
  subtotal: { zh: "小计", en: "Subtotal" },
  nobody: { zh: "未指派", en: "Nobody" },
  problems: { zh: "主要问题", en: "Main problems" },
  noProblems: { zh: "本期没有登记意见。", en: "No opinion was recorded in this period." },
  category: { zh: "意见类别", en: "Opinion is about" },
  opinions: { zh: "意见数", en: "Opinions" },
  remedies: { zh: "整改单", en: "Correction orders" },
  remediesSaid: {
    zh: "开出 {opened} 份，已答复 {answered} 份，其中按时 {inTime} 份。",
    en: "{opened} given, {answered} answered, {inTime} of them in time.",
  },
  byDepartment: { zh: "分部门、分回访人", en: "By department and caller" },
  note: { zh: "报告意见", en: "Report" },
  notSigned: { zh: "本表尚未签发，数字可能变化。", en: "Not signed yet: these figures may change." },
  signedBy: { zh: "{name} 于 {day} 签发", en: "Signed by {name} on {day}" },
  maker: { zh: "制表：", en: "Made by:" },
  reviewer: { zh: "审核：", en: "Reviewed by:" },
  date: { zh: "日期：", en: "Date:" },
  page: { zh: "第 {page} 页，共 {pages} 页", en: "Page {page} of {pages}" },
} satisfies Record<string, Text>;
type Word = keyof typeof words;

const fill = (text: string, values: Record<string, unknown>) =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));

const percent = (part: number, whole: number): string => (whole ? `${((100 * part) / whole).toFixed(1)}%` : "—");

/** A share with one decimal, as numbers stand in a sheet. */
const share = (part: number, whole: number): number | null => (whole ? Math.round((1000 * part) / whole) / 1000 : null);

const counts = ["due", "inTime", "made", "unreached", "rated", "satisfied", "dissatisfied"] as const;

/** The statistics as a paper for the management: to print, sign and file. */
export function paperOf(sheet: Sheet, language: Language, at: Date): Paper {
  const say = (word: Word, values: Record<string, unknown> = {}) => fill(words[word][language], values);
  const cells = (line: Figures) => [
    String(line.due),
    percent(line.inTime, line.due),
    String(line.made),
    String(line.unreached),
    String(line.rated),
    percent(line.satisfied, line.rated),
    String(line.dissatisfied),
  ];
  const rows: string[][] = [[say("total"), "", ...cells(sheet.total)]];
  const strong = [0];
  for (const department of sheet.departments) {
    strong.push(rows.length);
    rows.push([department.name?.[language] ?? say("nobody"), say("subtotal"), ...cells(department)]);
    for (const caller of department.callers) rows.push(["", caller.name ?? say("nobody"), ...cells(caller)]);
  }
  const blocks: Block[] = [
    {
      kind: "figures",
      items: [
        { label: say("due"), value: String(sheet.total.due) },
        { label: say("completion"), value: percent(sheet.total.inTime, sheet.total.due) },
        { label: say("made"), value: String(sheet.total.made) },
        { label: say("satisfaction"), value: percent(sheet.total.satisfied, sheet.total.rated) },
      ],
    },
    { kind: "heading", text: say("byDepartment") },
    {
      kind: "table",
      columns: [
        { header: say("department"), share: 2.4 },
        { header: say("caller"), share: 2 },
        ...(["due", "completion", "made", "unreached", "rated", "satisfaction", "dissatisfied"] as const).map(
          (word) => ({
            header: say(word),
            share: 1.3,
            align: "right" as const,
          }),
        ),
      ],
      rows,
      strong,
    },
    { kind: "heading", text: say("problems") },
    sheet.problems.length
      ? {
          kind: "table",
          columns: [
            { header: say("category"), share: 3 },
            { header: say("opinions"), share: 1, align: "right" },
            { header: say("dissatisfied"), share: 1, align: "right" },
          ],
          rows: sheet.problems.map((one) => [
            one.label?.[language] ?? one.category,
            String(one.opinions),
            String(one.dissatisfied),
          ]),
        }
      : { kind: "text", text: say("noProblems") },
    { kind: "heading", text: say("remedies") },
    { kind: "text", text: say("remediesSaid", sheet.remedies) },
    ...(sheet.report
      ? ([
          { kind: "heading", text: say("note") },
          { kind: "text", text: sheet.report.note },
          {
            kind: "text",
            text: say("signedBy", { name: sheet.report.signedByName, day: dayOf(sheet.report.signedAt) }),
          },
        ] as const)
      : ([{ kind: "text", text: say("notSigned") }] as const)),
    { kind: "signatures", labels: [say("maker"), say("reviewer"), say("date")] },
  ];
  const period = sheet.period.label[language];
  return {
    title: say("title"),
    subtitle: period,
    foot: `${say("title")} · ${period}`,
    number: (page, pages) => say("page", { page, pages }),
    at,
    blocks,
  };
}

/** The same as a sheet of figures: a row for each caller. */
export function cellsOf(sheet: Sheet, language: Language): { columns: Column[]; rows: Cell[][]; title: string } {
  const say = (word: Word) => words[word][language];
  const figures = (line: Figures): Cell[] => [
    ...counts.map((key) => line[key]),
    share(line.inTime, line.due),
    share(line.satisfied, line.rated),
  ];
  return {
    title: `${say("title")} ${sheet.period.key}`,
    columns: [
      { header: say("department"), width: 20 },
      { header: say("caller"), width: 16 },
      ...[...counts, "completion" as const, "satisfaction" as const].map((word) => ({
        header: say(word),
        kind: "number" as const,
      })),
    ],
    rows: [
      [say("total"), "", ...figures(sheet.total)],
      ...sheet.departments.flatMap((department): Cell[][] => {
        const name = department.name?.[language] ?? say("nobody");
        return [
          [name, say("subtotal"), ...figures(department)],
          ...department.callers.map((caller): Cell[] => [name, caller.name ?? say("nobody"), ...figures(caller)]),
        ];
      }),
    ],
  };
}

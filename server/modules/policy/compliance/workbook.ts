import { PassThrough, type Readable } from "node:stream";
import { type Cell, type Column, writeXlsx } from "../../../platform/tables/index.ts";
import type { Language, Text } from "../../../platform/text.ts";
import type { Report } from "./report.ts";

const headers: readonly (Text & { width?: number; kind?: Column["kind"] })[] = [
  { zh: "章", en: "Chapter", width: 18 },
  { zh: "条款", en: "Clause" },
  { zh: "标题", en: "Title", width: 22 },
  { zh: "内容", en: "Text", width: 60 },
  { zh: "控制", en: "Control", width: 18 },
  { zh: "统计时段", en: "Period", width: 14 },
  { zh: "应执行", en: "In scope", kind: "number" },
  { zh: "已做到", en: "Met", kind: "number" },
  { zh: "未做到", en: "Breached", kind: "number" },
  { zh: "进行中", en: "Open", kind: "number" },
  { zh: "已豁免", en: "Waived", kind: "number" },
  { zh: "已拦截", en: "Refused", kind: "number" },
  { zh: "执行率", en: "Share", kind: "number" },
  { zh: "目标", en: "Target", kind: "number" },
];
const notBound: Text = { zh: "尚未绑定控制", en: "not yet bound" };

/** The report as a sheet: a row for each control of a clause, and one for each figure of a metric. */
export function complianceWorkbook(report: Report, language: Language): Readable {
  const sink = new PassThrough();
  const columns = headers.map(({ width, kind, ...text }) => ({
    header: text[language],
    ...(width && { width }),
    ...(kind && { kind }),
  }));
  writeXlsx(sink, columns, [rowsOf(report, language)], { sheet: report.title[language] }).catch((error: Error) =>
    sink.destroy(error),
  );
  return sink;
}

const rowsOf = (report: Report, language: Language): Cell[][] =>
  report.chapters.flatMap((chapter) =>
    chapter.clauses.flatMap((clause) => {
      const head = [
        `${chapter.number} ${chapter.title[language]}`,
        clause.number,
        clause.title[language],
        clause.text[language],
      ];
      if (!clause.bound) return [[...head, notBound[language]]];
      return clause.controls.flatMap((control): Cell[][] => {
        if (control.kind !== "metric")
          return [
            [
              ...head,
              control.label[language],
              "",
              control.inScope,
              control.met,
              control.breached,
              control.open,
              control.waived,
              control.refused,
              control.share,
            ],
          ];
        return control.figures.map((figure) => [
          ...head,
          control.label[language],
          figure.period.label[language],
          figure.denominator,
          figure.numerator,
          null,
          null,
          null,
          null,
          figure.share,
          Number(figure.target),
        ]);
      });
    }),
  );

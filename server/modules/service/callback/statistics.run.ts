import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { filePath, insertFile, keepFile } from "../../../platform/files/index.ts";
import { writePdf } from "../../../platform/pdf/index.ts";
import { readingAs, type RunKind } from "../../../platform/runs.ts";
import { writeXlsx } from "../../../platform/tables/index.ts";
import type { Language } from "../../../platform/text.ts";
import { readStatistics } from "./statistics.actions.ts";
import { cellsOf, paperOf } from "./statistics.paper.ts";

export type FilePlan = { readonly period: string; readonly format: "pdf" | "xlsx"; readonly language: Language };

export const statisticsKind = "service.callback-statistics.file";

const keptDays = 30;
const mediaTypes = {
  pdf: "application/pdf",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
} as const;

/** Writes the statistics of a period to a file, to be printed and signed (pdf) or reckoned with (xlsx). */
export const statisticsRun: RunKind<FilePlan, object> = {
  label: { zh: "回访统计表", en: "Callback statistics" },
  work: async (tools) => {
    const { period, format, language } = tools.parameters;
    const ctx = readingAs(tools);
    const sheet = await readStatistics(ctx, period);
    const target = filePath(tools.services.config, tools.id);
    await keepFile(target, async (sink) => {
      if (format === "pdf") return writePdf(sink, paperOf(sheet, language, ctx.now));
      const { columns, rows, title } = cellsOf(sheet, language);
      return writeXlsx(sink, columns, [rows], { sheet: title });
    });
    const hash = createHash("sha256");
    for await (const piece of createReadStream(target)) hash.update(piece as Buffer);
    const size = BigInt((await stat(target)).size);
    await tools.chunk(async (own) => {
      await insertFile(own, {
        id: tools.id,
        name: `${language === "zh" ? "回访统计" : "callbacks"}-${period}.${format}`,
        mediaType: mediaTypes[format],
        size,
        sha256: hash.digest(),
        expiresAt: new Date(own.now.getTime() + keptDays * 86_400_000),
      });
      await own.emit({
        kind: "service.callback-statistics.printed",
        subjectType: "callback_statistics",
        subjectId: tools.id,
        data: { period, format },
      });
      return { done: 1, total: 1 };
    });
    return { period, format };
  },
};

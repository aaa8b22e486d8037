import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { Command } from "commander";
import { complianceReport, complianceWorkbook } from "../../server/modules/policy/index.ts";
import { reading } from "../../server/platform/context.ts";
import { command, type Common, instantOf, language, operator, voiceOf, withServices } from "./command.ts";
import { documentOf } from "./document.ts";
import { typed } from "./paths.ts";

type Options = Common & { document?: string; from?: string; to?: string; xlsx?: string };

const compliance = command("compliance", "how well a policy is kept, clause by clause")
  .option("--document <code>", "the policy, such as B (default: the company's only one in force)")
  .option("--from <day>", "first day (default: a year before the end)")
  .option("--to <day>", "the day after the last (default: now)")
  .option("--xlsx <file>", "write it as a new Excel file too")
  .action((options: Options) =>
    withServices(options, async (services) => {
      const voice = voiceOf(Boolean(options.json));
      const ctx = reading(services, { actor: operator, language });
      const to = options.to ? instantOf(options.to, "--to") : ctx.now.toISOString();
      const yearBefore = new Date(to);
      yearBefore.setUTCFullYear(yearBefore.getUTCFullYear() - 1);
      const from = options.from ? instantOf(options.from, "--from") : yearBefore.toISOString();
      const document = await documentOf(ctx, options.document);
      const report = await complianceReport(ctx, { document, from, to });
      if (options.xlsx)
        await pipeline(complianceWorkbook(report, language), createWriteStream(typed(options.xlsx), { flags: "wx" }));
      const clauses = report.chapters.flatMap((chapter) => chapter.clauses);
      voice.result(report, [
        `${report.title[language]} (${report.document}), ${day(from)} to ${day(to)}`,
        row(["clause", "in scope", "met", "breached", "open", "waived", "refused", "share", ""]),
        ...clauses.flatMap((clause) => {
          // Of each metric the newest figure that has one.
          const figures = clause.controls.flatMap(
            ({ figures }) => figures.findLast((one) => one.share !== null) ?? figures.slice(-1),
          );
          if (!clause.bound)
            return [row([clause.number, "", "", "", "", "", "", "", `${clause.title[language]} (no control yet)`])];
          const { inScope, met, breached, open, waived, refused, share } = clause;
          return [
            row([
              clause.number,
              ...[inScope, met, breached, open, waived, refused].map(String),
              percent(share),
              clause.title[language],
            ]),
            ...figures.map(
              (one) =>
                `${" ".repeat(12)}${one.period.label[language]}: ${percent(one.share)} (target ${percent(Number(one.target))})`,
            ),
          ];
        }),
        row([
          "all",
          ...[report.inScope, report.met, report.breached, report.open, report.waived, report.refused].map(String),
          percent(report.share),
          "",
        ]),
        ...(options.xlsx ? [`It is in ${options.xlsx} too`] : []),
      ]);
    }),
  );

const day = (instant: string) => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10);
const percent = (share: number | null) => (share === null ? "-" : `${(share * 100).toFixed(1)} %`);
const row = ([clause = "", ...rest]: readonly string[]) =>
  `${clause.padEnd(10)}${rest
    .slice(0, -1)
    .map((cell) => cell.padStart(9))
    .join("")}  ${rest.at(-1)}`.trimEnd();

export const reportCommand = new Command("report")
  .description("figures for people and for Excel")
  .addCommand(compliance);

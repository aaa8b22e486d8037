import { createWriteStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { finished } from "node:stream/promises";
import { Command } from "commander";
import { parse } from "yaml";
import { importFile, shippedMappings, writeErrorFile } from "../../server/modules/customers/index.ts";
import { reading } from "../../server/platform/context.ts";
import { command, type Common, language, operator, Refusal, voiceOf, withServices } from "./command.ts";
import { reasonOf } from "./follow.ts";
import { typed } from "./paths.ts";

type Options = Common & { mapping: string; asOf?: string; dryRun?: boolean; errors?: string };

const kinds = {
  customers: "load a file of customers; loading it again changes only what differs",
  purchases: "load a file of purchases; loading it again adds nothing twice",
};

const importOf = (what: keyof typeof kinds) =>
  command(what, kinds[what])
    .argument("<file>", "CSV or Excel, UTF-8 or GB18030")
    .requiredOption("--mapping <name or file>", "a shipped mapping such as telco-customer-churn, or a file like it")
    .option("--as-of <day>", "the day that the file tells of (default: that of its first import, else today)")
    .option("--dry-run", "count and check, but keep nothing")
    .option("--errors <file>", "write the refused rows with their reasons to a new .csv or .xlsx")
    .action((file: string, options: Options) =>
      withServices(options, async (services) => {
        if (options.asOf && !/^\d{4}-\d{2}-\d{2}$/.test(options.asOf))
          throw new Refusal(`--as-of: ${options.asOf} is no day such as 2026-06-30.`, 2);
        const source = typed(file);
        if (!(await stat(source).catch(() => undefined))?.isFile()) throw new Refusal(`${file} is not a file.`);
        const mapping = await mappingOf(options.mapping, what);
        const voice = voiceOf(Boolean(options.json));
        const done = await importFile(services, {
          path: source,
          mapping,
          actor: operator,
          dryRun: Boolean(options.dryRun),
          ...(options.asOf && { asOf: options.asOf }),
          onProgress: (rows, total) => voice.progress(rows, total, "rows"),
        });
        if (done.state !== "done") throw new Refusal(reasonOf(done.state, done.problem));
        if (options.errors && done.counts.refused) await keepErrors(services, done.importId, options.errors);
        const { counts, firstErrors } = done;
        voice.result(
          {
            importId: done.importId,
            dryRun: Boolean(options.dryRun),
            counts,
            firstErrors: firstErrors.map(({ line, reasons }) => ({ line, reasons })),
          },
          [
            `${options.dryRun ? "It would be" : "Done:"} ${counted(counts, what)}`,
            ...firstErrors.map(
              ({ line, reasons }) => `  line ${line}: ${reasons.map((one) => one.text[language]).join("; ")}`,
            ),
            ...(counts.refused > firstErrors.length
              ? [`  and ${(counts.refused - firstErrors.length).toLocaleString("en")} more`]
              : []),
            ...(options.errors && counts.refused ? [`The refused rows are in ${options.errors}`] : []),
          ],
        );
      }),
    );

function counted(counts: Record<"new" | "updated" | "unchanged" | "refused" | "customers", number>, what: string) {
  const parts = (["new", "updated", "unchanged", "refused"] as const).map(
    (name) => `${counts[name].toLocaleString("en")} ${name}`,
  );
  return `${parts.join(", ")}${what === "purchases" ? `; ${counts.customers.toLocaleString("en")} customers made for them` : ""}`;
}

/** A shipped mapping by its name, or a file of the same form; it must be of the kind that was asked for. */
async function mappingOf(given: string, what: string): Promise<object> {
  const shipped = (await shippedMappings()).find((one) => one.name === given);
  const text = shipped ? undefined : await readFile(typed(given), "utf8").catch(() => undefined);
  if (!shipped && text === undefined) {
    const names = (await shippedMappings()).map((one) => one.name);
    throw new Refusal(`There is no mapping ${given}: name a file, or one of ${names.join(", ")}.`);
  }
  const read: unknown = shipped?.mapping ?? parsed(text!, given);
  const mapping = (read as { mapping?: object }).mapping ?? (read as object);
  const found = (mapping as { what?: unknown }).what;
  if (found !== what) throw new Refusal(`${given} maps ${String(found)}, not ${what}.`);
  return mapping;
}

function parsed(text: string, name: string): object {
  try {
    const value: unknown = parse(text);
    if (value && typeof value === "object") return value;
  } catch {
    // Said below.
  }
  throw new Refusal(`${name} is not YAML that holds a mapping.`);
}

async function keepErrors(services: Parameters<typeof importFile>[0], importId: string, file: string) {
  const sink = createWriteStream(typed(file), { flags: "wx" });
  const written = finished(sink);
  written.catch(() => {});
  const kind = path.extname(file).toLowerCase() === ".xlsx" ? "xlsx" : "csv";
  await writeErrorFile(reading(services, { actor: operator, language }), importId, sink, { kind });
  await written;
}

export const importCommand = new Command("import").description("load files of customers or purchases");
for (const what of ["customers", "purchases"] as const) importCommand.addCommand(importOf(what));

import { parse } from "yaml";
import { findReplay, listDocuments, type Override, startReplay } from "../../server/modules/policy/index.ts";
import { type Context, reading, write } from "../../server/platform/context.ts";
import { command, type Common, instantOf, operator, Refusal, voiceOf, withServices } from "./command.ts";
import { documentOf } from "./document.ts";
import { follow } from "./follow.ts";

type Options = Common & { document?: string; version?: string; set?: string[]; from: string; to?: string };

export const replay = command("replay", "judge a span of history by another text, without touching anything")
  .option("--document <code>", "the policy, such as B (default: the company's only one in force)")
  .option("--version <number or id>", "its version to judge by (default: the one in force)")
  .option("--set <change...>", "settings to change, such as: B4.2 customers.grade.goldSpend=8000 CNY")
  .requiredOption("--from <day>", "first day")
  .option("--to <day>", "the day after the last (default: now)")
  .addHelpText("after", "\nSeveral changes: --set B4.2 customers.grade.goldSpend=8000 CNY --set B4.3 ...")
  .action((options: Options) =>
    withServices(options, async (services) => {
      const voice = voiceOf(Boolean(options.json));
      const ctx = reading(services, { actor: operator });
      const overrides = changesOf(options.set ?? []);
      const versionId = await versionOf(ctx, options);
      const from = instantOf(options.from, "--from");
      const to = options.to ? instantOf(options.to, "--to") : ctx.now.toISOString();
      const started = await write(services, { actor: operator }, async (inner) =>
        findReplay(inner, await startReplay(inner, { versionId, from, to, overrides })),
      );
      await follow(services, started.runId, voice, "replayed");
      const done = await findReplay(ctx, started.id);
      const { decisions = [], obligations = [] } = done.summary;
      voice.result({ id: done.id, version: done.versionNumber, from, to, overrides, summary: done.summary }, [
        `Version ${done.versionNumber} of ${done.document}${overrides.length ? " with changes" : ""}:`,
        ...decisions.flatMap((one) => [
          `${one.control} on ${one.at.slice(0, 10)}: ${one.judged.toLocaleString("en")} judged, ${one.changed.toLocaleString("en")} would change`,
          ...one.moves.map(
            ({ from, to, count }) => `  ${from ?? "none"} -> ${to ?? "none"}: ${count.toLocaleString("en")}`,
          ),
        ]),
        ...obligations.map(
          (one) =>
            `${one.clause} ${one.control}: ${one.judged.toLocaleString("en")} judged, late ${one.lateBefore.toLocaleString("en")} -> ${one.lateAfter.toLocaleString("en")}`,
        ),
        ...(decisions.length || obligations.length ? [] : ["  nothing in that span was decided or promised"]),
        "Who they are: in the console under Policies -> Replay",
      ]);
    }),
  );

/** `CLAUSE control.key.parameter=value`; a value as the packs write it. Words that the shell split belong together. */
function changesOf(words: readonly string[]): Override[] {
  const text = words.join(" ");
  const starts = [...text.matchAll(/(?:^|\s)([A-Z]{0,4}\d[\d.]*)\s+([a-z][\w.-]*)\.(\w+)=/g)];
  if (words.length && starts[0]?.index !== 0)
    throw new Refusal(`--set: ${text} is not of the form B4.2 customers.grade.goldSpend=8000 CNY.`, 2);
  return starts.map((match, index) => {
    const value = text.slice(match.index + match[0].length, starts[index + 1]?.index).trim();
    return { clause: match[1]!, control: match[2]!, parameters: { [match[3]!]: parse(value) as unknown } };
  });
}

async function versionOf(ctx: Context, { document, version }: Options): Promise<string> {
  const all = await listDocuments(ctx);
  const byId = all.flatMap((one) => one.versions).find((one) => one.id === version);
  if (byId) return byId.id;
  const code = await documentOf(ctx, document);
  const versions = all.find((one) => one.code === code)?.versions ?? [];
  const found = versions.find((one) => (version ? String(one.number) === version : one.state === "in_force"));
  if (found) return found.id;
  const known = versions.map((one) => `${one.number} (${one.state})`).join(", ");
  throw new Refusal(
    `${code} has no ${version ? `version ${version}` : "version in force"}; it has ${known || "none"}.`,
  );
}

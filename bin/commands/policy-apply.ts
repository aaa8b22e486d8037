import { approveVersion, filesOf, importPack, loadVersion, submitVersion } from "../../server/modules/policy/index.ts";
import { reading, write } from "../../server/platform/context.ts";
import { AppError } from "../../server/platform/errors.ts";
import { command, type Common, instantOf, operator, Refusal, voiceOf, withServices } from "./command.ts";
import { typed } from "./paths.ts";
import { lineOf, type Problem } from "./problem-line.ts";
import { vouchedFor } from "./vouched.ts";

type Options = Common & {
  note?: string;
  inForce?: boolean;
  as?: string;
  approvedBy?: string;
  from?: string;
};

export const apply = command("apply", "make a pack's files the next version of its policy")
  .argument("<folder>", "a pack, such as policies/broadcaster")
  .option("--note <text>", "why; reviewers read it")
  .option("--as <e-mail>", "draft and submit it in the name of this member of staff")
  .option("--in-force", "put it in force; needs --as and --approved-by")
  .option("--approved-by <e-mail>", "approve it in the name of this other member of staff")
  .option("--from <day>", "with --in-force: the day it takes force (default now)")
  .addHelpText(
    "after",
    `
Without --as it becomes a draft. With --as it is submitted as well and waits for its approval in the console.
A policy is drafted by one person and approved by another; here too. With --in-force whoever owns the machine vouches
for both: each needs the right to do it, and the trail names both with "(command line)".`,
  )
  .action((folder: string, options: Options) =>
    withServices(options, async (services) => {
      if (options.inForce && !(options.as && options.approvedBy))
        throw new Refusal("--in-force needs two people: --as and --approved-by.", 2);
      if (!options.inForce && (options.from || options.approvedBy))
        throw new Refusal("--from and --approved-by go with --in-force.", 2);
      const from = options.from ? instantOf(options.from, "--from") : null;
      const files = await filesOf(typed(folder));
      if (!files.length) throw new Refusal(`${folder} holds no pack.`);
      const drafter = options.as ? await vouchedFor(services, options.as, "policy.edit") : operator;
      const approver = options.approvedBy && (await vouchedFor(services, options.approvedBy, "policy.review"));
      if (approver && approver.id === drafter.id)
        throw new Refusal("Whoever drafts a version cannot approve it: name two people.");
      const id = await write(services, { actor: drafter }, async (ctx) => {
        const made = await importPack(ctx, files, { note: options.note ?? null, dryRun: false });
        if (options.as) await submitVersion(ctx, made.id!, (await loadVersion(ctx, made.id!)).version);
        return made.id!;
      }).catch((error: unknown) => {
        throw withPlaces(error);
      });
      const ctx = reading(services, { actor: operator });
      if (approver)
        await write(services, { actor: approver }, async (inner) =>
          approveVersion(inner, id, (await loadVersion(inner, id)).version, from),
        );
      const { code, number, state, effectiveFrom } = await loadVersion(ctx, id);
      voiceOf(Boolean(options.json)).result({ id, document: code, number, state, effectiveFrom }, [
        `Version ${number} of ${code} is ${{ draft: "a draft", review: "under review", approved: `approved and takes force on ${effectiveFrom}`, in_force: "in force" }[state as string] ?? state}`,
      ]);
    }),
  );

/** What is wrong in the files, with file, line and clause. */
function withPlaces(error: unknown): unknown {
  const problems = error instanceof AppError && error.code === "policy.refused" && error.details.extra?.problems;
  return problems ? new Refusal((problems as Problem[]).map(lineOf).join("\n")) : error;
}

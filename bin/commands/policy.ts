import { Command } from "commander";
import { registry } from "../../server/app.ts";
import { checkPolicies, type PolicyProblem, readPack } from "../../server/modules/policy/index.ts";
import { command, type Common, Refusal, voiceOf } from "./command.ts";
import { apply } from "./policy-apply.ts";
import { replay } from "./policy-replay.ts";
import { typed } from "./paths.ts";
import { lineOf } from "./problem-line.ts";

const shippedNorms = "policies/norms";

const check = command("check", "what is wrong in a policy pack: file, line and clause")
  .argument("<folder...>", "folders of packs, such as policies/broadcaster")
  .option("--norms <folder>", "the norm pack to hold them against", shippedNorms)
  .action(async (folders: string[], options: Common & { norms: string }) => {
    const norms = await readPack(options.norms === shippedNorms ? options.norms : typed(options.norms));
    const found: PolicyProblem[] = [];
    let clauses = 0;
    for (const folder of folders) {
      const pack = await readPack(typed(folder));
      found.push(...pack.problems);
      if (!pack.content) continue;
      clauses += pack.content.chapters.reduce((sum, chapter) => sum + chapter.clauses.length, 0);
      found.push(
        ...checkPolicies(pack.content, { registry, norms: norms.content ? [norms.content] : [] }, pack.places),
      );
    }
    const errors = found.filter((problem) => problem.severity === "error").length;
    voiceOf(Boolean(options.json)).result({ clauses, errors, problems: found }, [
      ...found.map(lineOf),
      `${clauses} clauses, ${errors} errors, ${found.length - errors} notes`,
    ]);
    if (errors) throw new Refusal("");
  });

export const policyCommand = new Command("policy")
  .description("written policies and what they bind")
  .addCommand(check)
  .addCommand(apply)
  .addCommand(replay);

import { approveGrading, findGrading, gradeMoves, startGrading } from "../../server/modules/customers/index.ts";
import { reading, write } from "../../server/platform/context.ts";
import { command, type Common, instantOf, operator, voiceOf, withServices } from "./command.ts";
import { follow } from "./follow.ts";
import { vouchedFor } from "./vouched.ts";

export const gradeCommand = command(
  "grade",
  "judge all customers by the policy in force; nothing changes before an approval",
)
  .option("--as-of <day>", "judge as of a day that has passed (default now)")
  .option(
    "--approve <e-mail>",
    "then approve the changes in the name of this member of staff, who must hold that right",
  )
  .action((options: Common & { asOf?: string; approve?: string }) =>
    withServices(options, async (services) => {
      const voice = voiceOf(Boolean(options.json));
      const approver = options.approve && (await vouchedFor(services, options.approve, "customers.grade.approve"));
      const asOf = options.asOf && instantOf(options.asOf, "--as-of");
      const started = await write(services, { actor: operator }, async (ctx) =>
        findGrading(ctx, await startGrading(ctx, { asOf })),
      );
      await follow(services, started.runId, voice, "customers judged");
      const ctx = reading(services, { actor: operator });
      if (approver) {
        await write(services, { actor: approver }, (inner) => approveGrading(inner, started.id));
        await follow(services, (await findGrading(ctx, started.id)).runId, voice, "grades written");
      }
      const grading = await findGrading(ctx, started.id);
      const moves = gradeMoves(grading);
      voice.result(
        {
          id: grading.id,
          state: grading.state,
          clause: grading.clause,
          judged: Number(grading.judged),
          changed: Number(grading.changed),
          applied: Number(grading.applied),
          moves,
        },
        [
          `${grading.judged.toLocaleString("en")} customers judged by clause ${grading.clause}: ${grading.changed.toLocaleString("en")} change`,
          ...moves.map(({ from, to, count }) => `  ${from ?? "none"} -> ${to}: ${count.toLocaleString("en")}`),
          grading.state === "applied"
            ? `Approved by ${grading.decidedByName} and in effect`
            : `State: ${grading.state}. Nothing changes before somebody approves it, in the console or with --approve`,
        ],
      );
    }),
  );

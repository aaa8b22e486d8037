import { Command, type CommanderError } from "commander";
import { isDatabaseAway } from "../server/platform/db.ts";
import { AppError, problemOf } from "../server/platform/errors.ts";
import { benchCommand } from "./commands/bench.ts";
import { callCommand } from "./commands/call.ts";
import { language, Refusal } from "./commands/command.ts";
import { gradeCommand } from "./commands/grade.ts";
import { importCommand } from "./commands/import.ts";
import { policyCommand } from "./commands/policy.ts";
import { reportCommand } from "./commands/report.ts";
import { userCommand } from "./commands/user.ts";
import { backupCommand, keysCommand, migrateCommand, restoreCommand } from "./commands/operate.ts";

const program = new Command("bin/youzhang")
  .description("Everything an operator does from a shell; each command has --help.")
  .addHelpText("after", "\nExit codes: 0 done, 1 refused or failed, 2 the call's words are off.")
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));

const off = (error: CommanderError) => process.exit(error.exitCode === 0 ? 0 : 2);
const commands = [
  migrateCommand,
  importCommand,
  policyCommand,
  gradeCommand,
  reportCommand,
  userCommand,
  backupCommand,
  restoreCommand,
  keysCommand,
  benchCommand,
  callCommand,
];
for (const one of commands) {
  program.addCommand(one.exitOverride(off));
  for (const inner of one.commands) inner.exitOverride(off);
}

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof AppError) {
    const problem = problemOf(error, language);
    console.error(
      [
        problem.title,
        ...("errors" in problem
          ? (problem.errors as { field: string; reason: string }[]).map((one) => `  ${one.field}: ${one.reason}`)
          : []),
      ].join("\n"),
    );
  } else if (isDatabaseAway(error))
    console.error("The database went away. What was committed stays; a job that had begun goes on with the server.");
  else if ((error as Error).message) console.error((error as Error).message);
  process.exit(error instanceof Refusal ? error.exitCode : 1);
}

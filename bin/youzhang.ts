import { Command } from "commander";
import { AppError, problemOf } from "../server/platform/errors.ts";
import { Refusal } from "./commands/command.ts";
import { backupCommand, keysCommand, migrateCommand, restoreCommand } from "./commands/operate.ts";

const program = new Command("bin/youzhang")
  .description("Everything an operator does from a shell; each command has --help.")
  .addHelpText("after", "\nExit codes: 0 done, 1 refused or failed, 2 the call's words are off.")
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));

for (const one of [migrateCommand, backupCommand, restoreCommand, keysCommand])
  program.addCommand(one.exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2)));

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof AppError) {
    const problem = problemOf(error, /^en/.test(process.env.LANG ?? "") ? "en" : "zh");
    console.error(
      [
        problem.title,
        ...("errors" in problem
          ? (problem.errors as { field: string; reason: string }[]).map((one) => `  ${one.field}: ${one.reason}`)
          : []),
      ].join("\n"),
    );
  } else console.error((error as Error).message);
  process.exit(error instanceof Refusal ? error.exitCode : 1);
}

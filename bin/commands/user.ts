import { Command } from "commander";
import { systemActor } from "../../server/platform/actor.ts";
import { write } from "../../server/platform/context.ts";
import { addStaff } from "../../server/modules/identity/index.ts";
import { command, type Common, voiceOf, withServices } from "./command.ts";

const add = command("add", "add a member of staff; the first password is shown once")
  .requiredOption("--email <address>", "what the person signs in with")
  .requiredOption("--name <name>", "as colleagues call the person")
  .requiredOption("--department <code>", "code of the department, such as HQ")
  .option("--role <key...>", "roles, such as administrator", [])
  .action((options: Common & { email: string; name: string; department: string; role: string[] }) =>
    withServices(options, async (services) => {
      const { email, name, department, role } = options;
      const made = await write(services, { actor: systemActor("command line") }, (ctx) =>
        addStaff(ctx, { email, name, departmentCode: department, roles: role }),
      );
      voiceOf(Boolean(options.json)).result(made, [
        `${name} can sign in as ${email} with ${made.firstPassword}, and must then choose a password`,
      ]);
    }),
  );

export const userCommand = new Command("user").description("staff of this installation").addCommand(add);

import { Command, InvalidArgumentError, Option } from "commander";
import { readConfig } from "../server/platform/config.ts";
import { demoPolicy } from "../server/demo/choice.ts";
import { serve } from "../server/main.ts";
import { buildConsole } from "./build-console.ts";
import { typed } from "./commands/paths.ts";

const port = (text: string) => {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0 || number > 65_535)
    throw new InvalidArgumentError("a port is a number from 0 to 65535");
  return text;
};

const options = new Command("bin/start")
  .description("Starts Youzhang: database, migrations, demo company on first use, web server and background work.")
  .option("--port <number>", "port to listen on (default 8080)", port)
  .option("--data <folder>", "where this installation keeps everything (default data)")
  .addOption(
    new Option("--demo <size>", "demo company to load on first use (default full)").choices(["none", "small", "full"]),
  )
  .option(
    "--demo-policy <code>",
    "whose policy the demo company runs on when first loaded: B, S, E, T, R or M (default B)",
  )
  .option("--no-worker", "serve only; background work runs in another process")
  .addHelpText(
    "after",
    "\nDATABASE_URL names a PostgreSQL (15 to 18) of your own; without it an embedded one runs in the data folder.",
  )
  .parse()
  .opts<{ port?: string; data?: string; demo?: string; demoPolicy?: string; worker: boolean }>();

try {
  const config = readConfig({
    ...process.env,
    ...(options.port && { YOUZHANG_PORT: options.port }),
    ...(options.data && { YOUZHANG_DATA: typed(options.data) }),
    ...(options.demo && { YOUZHANG_DEMO: options.demo }),
    ...(options.demoPolicy && { YOUZHANG_DEMO_POLICY: options.demoPolicy }),
    ...(!options.worker && { YOUZHANG_WORKER: "false" }),
  });
  // Told before the console is built, which may take a minute.
  await demoPolicy(config.demoPolicy);
  await buildConsole();
  await serve(config);
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}

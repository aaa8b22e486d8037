import { execFile } from "node:child_process";
import { stat } from "node:fs/promises";
import { promisify } from "node:util";
import { buildWidget } from "./build-widget.ts";
import { newest } from "./newest.ts";

/** Builds the console, and the chat that pages embed, where they are missing or older than their sources. */
export async function buildConsole(): Promise<void> {
  await buildWidget();
  const built = await stat("console/dist/index.html").then(
    (file) => file.mtimeMs,
    () => 0,
  );
  if (built > Math.max(await newest("console/src"), await newest("api"))) return;
  console.error("Building the console ...");
  await promisify(execFile)("node_modules/.bin/vite", ["build", "console", "--logLevel", "error"]);
}

if (import.meta.main) await buildConsole();

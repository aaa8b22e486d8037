import { execFile } from "node:child_process";
import { stat } from "node:fs/promises";
import { promisify } from "node:util";
import { buildWidget } from "./build-widget.ts";
import { newest } from "./newest.ts";

/** Builds the console, the customers' portal and the chat that pages embed, where they are missing or older than their sources. */
export async function buildConsole(): Promise<void> {
  await buildWidget();
  await build("console", "Building the console ...");
  await build("portal", "Building the portal ...");
}

async function build(folder: string, words: string): Promise<void> {
  const built = await stat(`${folder}/dist/index.html`).then(
    (file) => file.mtimeMs,
    () => 0,
  );
  if (built > Math.max(await newest(`${folder}/src`), await newest("api"))) return;
  console.error(words);
  await promisify(execFile)("node_modules/.bin/vite", ["build", folder, "--logLevel", "error"]);
}

if (import.meta.main) await buildConsole();

import { execFile } from "node:child_process";
import { readFile, stat } from "node:fs/promises";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { newest } from "./newest.ts";

const built = "widget/dist/widget.js";
/** Pages of others load it: it must stay small. */
const mostBytes = 30_000;

/** Builds the chat that pages embed where it is missing or older than its sources. @throws where it has grown too large */
export async function buildWidget(): Promise<void> {
  const made = await stat(built).then(
    (file) => file.mtimeMs,
    () => 0,
  );
  if (made <= (await newest("widget/src"))) {
    console.error("Building the chat widget ...");
    await promisify(execFile)("node_modules/.bin/vite", ["build", "widget", "--logLevel", "error"]);
  }
  const bytes = gzipSync(await readFile(built)).length;
  if (bytes >= mostBytes) throw new Error(`${built} has ${bytes} bytes compressed; ${mostBytes} are too many.`);
}

if (import.meta.main) await buildWidget();

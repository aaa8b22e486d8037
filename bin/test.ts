// Runs the tests and then the browser journeys; the last line adds both up.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { buildConsole } from "./build-console.ts";

type Count = { passed: number; failed: number; skipped: number };

const words = process.argv.slice(2);
const folder = await mkdtemp(path.join(tmpdir(), "youzhang-test-"));
const report = (name: string) => path.join(folder, name);
const browser = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find(existsSync);

const counts = [await units()];
if (!words.length) counts.push(await journeys());
await rm(folder, { recursive: true, force: true });

const total = counts.reduce((sum, one) => ({
  passed: sum.passed + one.passed,
  failed: sum.failed + one.failed,
  skipped: sum.skipped + one.skipped,
}));
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed ? 1 : 0);

async function units(): Promise<Count> {
  const code = await run("vitest", [
    "run",
    ...words,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report("units.json")}`,
  ]);
  const result = await read<{
    numPassedTests: number;
    numFailedTests: number;
    numPendingTests: number;
    numFailedTestSuites: number;
  }>("units.json");
  if (!result) return { passed: 0, failed: 1, skipped: 0 };
  // A file that broke before its first test is a failure too.
  const failed = result.numFailedTests || (code ? Math.max(1, result.numFailedTestSuites) : 0);
  return { passed: result.numPassedTests, failed, skipped: result.numPendingTests };
}

async function journeys(): Promise<Count> {
  if (!browser) {
    const names = await listJourneys();
    for (const name of names) console.log(`skipped, no browser: ${name}`);
    return { passed: 0, failed: 0, skipped: names.length };
  }
  await buildConsole();
  const code = await run("playwright", ["test", "--reporter=list,json"], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: report("journeys.json"),
    CHROMIUM: browser,
  });
  const result = await read<{ stats: { expected: number; unexpected: number; skipped: number; flaky: number } }>(
    "journeys.json",
  );
  if (!result) return { passed: 0, failed: 1, skipped: 0 };
  const { expected, unexpected, skipped, flaky } = result.stats;
  return { passed: expected + flaky, failed: unexpected || (code ? 1 : 0), skipped };
}

async function listJourneys(): Promise<string[]> {
  const { readdir } = await import("node:fs/promises");
  const files = (await readdir("e2e", { recursive: true }).catch(() => [])).filter((name) =>
    /\.(spec|e2e)\.ts$/.test(name),
  );
  const texts = await Promise.all(files.map((name) => readFile(path.join("e2e", name), "utf8")));
  return texts.flatMap((text, i) =>
    [...text.matchAll(/\btest\(\s*["'`](.+?)["'`]/g)].map((match) => `${files[i]}: ${match[1]}`),
  );
}

function run(command: string, args: string[], env: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(`node_modules/.bin/${command}`, args, { stdio: "inherit", env: { ...process.env, ...env } });
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

async function read<T>(name: string): Promise<T | undefined> {
  const text = await readFile(report(name), "utf8").catch(() => undefined);
  return text ? (JSON.parse(text) as T) : undefined;
}

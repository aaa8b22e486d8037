import { spawn } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { Command } from "commander";
import { Refusal, voiceOf } from "./command.ts";

/** The benchmarks, by the line in which each says how it is run. */
async function benches(): Promise<{ name: string; about: string }[]> {
  const files = (await readdir("bench")).filter((file) => file.endsWith(".ts")).sort();
  const found = await Promise.all(
    files.map(async (file) => {
      const head = (await readFile(`bench/${file}`, "utf8")).match(/^(\/\/.*\n)+/)?.[0] ?? "";
      return head.includes(`node bench/${file}`)
        ? [{ name: file.replace(/\.ts$/, ""), about: head.split("\n")[0]!.replace(/^\/\/\s*/, "") }]
        : [];
    }),
  );
  return found.flat();
}

export const benchCommand = new Command("bench")
  .description("measure speed, as ratios; without a name it lists what there is (see bench/README.md)")
  .argument("[name]", "which one")
  .argument("[words...]", "passed on to it, after --")
  .option("--json", "answer in JSON (the list)")
  .action(async (name: string | undefined, words: string[], options: { json?: boolean }) => {
    const all = await benches();
    if (!name)
      return voiceOf(Boolean(options.json)).result(
        all,
        all.map((one) => `${one.name.padEnd(10)} ${one.about}`),
      );
    if (!all.some((one) => one.name === name))
      throw new Refusal(`There is no benchmark ${name}: choose ${all.map((one) => one.name).join(", ")}.`, 2);
    const child = spawn(process.execPath, [`bench/${name}.ts`, ...words], { stdio: "inherit" });
    const code = await new Promise<number>((resolve) => child.once("exit", (ended) => resolve(ended ?? 1)));
    if (code) throw new Refusal("");
  });

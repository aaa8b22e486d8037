import { Command } from "commander";
import { typed } from "./paths.ts";
import { readConfig } from "../../server/platform/config.ts";
import type { Config } from "../../server/platform/config.ts";
import { startEmbedded } from "../../server/platform/postgres/embedded.ts";
import { closeServices, modules, openServices } from "../../server/app.ts";
import { systemActor } from "../../server/platform/actor.ts";
import { aloneOn } from "../../server/platform/alone.ts";
import { holderOf } from "../../server/platform/data-folder.ts";
import { knownGrants } from "../../server/platform/grants.ts";
import { within } from "../../server/platform/within.ts";
import type { Services } from "../../server/platform/services.ts";
import type { Language } from "../../server/platform/text.ts";

/** What every command says: people read lines, programs read `--json`. */
export type Voice = {
  /** The result: `lines` for people, `data` for programs. */
  readonly result: (data: unknown, lines: readonly string[]) => void;
  /** Where the work has come to; only on a terminal. */
  readonly progress: (done: number, total: number | null, what?: string) => void;
};

export const voiceOf = (json: boolean): Voice => ({
  result: (data, lines) => {
    if (process.stderr.isTTY && !json) process.stderr.write("\r\x1b[K");
    console.log(json ? JSON.stringify(data, plain) : lines.join("\n"));
  },
  progress: (done, total, what = "") => {
    if (!process.stderr.isTTY || json) return;
    const share = total ? ` ${Math.floor((done / total) * 100)} %` : "";
    process.stderr.write(
      `\r\x1b[K${done.toLocaleString("en")}${total ? ` of ${total.toLocaleString("en")}` : ""}${share} ${what}`,
    );
  },
});

const plain = (_: string, value: unknown) => (typeof value === "bigint" ? value.toString() : value);

/** A command that failed as people can understand; the exit code says so to programs. */
export class Refusal extends Error {
  readonly exitCode: number;
  constructor(message: string, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

export const command = (name: string, description: string): Command =>
  new Command(name)
    .description(description)
    .option("--json", "answer in JSON")
    .option("--data <folder>", "the installation's folder (default data)");

export type Common = { json?: boolean; data?: string };

const configOf = (options: Common): Config =>
  readConfig({ ...process.env, ...(options.data && { YOUZHANG_DATA: typed(options.data) }) });

/**
 * Runs `work` on the installation's database, beside a running server or, where none runs, on a database started for it.
 * Whoever leaves last stops the database.
 */
export async function withDatabase<T>(options: Common, work: (url: string, config: Config) => Promise<T>): Promise<T> {
  const config = configOf(options);
  const embedded = config.databaseUrl ? undefined : await startEmbedded({ dataDir: config.dataDir });
  const url = config.databaseUrl ?? embedded!.url;
  const leave = async () => {
    if (embedded && !(await holderOf(config.dataDir)) && (await aloneOn(url, 0))) await embedded.stop();
  };
  const broken = () =>
    void within(10_000, embedded && !embedded.found ? embedded.stop() : leave()).then(() => process.exit(130));
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, broken);
  try {
    return await work(url, config);
  } finally {
    await leave();
  }
}

export const withServices = <T>(options: Common, work: (services: Services) => Promise<T>): Promise<T> =>
  withDatabase(options, async (url, config) => {
    const services = await openServices(config, url);
    try {
      return await work(services);
    } finally {
      await closeServices(services);
    }
  });

/** Whoever owns the machine may do everything; the trail says that it came from here. */
export const operator = systemActor("command line", knownGrants(modules));

/** In which language people are answered here. */
export const language: Language = process.env.LANG?.startsWith("zh") ? "zh" : "en";

/** A day (its beginning in China) or an instant, as an instant. @throws Refusal where it is neither */
export function instantOf(text: string, option: string): string {
  const parsed = new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00+08:00` : text);
  if (Number.isNaN(parsed.getTime()) || !/^\d{4}-\d{2}-\d{2}/.test(text))
    throw new Refusal(`${option}: ${text} is no day such as 2026-06-30.`, 2);
  return parsed.toISOString();
}

import { Command } from "commander";
import { readConfig } from "../../server/platform/config.ts";
import type { Config } from "../../server/platform/config.ts";
import { startEmbedded } from "../../server/platform/postgres/embedded.ts";
import { closeServices, openServices } from "../../server/app.ts";
import type { Services } from "../../server/platform/services.ts";

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

export const configOf = (options: Common): Config =>
  readConfig({ ...process.env, ...(options.data && { YOUZHANG_DATA: options.data }) });

/** Runs `work` on the installation's database, beside a running server or, where none runs, on a database started for it. */
export async function withDatabase<T>(options: Common, work: (url: string, config: Config) => Promise<T>): Promise<T> {
  const config = configOf(options);
  const embedded = config.databaseUrl ? undefined : await startEmbedded({ dataDir: config.dataDir });
  try {
    return await work(config.databaseUrl ?? embedded!.url, config);
  } finally {
    if (embedded && !embedded.found) await embedded.stop();
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

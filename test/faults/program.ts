import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readdir, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { setTimeout as pause } from "node:timers/promises";

export const root = fileURLToPath(new URL("../../", import.meta.url));

/** A data folder of one's own that the database's user can walk to; not made yet. */
export const newFolder = () => `/tmp/youzhang-fault-${randomBytes(5).toString("hex")}`;

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export type Started = {
  readonly child: ChildProcess;
  readonly port: number;
  readonly output: () => string;
  /** The exit code, once it has ended. */
  readonly ended: Promise<number | null>;
  readonly signal: (name: NodeJS.Signals) => Promise<number | null>;
  readonly call: (method: string, url: string, body?: object, token?: string) => Promise<{ status: number; body: any }>;
};

export type Setting = {
  readonly dataDir: string;
  readonly port?: number;
  readonly environment?: Record<string, string>;
  readonly cwd?: string;
  readonly ids?: { uid: number; gid: number };
};

/** Runs the product as a process of its own; what it says is kept. */
export async function begin({ dataDir, port, environment, cwd = root, ids }: Setting): Promise<Started> {
  const at = port ?? (await freePort());
  const child = spawn(path.join(cwd, "node_modules/node/bin/node"), ["server/main.ts"], {
    cwd,
    ...ids,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH: process.env.PATH ?? "",
      LANG: "en_US.UTF-8",
      YOUZHANG_DATA: dataDir,
      YOUZHANG_PORT: String(at),
      YOUZHANG_DEMO: "none",
      YOUZHANG_RATE_LIMIT: "0",
      ...environment,
    },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  const ended = new Promise<number | null>((resolve) => child.once("close", (code) => resolve(code)));
  const call: Started["call"] = async (method, url, body, token) => {
    const reply = await fetch(`http://127.0.0.1:${at}/api/v1${url}`, {
      method,
      headers: {
        ...(body && { "content-type": "application/json" }),
        ...(token && { authorization: `Bearer ${token}` }),
        "accept-language": "en",
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await reply.text();
    return { status: reply.status, body: text.startsWith("{") ? JSON.parse(text) : text };
  };
  return {
    child,
    port: at,
    output: () => output,
    ended,
    signal: (name) => {
      child.kill(name);
      return ended;
    },
    call,
  };
}

/** The same, once it serves. @throws Error with all it said where it ends before */
export async function start(setting: Setting): Promise<Started> {
  const started = await begin(setting);
  let code: number | null | undefined;
  void started.ended.then((ended) => (code = ended));
  while (!started.output().includes("Youzhang is ready")) {
    if (code !== undefined) throw new Error(`It ended with ${code}:\n${started.output()}`);
    await pause(25);
  }
  return started;
}

/** What a start says that is refused, and its exit code. */
export async function refused(setting: Setting): Promise<{ code: number | null; output: string }> {
  const { ended, output, child } = await begin(setting);
  const timer = setTimeout(() => child.kill("SIGKILL"), 60_000);
  const code = await ended;
  clearTimeout(timer);
  return { code, output: output() };
}

/** Processes whose command line names `text`. */
export async function processesWith(text: string): Promise<number[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")));
  return pids.filter((_, index) => lines[index]!.includes(text)).map(Number);
}

/** Waits until something holds. @throws Error after `ms` */
export async function until(what: string, holds: () => Promise<boolean> | boolean, ms = 30_000): Promise<void> {
  for (const end = Date.now() + ms; !(await holds()); await pause(50))
    if (Date.now() > end) throw new Error(`It did not come to this: ${what}`);
}

/** Ends what still runs on a data folder, and removes it. */
export async function clear(dataDir: string, started: readonly (Started | undefined)[]): Promise<void> {
  for (const one of started) if (one && one.child.exitCode === null) await one.signal("SIGKILL");
  for (const pid of await processesWith(dataDir)) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It ended at this moment.
    }
  }
  await rm(dataDir, { recursive: true, force: true });
}

/** Runs a command to its end. */
export const run = (
  command: string,
  args: readonly string[],
  options: { env?: Record<string, string>; cwd?: string } = {},
): Promise<{ code: number; out: string; err: string }> =>
  new Promise((resolve) => {
    execFile(
      command,
      args,
      { cwd: options.cwd ?? root, env: { ...process.env, ...options.env }, maxBuffer: 64 * 1024 * 1024 },
      (error, out, err) => resolve({ code: error ? (typeof error.code === "number" ? error.code : 1) : 0, out, err }),
    );
  });

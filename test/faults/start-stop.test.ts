import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { begin, clear, freePort, newFolder, processesWith, refused, type Started, start, until } from "./program.ts";

let dataDir: string;
let started: (Started | undefined)[];
beforeEach(() => {
  dataDir = newFolder();
  started = [];
});
afterEach(() => clear(dataDir, started));

const run = async (setting: Partial<Parameters<typeof start>[0]> = {}) => {
  const one = await start({ dataDir, ...setting });
  started.push(one);
  return one;
};
const ready = async (one: Started) => (await one.call("GET", "/ready")).status;
const databases = () => processesWith(path.join(dataDir, "postgresql"));

test.each(["SIGINT", "SIGTERM"] as const)(
  "%s stops web, worker and database; the next start keeps all data and takes seconds",
  { timeout: 120_000 },
  async (signal) => {
    const first = await run();
    expect(await ready(first)).toBe(200);
    const key = await readFile(path.join(dataDir, "keys/master.key"), "utf8");
    expect(await first.signal(signal)).toBe(0);
    expect(await databases()).toEqual([]);
    await expect(readFile(path.join(dataDir, "youzhang.pid"))).rejects.toThrow("ENOENT");
    const before = Date.now();
    const second = await run();
    expect(Date.now() - before).toBeLessThan(20_000);
    expect(await readFile(path.join(dataDir, "keys/master.key"), "utf8")).toBe(key);
    expect(await ready(second)).toBe(200);
    expect(await second.signal(signal)).toBe(0);
  },
);

test("a signal while it still starts leaves no database behind", { timeout: 120_000 }, async () => {
  const one = await begin({ dataDir });
  started.push(one);
  await until("the database begins", async () => (await databases()).length > 0);
  expect(await one.signal("SIGTERM"), one.output()).toBe(0);
  expect(await databases()).toEqual([]);
});

test("killed with -9 it leaves a database, which the next start takes over", { timeout: 120_000 }, async () => {
  const first = await run();
  const [database] = await databases();
  await first.signal("SIGKILL");
  const second = await run();
  expect(await databases()).toContain(database);
  expect(await ready(second)).toBe(200);
  expect(await second.signal("SIGTERM")).toBe(0);
  expect(await databases()).toEqual([]);
});

test("killed with -9 together with its database it recovers", { timeout: 120_000 }, async () => {
  const first = await run();
  const dead = await databases();
  for (const pid of [first.child.pid!, ...dead]) process.kill(pid, "SIGKILL");
  await first.ended;
  const second = await run();
  expect(await ready(second)).toBe(200);
});

test("a mark of a process number that another program has now holds nothing", { timeout: 120_000 }, async () => {
  await mkdir(dataDir, { recursive: true });
  await writeFile(path.join(dataDir, "youzhang.pid"), `${process.pid} 1`);
  expect(await ready(await run())).toBe(200);
});

test("a database that outlived its deleted folder does not stand in the way", { timeout: 120_000 }, async () => {
  const first = await run();
  const [orphan] = await databases();
  await first.signal("SIGKILL");
  await rm(dataDir, { recursive: true, force: true });
  const second = await run();
  expect(await databases()).not.toContain(orphan);
  expect(await ready(second)).toBe(200);
});

describe("a start is refused with a word on what to do", () => {
  test("where one runs already, or its port is taken", { timeout: 120_000 }, async () => {
    const first = await run();
    expect(await refused({ dataDir })).toEqual({
      code: 1,
      output: `Youzhang already runs on ${dataDir} (process ${first.child.pid}).\n`,
    });
    const other = newFolder();
    expect(await refused({ dataDir: other, port: first.port })).toEqual({
      code: 1,
      output: `Port ${first.port} is taken: stop what runs there, or start with --port.\n`,
    });
    expect(await processesWith(path.join(other, "postgresql"))).toEqual([]);
    await rm(other, { recursive: true, force: true });
    expect(await ready(first)).toBe(200);
  });

  test.each([
    ["YOUZHANG_PORT", "eighty", /YOUZHANG_PORT: /],
    ["DATABASE_URL", "mysql://x", /DATABASE_URL: must begin with postgresql/],
    ["YOUZHANG_MASTER_KEY", "c2hvcnQ=", /YOUZHANG_MASTER_KEY must hold 32 bytes/],
  ])("for %s=%s", async (name, value, words) => {
    const { code, output } = await refused({ dataDir, environment: { [name]: value } });
    expect(code).toBe(1);
    expect(output).toMatch(words);
    expect(output).not.toMatch(/\n\s+at /);
    expect(await databases()).toEqual([]);
  });

  test("for a database that is not there", async () => {
    const port = await freePort();
    const { code, output } = await refused({
      dataDir,
      environment: { DATABASE_URL: `postgresql://nobody@127.0.0.1:${port}/none` },
    });
    expect({ code, output }).toEqual({
      code: 1,
      output: "The database at DATABASE_URL cannot be reached (ECONNREFUSED).\n",
    });
  });

  test("for a data folder that is a file", async () => {
    await writeFile(dataDir, "");
    expect(await refused({ dataDir })).toMatchObject({
      code: 1,
      output: expect.stringContaining(`Cannot write to ${dataDir}`),
    });
  });

  test("for an address that is not this machine's", { timeout: 60_000 }, async () => {
    const { code, output } = await refused({ dataDir, environment: { YOUZHANG_HOST: "192.0.2.1" } });
    expect({ code, output }).toMatchObject({ code: 1, output: expect.stringMatching(/^Cannot listen on 192.0.2.1/) });
    expect(await databases()).toEqual([]);
  });
});

test("a foreign program on the port is named, not waited for", { timeout: 60_000 }, async () => {
  const port = await freePort();
  const foreign = createServer().listen(port, "127.0.0.1");
  try {
    expect(await refused({ dataDir, port })).toMatchObject({ code: 1, output: expect.stringContaining(String(port)) });
  } finally {
    foreign.close();
  }
});

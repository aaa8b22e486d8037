import { execFile } from "node:child_process";
import { chmod, mkdir, readdir, rm, statfs } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { demoEmail, demoPassword } from "../../server/demo/company.ts";
import { newCustomer } from "../customers.ts";
import { namesMapping } from "./names.ts";
import { clear, newFolder, run, type Started, start, until } from "./program.ts";

const sh = promisify(execFile);
const disk = newFolder();
const dataDir = path.join(disk, "data");
let server: Started | undefined;

/** Only root can mount a disk of a few hundred megabytes. */
const mounted = await mountSmallDisk();
async function mountSmallDisk(): Promise<boolean> {
  if (process.getuid?.() !== 0) return false;
  await mkdir(disk);
  return sh("mount", ["-t", "tmpfs", "-o", "size=900m,mode=755", "tmpfs", disk]).then(
    () => true,
    () => false,
  );
}

const ballast = path.join(disk, "ballast");
/** Leaves so many bytes free. */
async function leave(bytes: number) {
  const { bavail, bsize } = await statfs(disk);
  await sh("fallocate", ["-l", String(bavail * bsize - bytes), ballast]);
}
const free = () => rm(ballast, { force: true });

beforeAll(async () => {
  if (!mounted) return;
  await chmod(disk, 0o755);
  server = await start({ dataDir, environment: { YOUZHANG_DEMO: "small" } });
}, 120_000);
afterAll(async () => {
  await free();
  await clear(dataDir, [server]);
  if (mounted) await sh("umount", ["-l", disk]);
  await rm(disk, { recursive: true, force: true });
}, 60_000);

const signIn = async () =>
  (await server!.call("POST", "/sessions", { email: demoEmail("data_group"), password: demoPassword })).body
    .token as string;

async function upload(token: string, content: string) {
  const form = new FormData();
  form.set("file", new Blob([content]), "many.csv");
  const reply = await fetch(`http://127.0.0.1:${server!.port}/api/v1/files`, {
    method: "POST",
    body: form,
    headers: { authorization: `Bearer ${token}`, "accept-language": "en" },
  });
  return { status: reply.status, body: (await reply.json()) as any };
}

test.skipIf(!mounted)(
  "a full disk stops uploads, backups and writes with a word, leaves nothing half-written, and all goes on with space",
  { timeout: 240_000 },
  async () => {
    const token = await signIn();
    const big = `编号,姓名\n${"x".repeat(3_000_000)}\n`;
    await leave(1_000_000);
    const refused = await upload(token, big);
    expect(refused).toMatchObject({ status: 507, body: { code: "files.disk_full" } });
    expect(
      (await readdir(path.join(dataDir, "files")).catch(() => [])).filter((name) => name.endsWith(".part")),
    ).toEqual([]);

    // Packed tables are small: next to nothing is left for them.
    await free();
    await leave(100_000);
    const backup = await run("bin/youzhang", ["backup", path.join(disk, "backup"), "--data", dataDir]);
    expect(backup).toMatchObject({ code: 1, err: expect.stringContaining("The disk is full: no backup was written.") });
    expect((await readdir(disk)).filter((name) => name.startsWith("backup"))).toEqual([]);
    await free();
    expect((await upload(token, big)).status).toBe(201);

    // Now the database itself runs out of space in mid-import.
    const rows = Array.from({ length: 40_000 }, (_, i) => `F${i},满盘${i}`);
    const { body: file } = await upload(token, `编号,姓名\n${rows.join("\n")}\n`);
    await leave(4_000_000);
    const mapping = namesMapping;
    const started = await server!.call("POST", "/imports", { fileId: file.id, mapping }, token);
    expect(started.status, JSON.stringify(started.body)).toBe(202);
    const answered = new Set<number>();
    const imports = async () => {
      const reply = await server!.call("GET", "/imports?limit=1", undefined, token);
      answered.add(reply.status);
      return reply.body.items?.[0] as { state: string; problem: any; counts: any } | undefined;
    };
    const poke = async () => {
      const reply = await server!.call("POST", "/customers", newCustomer({ name: "满盘时" }), token);
      answered.add(reply.status);
      return reply.status;
    };
    // Either a statement is refused for space, or the database ends for want of it; both are said.
    await until(
      "the disk is felt",
      async () => {
        const one = await imports();
        const status = await poke();
        return (one && one.state === "failed") || status === 507 || status === 503;
      },
      60_000,
    );
    expect([...answered].filter((status) => ![200, 201, 202, 503, 507].includes(status))).toEqual([]);

    await free();
    await until("customers can be added again", async () => (await poke()) === 201, 60_000);
    await until(
      "the import has ended",
      async () => !["queued", "running", undefined].includes((await imports())?.state),
      120_000,
    );
    const ended = (await imports())!;
    if (ended.state === "failed") {
      expect(ended.problem.code).toBe("platform.disk_full");
      const again = await server!.call("POST", "/imports", { fileId: file.id, mapping }, token);
      expect(again.status).toBe(202);
      await until("it is imported", async () => (await imports())?.state === "done", 120_000);
    }
    const { counts } = (await imports())!;
    expect(counts.new + counts.unchanged).toBe(rows.length);
  },
);

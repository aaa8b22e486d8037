import { copyFile, mkdir, readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { demoEmail, demoPassword } from "../../server/demo/company.ts";
import { newCustomer } from "../customers.ts";
import { clear, newFolder, processesWith, run, type Started, start } from "./program.ts";

const dataDir = newFolder();
const restored = newFolder();
const folder = newFolder();
let server: Started;
let other: Started | undefined;
beforeAll(async () => {
  server = await start({ dataDir, environment: { YOUZHANG_DEMO: "small" } });
}, 120_000);
afterAll(async () => {
  await clear(dataDir, [server]);
  await clear(restored, [other]);
  await rm(folder, { recursive: true, force: true });
});

const signIn = async (to: Started, role: string) =>
  (await to.call("POST", "/sessions", { email: demoEmail(role), password: demoPassword })).body.token as string;
const youzhang = (...words: string[]) => run("bin/youzhang", [...words, "--json"]);

test(
  "a backup taken while customers are added restores to one instant, sealed values readable, by the command line alone",
  { timeout: 180_000 },
  async () => {
    const token = await signIn(server, "data_group");
    let writing = true;
    let written = 0;
    const writer = (async () => {
      for (; writing; written++) {
        const body = newCustomer(
          { name: `备份期间${written}`, externalKey: `W${written}` },
          { contacts: [{ kind: "phone", value: `1392${String(written).padStart(7, "0")}` }] },
        );
        const reply = await server.call("POST", "/customers", body, token);
        expect(reply.status, JSON.stringify(reply.body)).toBe(201);
      }
    })();
    const saved = await youzhang("backup", folder, "--data", dataDir);
    const during = written;
    writing = false;
    await writer;
    expect(saved).toMatchObject({ code: 0 });
    expect(during).toBeGreaterThan(3);
    expect(JSON.parse(saved.out)).toMatchObject({ files: expect.any(Number), tables: expect.any(Number) });
    expect((await stat(folder)).isDirectory()).toBe(true);

    await mkdir(path.join(restored, "keys"), { recursive: true });
    await copyFile(path.join(dataDir, "keys/master.key"), path.join(restored, "keys/master.key"));
    expect(await youzhang("restore", folder, "--data", restored)).toMatchObject({ code: 0 });
    // The command ran the database for itself, and took it down again.
    expect(await processesWith(path.join(restored, "postgresql"))).toEqual([]);

    other = await start({ dataDir: restored });
    const there = await signIn(other, "data_group");
    const kept: number[] = [];
    for (let n = 0; n < written; n++) {
      const search = `/customers?q=${encodeURIComponent(`1392${String(n).padStart(7, "0")}`)}`;
      const { body } = await other.call("GET", search, undefined, there);
      if (!body.items.length) continue;
      kept.push(n);
      const id = body.items[0].customerId ?? body.items[0].id;
      const { body: events } = await other.call("GET", `/customers/${id}/events`, undefined, there);
      expect(events.items.length).toBeGreaterThan(0);
    }
    // Whoever was written before the instant is there, nobody written after: no gaps.
    expect(kept).toEqual(Array.from({ length: kept.length }, (_, n) => n));
    expect(kept.length).toBeLessThan(written);
  },
);

test("the command line says what is off", { timeout: 60_000 }, async () => {
  const again = await youzhang("backup", folder, "--data", dataDir);
  expect(again).toMatchObject({ code: 1, err: expect.stringContaining("exists already") });
  const used = await youzhang("restore", folder, "--data", dataDir);
  expect(used).toMatchObject({ code: 1, err: expect.stringContaining("in use") });
  const none = await youzhang("restore", `${folder}-none`, "--data", dataDir);
  expect(none).toMatchObject({ code: 1, err: expect.stringContaining(`${folder}-none`) });
  expect((await youzhang("backup")).code).toBe(2);
  expect((await readdir("/tmp")).filter((name) => name.startsWith(`${path.basename(folder)}.`))).toEqual([]);
});

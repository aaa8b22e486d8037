import { writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { demoEmail, demoPassword } from "../../server/demo/company.ts";
import { namesMapping } from "./names.ts";
import { clear, newFolder, processesWith, root, run, type Started, start, until } from "./program.ts";

const dataDir = newFolder();
let server: Started;
beforeAll(async () => {
  server = await start({ dataDir, environment: { YOUZHANG_DEMO: "small" } });
}, 120_000);
afterAll(() => clear(dataDir, [server]));

const signIn = async () =>
  (await server.call("POST", "/sessions", { email: demoEmail("data_group"), password: demoPassword })).body
    .token as string;
const databases = () => processesWith(path.join(dataDir, "postgresql"));
const killDatabase = async () => {
  for (const pid of await databases()) process.kill(pid, "SIGKILL");
};

test(
  "a database that dies is started again: requests are told to wait, then go on without a restart",
  { timeout: 90_000 },
  async () => {
    const token = await signIn();
    const before = (await server.call("GET", "/customers?limit=1", undefined, token)).body;
    await killDatabase();
    const seen = new Map<number, any>();
    await until("customers are listed again", async () => {
      const { status, body } = await server.call("GET", "/customers?limit=1", undefined, token);
      seen.set(status, body);
      // What the dead server left running may answer once more; the gap comes after it.
      return status === 200 && seen.has(503);
    });
    expect([...seen.keys()].filter((status) => status !== 200 && status !== 503)).toEqual([]);
    expect(seen.get(503)).toMatchObject({ code: "platform.database_away", status: 503 });
    expect(seen.get(200)).toEqual(before);
    expect(await server.call("GET", "/health")).toMatchObject({ status: 200 });
    expect(server.output()).toContain("The database has stopped; it is being started again.");
  },
);

const rows = 60_000;
const file = path.join("/tmp", `${path.basename(dataDir)}.csv`);
const mapping = `${file}.yaml`;
const contacts = [{ kind: "phone", from: { column: "手机" } }];
const lines = (count: number) =>
  Array.from({ length: count }, (_, i) => `A${i},客户${i},1371${String(i).padStart(7, "0")}`);

const runs = async (token: string) => (await server.call("GET", "/imports?limit=1", undefined, token)).body.items[0];

test(
  "an import goes on after the database died under it, and after the whole program was killed: nothing lost, nothing doubled",
  { timeout: 240_000 },
  async () => {
    await writeFile(file, `编号,姓名,手机\n${lines(rows).join("\n")}\n`);
    await writeFile(mapping, JSON.stringify({ ...namesMapping, contacts }));
    let token = await signIn();
    const form = new FormData();
    form.set("file", new Blob([`编号,姓名,手机\n${lines(rows).join("\n")}\n`]), "many.csv");
    const upload = await fetch(`http://127.0.0.1:${server.port}/api/v1/files`, {
      method: "POST",
      body: form,
      headers: { authorization: `Bearer ${token}` },
    });
    const { id: fileId } = (await upload.json()) as { id: string };
    const started = await server.call(
      "POST",
      "/imports",
      {
        fileId,
        mapping: { ...namesMapping, contacts },
      },
      token,
    );
    expect(started.status, JSON.stringify(started.body)).toBe(202);
    const begun = () => runs(token).then((one) => one.done > 0);
    await until("the import is under way", begun);
    await killDatabase();
    let least = 0;
    await until("it goes on", async () => {
      const one = await runs(token).catch(() => undefined);
      if (!one) return false;
      least ||= one.done;
      return one.done > least || one.state !== "running";
    });
    expect((await runs(token)).state).toBe("running");

    await server.signal("SIGKILL");
    server = await start({ dataDir, environment: { YOUZHANG_DEMO: "small" } });
    token = await signIn();
    const back = Date.now();
    const at = (await runs(token)).done;
    await until(
      "it goes on at once",
      async () => (await runs(token)).done > at || (await runs(token)).state === "done",
    );
    expect(Date.now() - back).toBeLessThan(25_000);
    await until("it is done", async () => (await runs(token)).state === "done", 120_000);
    expect((await runs(token)).counts).toEqual({ new: rows, updated: 0, unchanged: 0, refused: 0, customers: 0 });

    const again = await run("bin/youzhang", [
      "import",
      "customers",
      file,
      "--mapping",
      mapping,
      "--data",
      dataDir,
      "--json",
    ]);
    expect(JSON.parse(again.out).counts).toMatchObject({ new: 0, unchanged: rows, refused: 0 });
    expect(await run("rm", ["-f", file, mapping], { cwd: root })).toMatchObject({ code: 0 });
  },
);

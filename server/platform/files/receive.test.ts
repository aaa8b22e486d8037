import { mkdtemp, readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Writable } from "node:stream";
import { beforeEach, expect, test } from "vitest";
import { receiveFile } from "./receive.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "youzhang-files-"));
});

async function* bytes(count: number) {
  for (let i = 0; i < count; i++) yield Buffer.alloc(1000, i);
}

test("keeps the bytes with their size and hash", async () => {
  const target = path.join(folder, "sub", "a");
  const { size, sha256 } = await receiveFile(
    target,
    (async function* () {
      yield Buffer.from("abc");
    })(),
  );
  expect([size, sha256.toString("hex").slice(0, 8), await readFile(target, "utf8")]).toEqual([3n, "ba7816bf", "abc"]);
});

test("a full disk is said plainly, and nothing half-written stays", async () => {
  const full = () =>
    new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error("no space"), { code: "ENOSPC" })),
    });
  await expect(receiveFile(path.join(folder, "a"), bytes(3), undefined, full)).rejects.toMatchObject({
    code: "files.disk_full",
    status: 507,
  });
  expect(await readdir(folder)).toEqual([]);
});

test("more than the limit is refused, and nothing stays", async () => {
  await expect(receiveFile(path.join(folder, "a"), bytes(30), 10_000)).rejects.toMatchObject({
    code: "files.too_large",
    status: 413,
  });
  expect(await readdir(folder)).toEqual([]);
});

test("a broken upload leaves nothing", async () => {
  const broken = (async function* () {
    yield Buffer.from("half");
    throw new Error("gone");
  })();
  await expect(receiveFile(path.join(folder, "a"), broken)).rejects.toThrow("gone");
  expect(await readdir(folder)).toEqual([]);
});

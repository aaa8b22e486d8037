import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testApp } from "../../../test/app.ts";
import { systemActor } from "../actor.ts";
import { write } from "../context.ts";
import { keyOf } from "./master-key.ts";
import { reseal } from "./reseal.ts";
import { blind, keyIdOf, seal, unseal } from "./seal.ts";
import { addSealingKey, changeMasterKey, openVault, useSealingKey } from "./vault.ts";

const key = { id: 7, secret: randomBytes(32) };

test.each(["", "张三", "138 1234 5678", "𠮷".repeat(1000)])("what is sealed opens again: %s", (text) => {
  const sealed = seal(key, text, "contact.value");
  expect(unseal(key, sealed, "contact.value")).toBe(text);
  expect(keyIdOf(sealed)).toBe(7);
  if (text) expect(sealed.includes(Buffer.from(text))).toBe(false);
});

test("a sealed value opens neither altered, nor under another name, nor with another key", () => {
  const sealed = seal(key, "13812345678", "contact.value");
  const altered = Buffer.from(sealed);
  altered[altered.length - 1]! ^= 1;
  expect(() => unseal(key, altered, "contact.value")).toThrow();
  expect(() => unseal(key, sealed, "address.detail")).toThrow();
  expect(() => unseal({ id: 7, secret: randomBytes(32) }, sealed, "contact.value")).toThrow();
});

test("no two values share a nonce, and equal texts look different", () => {
  const nonces = new Set(Array.from({ length: 5_000 }, () => seal(key, "x", "c").subarray(2, 14).toString("hex")));
  expect(nonces.size).toBe(5_000);
});

test("blind indexes are equal for equal texts of one kind only", () => {
  expect(blind(key, "5678", "a")).toEqual(blind(key, "5678", "a"));
  expect(blind(key, "5678", "a")).not.toEqual(blind(key, "5678", "b"));
  expect(blind(key, "5678", "a")).not.toEqual(blind({ ...key, secret: randomBytes(32) }, "5678", "a"));
});

let t: Awaited<ReturnType<typeof testApp>>;
beforeAll(async () => {
  t = await testApp();
});
afterAll(() => t.close());

const master = keyOf(Buffer.alloc(32, 7), "test");

test("a new key seals, the old one still opens, and all is sealed anew", async () => {
  const old = t.services.vault;
  const owner = (await t.pool.query("select id from identity.staff limit 1")).rows[0].id;
  await t.pool.query("update identity.staff set totp_secret = $2 where id = $1", [
    owner,
    old.seal("SECRET", "staff.totpSecret"),
  ]);
  const id = await addSealingKey(t.pool, master);
  await write(t.services, { actor: systemActor("test") }, (ctx) => useSealingKey(ctx.query, id));
  const vault = await openVault(t.pool, master);
  expect(vault.sealingKey()).toBe(id);
  const columns = [{ table: "identity.staff", key: ["id"], column: "totp_secret", context: "staff.totpSecret" }];
  const services = { ...t.services, vault };
  expect(await reseal(services, columns)).toBe(1);
  expect(await reseal(services, columns)).toBe(0);
  const sealed = (await t.pool.query("select totp_secret from identity.staff where id = $1", [owner])).rows[0]
    .totp_secret;
  expect(keyIdOf(sealed)).toBe(id);
  expect(vault.open(sealed, "staff.totpSecret")).toBe("SECRET");
  vault.close();
});

test("another master key wraps the same data keys; the old master key no longer fits", async () => {
  const sealed = t.services.vault.seal("value", "c");
  const next = keyOf(randomBytes(32), "test");
  await changeMasterKey(t.pool, master, next);
  const vault = await openVault(t.pool, next);
  expect(vault.open(sealed, "c")).toBe("value");
  vault.close();
  await expect(openVault(t.pool, master)).rejects.toThrow("master key does not fit");
});

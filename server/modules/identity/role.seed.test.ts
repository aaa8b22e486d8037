import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { testApp } from "../../../test/app.ts";
import { systemActor } from "../../platform/actor.ts";
import { write } from "../../platform/context.ts";
import { seedRoles, type ShippedRole } from "./role.seed.ts";

let t: Awaited<ReturnType<typeof testApp>>;
beforeAll(async () => {
  t = await testApp(undefined, {}, true);
});
afterAll(() => t.close());
beforeEach(async () => {
  await t.pool.query("delete from identity.staff_role; delete from identity.role; delete from platform.setting");
});

const role = (key: string, ...grants: string[]): ShippedRole => ({ key, label: { zh: key, en: key }, grants });
const start = (...shipped: ShippedRole[]) =>
  write(t.services, { actor: systemActor("installation") }, (ctx) => seedRoles(ctx, shipped));
const held = async () =>
  Object.fromEntries(
    (await t.pool.query("select key, grants from identity.role order by key")).rows.map((row) => [row.key, row.grants]),
  );
const set = (key: string, ...grants: string[]) =>
  t.pool.query("update identity.role set grants = $2 where key = $1", [key, grants]);

test("a first start gives roles as shipped; a second changes nothing", async () => {
  await start(role("agent", "a.read"), role("lead", "a.read", "b.work"));
  await start(role("agent", "a.read"), role("lead", "a.read", "b.work"));
  expect(await held()).toEqual({ agent: ["a.read"], lead: ["a.read", "b.work"] });
});

test("a newer product adds what is new; what was taken away or deleted stays away", async () => {
  await start(role("agent", "a.read", "a.write"), role("lead", "a.read"));
  await set("agent", "a.read", "own.thing");
  await t.pool.query("delete from identity.role where key = 'lead'");
  await start(role("agent", "a.read", "a.write", "a.erase"), role("lead", "a.read", "b.work"));
  expect(await held()).toEqual({ agent: ["a.erase", "a.read", "own.thing"] });
  const { rows } = await t.pool.query("select data from platform.event where kind = 'identity.role.changed'");
  expect(rows.map((row) => row.data)).toEqual([{ key: "agent", added: ["a.erase"], removed: [] }]);
});

test("a house from before gets what belongs to rooms that nobody had rights to", async () => {
  await start(role("agent", "a.read", "a.write"));
  await t.pool.query("delete from platform.setting where name = 'roles.shipped'");
  await set("agent", "a.read");
  await start(role("agent", "a.read", "a.write", "service.tickets.read", "ticket.basic:read"));
  expect(await held()).toEqual({ agent: ["a.read", "service.tickets.read", "ticket.basic:read"] });
});

test("two machines that start at once", async () => {
  await Promise.all([start(role("agent", "a.read")), start(role("agent", "a.read")), start(role("agent", "a.read"))]);
  await Promise.all([start(role("agent", "a.read", "b.work")), start(role("agent", "a.read", "b.work"))]);
  expect(await held()).toEqual({ agent: ["a.read", "b.work"] });
});

import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { systemActor } from "../platform/actor.ts";
import { shippedCalendars, writeCalendar } from "../platform/calendar/index.ts";
import { write } from "../platform/context.ts";
import { newId } from "../platform/ids.ts";
import type { Services } from "../platform/services.ts";
import { hashPassword } from "../modules/identity/index.ts";

type RoleSeed = { key: string; label: object; actions: string[]; fields: Record<string, Record<string, string[]>> };

/** Loads the demo company once; a second start finds it there. */
export async function loadDemo(services: Services, _size: "small" | "full"): Promise<void> {
  await write(services, { actor: systemActor("demo") }, async (ctx) => {
    if (await ctx.tx.selectFrom("platform.setting").selectAll().where("name", "=", "demo").executeTakeFirst()) return;
    const roles = parse(await readFile(new URL("../../db/seed/roles.yaml", import.meta.url), "utf8")) as RoleSeed[];
    const department = newId();
    await ctx.tx.insertInto("identity.department").values({ id: department, code: "HQ", name: "总部" }).execute();
    const passwordHash = await hashPassword("youzhang demo");
    for (const role of roles) {
      const roleId = newId();
      const staffId = newId();
      const grants = [...role.actions, ...Object.entries(role.fields).flatMap(([noun, groups]) => Object.entries(groups).flatMap(([group, levels]) => levels.map((level) => `${noun}.${group}:${level}`)))];
      await ctx.tx.insertInto("identity.role").values({ id: roleId, key: role.key, label: JSON.stringify(role.label), grants }).execute();
      await ctx.tx.insertInto("identity.staff").values({ id: staffId, email: `${role.key.replace("_", ".")}@demo.example`, name: (role.label as { zh: string }).zh, departmentId: department, passwordHash }).execute();
      await ctx.tx.insertInto("identity.staffRole").values({ staffId, roleId }).execute();
    }
    await ctx.tx.insertInto("platform.setting").values({ name: "demo", value: JSON.stringify({ loaded: true }) }).execute();
  });
  const client = await services.pool.connect();
  const year = services.clock.now().getUTCFullYear();
  for (const calendar of shippedCalendars) await writeCalendar(client, calendar, year - 3, year + 2);
  client.release();
}

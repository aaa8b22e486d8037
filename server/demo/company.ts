import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { systemActor } from "../platform/actor.ts";
import { shippedCalendars, writeCalendar } from "../platform/calendar/index.ts";
import { type Context, write } from "../platform/context.ts";
import { newId } from "../platform/ids.ts";
import type { Services } from "../platform/services.ts";
import { hashPassword, seedRoles } from "../modules/identity/index.ts";
import { seedKnowledge } from "../modules/service/index.ts";
import { ensureDocument, insertDraft, putInForce, readPack } from "../modules/policy/index.ts";

type RoleSeed = {
  key: string;
  label: { zh: string; en: string };
  actions: string[];
  fields: Record<string, Record<string, string[]>>;
};

/** The sign-ins of the demo company: one for each role. */
export const demoPassword = "youzhang demo";
export const demoEmail = (role: string): string => `${role.replaceAll("_", ".")}@demo.example`;

const seed = (name: string) => readFile(new URL(`../../db/seed/${name}`, import.meta.url), "utf8");

/** What every installation begins with: roles and calendars. */
export async function seedBasics(services: Services): Promise<void> {
  const roles = parse(await seed("roles.yaml")) as RoleSeed[];
  await write(services, { actor: systemActor("installation") }, async (ctx) => {
    const shipped = roles.map(({ key, label, ...role }) => ({ key, label, grants: grantsOf(role) }));
    await seedRoles(ctx, shipped);
  });
  const year = services.clock.now().getUTCFullYear();
  for (const calendar of shippedCalendars) {
    const { rowCount } = await services.pool.query("select 1 from platform.calendar where name = $1", [calendar.name]);
    if (!rowCount) await writeCalendar(services.pool, calendar, year - 3, year + 2);
  }
}

const grantsOf = (role: Pick<RoleSeed, "actions" | "fields">) => [
  ...role.actions,
  ...Object.entries(role.fields).flatMap(([noun, groups]) =>
    Object.entries(groups).flatMap(([group, levels]) => levels.map((level) => `${noun}.${group}:${level}`)),
  ),
];

const departments = [
  ["HQ", "总部", "Head office", null],
  ["CS", "客户服务部", "Customer service", "HQ"],
  ["HL", "热线中心", "Hotline", "CS"],
  ["DATA", "客户数据组", "Customer data group", "CS"],
  ["MKT", "市场部", "Marketing", "HQ"],
  ["SALES", "大客户部", "Key accounts", "HQ"],
  ["OPS", "运维部", "Field operations", "HQ"],
  ["FIN", "财务部", "Finance", "HQ"],
  ["SUP", "监督组", "Supervision", "HQ"],
] as const;

export const people: Record<string, readonly [name: string, department: string]> = {
  agent: ["林晓燕", "HL"],
  team_lead: ["周建国", "HL"],
  account_manager: ["陈思远", "SALES"],
  marketing: ["黄佳怡", "MKT"],
  finance: ["吴敏", "FIN"],
  installer: ["郑大勇", "OPS"],
  data_group: ["许静", "DATA"],
  supervision: ["何正", "SUP"],
  manager: ["沈明辉", "HQ"],
  administrator: ["系统管理员", "HQ"],
};

/** Departments, a person for each role, and the shipped policies: the chosen one and the norms in force, the others as drafts. */
export async function seedCompany(services: Services, policy = "B"): Promise<void> {
  const passwordHash = await hashPassword(demoPassword);
  await write(services, { actor: systemActor("demo") }, async (ctx) => {
    const ids = new Map<string, string>();
    for (const [code, name, nameEn, parent] of departments) {
      const made = await ctx.tx
        .insertInto("identity.department")
        .values({ id: newId(), code, name, nameEn, parentId: parent ? ids.get(parent)! : null })
        // A house that was begun without the demo has its head office already.
        .onConflict((conflict) => conflict.column("code").doUpdateSet({ name }))
        .returning("id")
        .executeTakeFirstOrThrow();
      ids.set(code, made.id);
    }
    for (const [role, [name, department]] of Object.entries(people)) {
      const staffId = newId();
      await ctx.tx
        .insertInto("identity.staff")
        .values({ id: staffId, email: demoEmail(role), name, departmentId: ids.get(department)!, passwordHash })
        .execute();
      await ctx.tx
        .insertInto("identity.staffRole")
        .expression((eb) =>
          eb
            .selectFrom("identity.role")
            .select([eb.val(staffId).as("staffId"), "id as roleId", eb.val(new Date().toISOString()).as("grantedAt")])
            .where("key", "=", role),
        )
        .columns(["staffId", "roleId", "grantedAt"])
        .execute();
    }
    await seedPolicies(ctx, (content) => content.code === policy || content.kind === "norm");
  });
}

/** Articles and saved replies that the team lead answers for. */
export async function seedArticles(services: Services): Promise<void> {
  await write(services, { actor: systemActor("demo") }, async (ctx) => {
    const lead = await ctx.tx
      .selectFrom("identity.staff")
      .select("id")
      .where("email", "=", demoEmail("team_lead"))
      .executeTakeFirstOrThrow();
    await seedKnowledge(ctx, lead.id);
  });
}

const packs = fileURLToPath(new URL("../../policies", import.meta.url));

/** Whose text is in force from the start; the others lie ready as drafts. The norms are law, so they always hold. */
type InForce = (content: { readonly code: string; readonly kind: string }) => boolean;

async function seedPolicies(ctx: Context, inForce: InForce) {
  const from = new Date(Date.UTC(ctx.now.getUTCFullYear() - 2, 0, 1));
  for (const name of (await readdir(packs)).sort()) {
    const { content, problems } = await readPack(`${packs}/${name}`);
    if (!content)
      throw new Error(
        `policies/${name}: ${problems.map((one) => `${one.file}:${one.line} ${one.text.en}`).join("; ")}`,
      );
    const known = await ctx.tx
      .selectFrom("policy.version as v")
      .innerJoin("policy.document as d", "d.id", "v.documentId")
      .select("v.state")
      .where("d.code", "=", content.code)
      .execute();
    if (known.some((one) => one.state === "in_force") || (known.length && !inForce(content))) continue;
    const version = await insertDraft(ctx, await ensureDocument(ctx, content), content);
    if (inForce(content)) await putInForce(ctx, version, from);
  }
}

/** A company of one's own begins with a head office to put people into, the norms in force, and the packs as drafts. */
export async function seedHouse(services: Services): Promise<void> {
  await write(services, { actor: systemActor("installation") }, async (ctx) => {
    await ctx.tx
      .insertInto("identity.department")
      .values({ id: newId(), code: "HQ", name: "总部", nameEn: "Head office" })
      .onConflict((conflict) => conflict.column("code").doNothing())
      .execute();
    await seedPolicies(ctx, (content) => content.kind === "norm");
  });
}

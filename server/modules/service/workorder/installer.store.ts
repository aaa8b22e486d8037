import { sql } from "kysely";
import { may } from "../../../platform/actor.ts";
import type { Context } from "../../../platform/context.ts";
import { colleaguesWith } from "../../identity/index.ts";

export type Absence = { id: string; staffId: string; from: string; to: string; reason: string };
export type Installer = {
  id: string;
  name: string;
  departmentId: string;
  /** A calendar of their own; null for that of the clause. */
  calendar: string | null;
  areas: string[];
  skills: string[];
};

type Facts = Pick<Installer, "calendar" | "areas" | "skills"> & { id: string };

/** Everybody who carries out work orders, with where they go, what they can and when they work. */
export async function listInstallers(ctx: Context): Promise<Installer[]> {
  const people = await colleaguesWith(ctx, "service.orders.perform");
  const { rows } = await sql<Facts>`
    select s.id, i.calendar, coalesce(p.skills, '{}') as skills,
           array(select a.area from service.installer_area a where a.staff_id = s.id order by a.area) as areas
      from unnest(${people.map((one) => one.id)}::uuid[]) as s (id)
      left join service.installer i on i.staff_id = s.id
      left join service.staff_profile p on p.staff_id = s.id`.execute(ctx.tx);
  const facts = new Map(rows.map((row) => [row.id, row]));
  return people
    .map((one) => ({ ...one, ...(facts.get(one.id) ?? { calendar: null, areas: [], skills: [] }) }))
    .sort((a, b) => a.name.localeCompare(b.name, "zh"));
}

export const findInstaller = async (ctx: Context, id: string): Promise<Installer | undefined> =>
  (await listInstallers(ctx)).find((one) => one.id === id);

export async function saveInstaller(ctx: Context, { id, calendar, areas, skills }: Facts): Promise<void> {
  const updatedAt = ctx.now;
  await ctx.tx
    .insertInto("service.installer")
    .values({ staffId: id, calendar, updatedAt })
    .onConflict((same) => same.column("staffId").doUpdateSet({ calendar, updatedAt }))
    .execute();
  await ctx.tx.deleteFrom("service.installerArea").where("staffId", "=", id).execute();
  if (areas.length)
    await ctx.tx
      .insertInto("service.installerArea")
      .values([...new Set(areas)].map((area) => ({ staffId: id, area })))
      .execute();
  await ctx.tx
    .insertInto("service.staffProfile")
    .values({ staffId: id, skills: [...skills], updatedAt })
    .onConflict((same) => same.column("staffId").doUpdateSet({ skills: [...skills], updatedAt }))
    .execute();
}

const absences = (ctx: Pick<Context, "tx">) =>
  ctx.tx.selectFrom("service.absence").select(["id", "staffId", "fromAt as from", "toAt as to", "reason"]);

/** Absences of some people that touch a span; why they are away is for those who plan. */
export async function listAbsences(
  ctx: Pick<Context, "tx" | "actor">,
  staff: readonly string[],
  from: Date,
  to: Date,
): Promise<Absence[]> {
  const rows = await absences(ctx)
    .where("staffId", "=", sql<string>`any(${staff}::uuid[])`)
    .where("fromAt", "<", to.toISOString())
    .where("toAt", ">", from.toISOString())
    .orderBy("fromAt")
    .execute();
  return may(ctx.actor, "service.orders.dispatch") ? rows : rows.map((row) => ({ ...row, reason: "" }));
}

export const insertAbsence = (ctx: Context, row: Absence) =>
  ctx.tx
    .insertInto("service.absence")
    .values({
      id: row.id,
      staffId: row.staffId,
      fromAt: row.from,
      toAt: row.to,
      reason: row.reason,
      createdByName: ctx.actor.name,
      createdAt: ctx.now,
    })
    .execute();

export const deleteAbsence = async (ctx: Context, staffId: string, id: string): Promise<boolean> =>
  (
    await ctx.tx
      .deleteFrom("service.absence")
      .where("staffId", "=", staffId)
      .where("id", "=", id)
      .returning("id")
      .execute()
  ).length > 0;

import type { Context, Statement } from "../../../platform/context.ts";
import { newId } from "../../../platform/ids.ts";
import { companyZone } from "../day.ts";

export type DutyRow = {
  id: string;
  day: string;
  shiftId: string;
  shiftName: string;
  staffId: string;
  staffName: string | null;
  startsAt: string;
  endsAt: string;
};

const columns = `d.id, d.day, d.shift_id as "shiftId", s.name as "shiftName", d.staff_id as "staffId",
       (select f.name from identity.staff_facts f where f.id = d.staff_id) as "staffName", d.starts_at as "startsAt", d.ends_at as "endsAt"`;

const between: Statement = {
  name: "service.duty.between",
  text: `select ${columns} from service.duty d join service.shift s on s.id = d.shift_id
          where d.starts_at < $2 and d.starts_at > $1::timestamptz - interval '25 hours' and d.ends_at > $1 and ($3::uuid is null or d.staff_id = $3)
          order by d.starts_at, s.position, d.id`,
};

/** Duties that overlap a span, of everybody or of one person. */
export const dutiesBetween = (ctx: Pick<Context, "query">, from: Date, to: Date, staffId?: string) =>
  ctx.query<DutyRow>(between, [from, to, staffId ?? null]);

const next: Statement = {
  name: "service.duty.next",
  text: `select ${columns} from service.duty d join service.shift s on s.id = d.shift_id
          where d.starts_at > $1 order by d.starts_at, s.position, d.id limit 1`,
};

export const nextDuty = async (ctx: Context): Promise<DutyRow | undefined> =>
  (await ctx.query<DutyRow>(next, [ctx.now]))[0];

const one: Statement = {
  name: "service.duty.find",
  text: `select ${columns} from service.duty d join service.shift s on s.id = d.shift_id where d.id = $1 for update of d`,
};

export const findDuty = async (ctx: Context, id: string): Promise<DutyRow | undefined> =>
  (await ctx.query<DutyRow>(one, [id]))[0];

// A shift that ends no later than it begins ends on the next day.
const span = (day: string) => `
  (${day} + s.starts) at time zone '${companyZone}' as starts_at,
  (${day} + s.ends + case when s.ends <= s.starts then interval '1 day' else interval '0' end) at time zone '${companyZone}' as ends_at`;

const insert: Statement = {
  name: "service.duty.insert",
  text: `
    insert into service.duty (id, day, shift_id, staff_id, starts_at, ends_at, created_by_name, created_at)
    select g.id, g.day, g.shift_id, g.staff_id, n.starts_at, n.ends_at, $5, $6
      from unnest($1::uuid[], $2::date[], $3::uuid[], $4::uuid[]) g (id, day, shift_id, staff_id)
      join service.shift s on s.id = g.shift_id
     cross join lateral (select ${span("g.day")}) n
     where n.ends_at > $6
    on conflict do nothing
    returning id, day`,
};

type Place = { readonly day: string; readonly shiftId: string; readonly staffId: string };

/** Puts people on shifts; what is over, and what stands already, is left out. */
export const insertDuties = (ctx: Context, places: readonly Place[]) =>
  ctx.query<{ id: string; day: string }>(insert, [
    places.map(() => newId()),
    places.map((one) => one.day),
    places.map((one) => one.shiftId),
    places.map((one) => one.staffId),
    ctx.actor.name,
    ctx.now,
  ]);

const week: Statement = {
  name: "service.duty.week",
  text: `select d.day, d.shift_id as "shiftId", d.staff_id as "staffId", s.active
           from service.duty d join service.shift s on s.id = d.shift_id where d.day >= $1::date and d.day < $1::date + 7 order by d.starts_at, d.id`,
};

/** Who stands where in the seven days from one day on, and whether the shift is in use. */
export const weekFrom = (ctx: Context, day: string) => ctx.query<Place & { active: boolean }>(week, [day]);

const remove: Statement = { name: "service.duty.remove", text: `delete from service.duty where id = $1` };

export const deleteDuty = (ctx: Context, id: string) => ctx.query(remove, [id]);

const open: Statement = {
  name: "service.rota.open-time",
  text: `select starts_at as "from", ends_at as "to" from platform.calendar_span
          where calendar = $1 and starts_at < $3 and ends_at > $2 and ends_at > starts_at and starts_at > $2::timestamptz - interval '25 hours'`,
};

/** Open time of a stored calendar that touches a span. */
export const openTime = (ctx: Pick<Context, "query">, calendar: string, from: Date, to: Date) =>
  ctx.query<{ from: string; to: string }>(open, [calendar, from, to]);

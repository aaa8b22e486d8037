import type { Context, Statement } from "../../../platform/context.ts";
import { newId } from "../../../platform/ids.ts";
import { companyZone } from "../day.ts";

export type Shift = {
  id: string;
  name: string;
  /** Times of day; one that ends no later than it begins ends on the next day. */
  starts: string;
  ends: string;
  needed: number;
  position: number;
  active: boolean;
  version: number;
};

const columns = `s.id, s.name, to_char(s.starts, 'HH24:MI') as starts, to_char(s.ends, 'HH24:MI') as ends, s.needed, s.position, s.active, s.version`;

const all: Statement = {
  name: "service.shift.all",
  text: `select ${columns} from service.shift s order by s.position, s.starts, s.id`,
};
export const listShifts = (ctx: Pick<Context, "query">) => ctx.query<Shift>(all, []);

const one: Statement = {
  name: "service.shift.find",
  text: `select ${columns} from service.shift s where s.id = $1 for update`,
};
export const findShift = async (ctx: Context, id: string): Promise<Shift | undefined> =>
  (await ctx.query<Shift>(one, [id]))[0];

export type ShiftValues = Pick<Shift, "name" | "starts" | "ends" | "needed" | "position">;

const insert: Statement = {
  name: "service.shift.insert",
  text: `insert into service.shift (id, name, starts, ends, needed, position, created_at) values ($1, $2, $3::time, $4::time, $5, $6, $7)`,
};
export async function insertShift(ctx: Context, given: ShiftValues): Promise<string> {
  const id = newId();
  await ctx.query(insert, [id, given.name, given.starts, given.ends, given.needed, given.position, ctx.now]);
  return id;
}

const update: Statement = {
  name: "service.shift.update",
  text: `update service.shift set name = $2, starts = $3::time, ends = $4::time, needed = $5, position = $6, active = $7, version = version + 1 where id = $1`,
};
export const updateShift = (ctx: Context, id: string, given: ShiftValues & Pick<Shift, "active">) =>
  ctx.query(update, [id, given.name, given.starts, given.ends, given.needed, given.position, given.active]);

const move: Statement = {
  name: "service.shift.move-duties",
  text: `
    update service.duty d
       set starts_at = (d.day + s.starts) at time zone '${companyZone}',
           ends_at = (d.day + s.ends + case when s.ends <= s.starts then interval '1 day' else interval '0' end) at time zone '${companyZone}'
      from service.shift s
     where s.id = $1 and d.shift_id = s.id and d.starts_at > $2`,
};
/** Duties that have not begun follow the new times of their shift. */
export const moveDuties = (ctx: Context, id: string) => ctx.query(move, [id, ctx.now]);

const end: Statement = {
  name: "service.shift.end-duties",
  text: `delete from service.duty where shift_id = $1 and starts_at > $2 returning id`,
};
/** Takes away the duties of a shift that have not begun. */
export const endDuties = (ctx: Context, id: string) => ctx.query(end, [id, ctx.now]);

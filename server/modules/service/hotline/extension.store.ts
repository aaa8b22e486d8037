import type { Context, Statement } from "../../../platform/context.ts";

export type Extension = { extension: string; staffId: string; staffName: string | null };

const columns = `e.extension, e.staff_id as "staffId", (select f.name from identity.staff_facts f where f.id = e.staff_id) as "staffName"`;

const all: Statement = {
  name: "service.extension.all",
  text: `select ${columns} from service.extension e order by e.extension`,
};
export const listExtensions = (ctx: Pick<Context, "query">) => ctx.query<Extension>(all, []);

const of: Statement = {
  name: "service.extension.of-staff",
  text: `select extension from service.extension where staff_id = $1`,
};
export const extensionOf = async (ctx: Pick<Context, "query">, staffId: string): Promise<string | null> =>
  (await ctx.query<{ extension: string }>(of, [staffId]))[0]?.extension ?? null;

const who: Statement = {
  name: "service.extension.who",
  text: `select e.staff_id as "staffId" from service.extension e where e.extension = $1`,
};
/** Whose telephone it is; undefined where nobody said so. */
export const staffAt = async (ctx: Pick<Context, "query">, extension: string): Promise<string | undefined> =>
  (await ctx.query<{ staffId: string }>(who, [extension]))[0]?.staffId;

const lock: Statement = {
  name: "service.extension.lock",
  text: `select pg_advisory_xact_lock(hashtext('service.extension'))`,
};
const clear: Statement = {
  name: "service.extension.clear",
  text: `delete from service.extension where staff_id = $1 or extension = $2`,
};
const insert: Statement = {
  name: "service.extension.insert",
  text: `insert into service.extension (extension, staff_id, updated_at) values ($1, $2, $3)`,
};
/** Somebody sits at a telephone: at no other any more, and nobody else at this one. */
export async function setExtension(ctx: Context, staffId: string, extension: string): Promise<void> {
  await ctx.query(lock, []);
  await ctx.query(clear, [staffId, extension]);
  await ctx.query(insert, [extension, staffId, ctx.now]);
}

const remove: Statement = {
  name: "service.extension.remove",
  text: `delete from service.extension where extension = $1 returning staff_id as "staffId"`,
};
export const removeExtension = (ctx: Context, extension: string) => ctx.query<{ staffId: string }>(remove, [extension]);

const leave: Statement = {
  name: "service.extension.leave",
  text: `delete from service.extension where staff_id = $1 returning extension`,
};
export const leaveExtension = (ctx: Context, staffId: string) => ctx.query(leave, [staffId]);

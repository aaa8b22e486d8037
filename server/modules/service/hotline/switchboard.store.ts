import type { Context, Statement } from "../../../platform/context.ts";
import { newId } from "../../../platform/ids.ts";

export const secretContext = "switchboard.secret";
export const formerContext = "switchboard.formerSecret";

export type Switchboard = {
  id: string;
  name: string;
  active: boolean;
  createdByName: string;
  createdAt: string;
  rotatedAt: string | null;
  formerUntil: string | null;
  lastEventAt: string | null;
};

const shown = `b.id, b.name, b.active, b.created_by_name as "createdByName", b.created_at as "createdAt", b.rotated_at as "rotatedAt",
  b.former_until as "formerUntil", b.last_event_at as "lastEventAt"`;

const all: Statement = {
  name: "service.switchboard.all",
  text: `select ${shown} from service.switchboard b order by b.active desc, b.id`,
};
export const listSwitchboards = (ctx: Pick<Context, "query">) => ctx.query<Switchboard>(all, []);

const one: Statement = {
  name: "service.switchboard.find",
  text: `select ${shown}, b.secret, b.former_secret as "formerSecret" from service.switchboard b where b.id = $1`,
};
export const findSwitchboard = async (ctx: Pick<Context, "query">, id: string) =>
  (await ctx.query<Switchboard & { secret: Buffer; formerSecret: Buffer | null }>(one, [id]))[0];

const insert: Statement = {
  name: "service.switchboard.insert",
  text: `insert into service.switchboard (id, name, secret, created_by_name, created_at) values ($1, $2, $3, $4, $5)`,
};
export async function insertSwitchboard(ctx: Context, name: string, secret: Buffer): Promise<string> {
  const id = newId();
  await ctx.query(insert, [id, name, secret, ctx.actor.name, ctx.now]);
  return id;
}

const rotate: Statement = {
  name: "service.switchboard.rotate",
  text: `update service.switchboard set secret = $2, former_secret = $3, former_until = $4, rotated_at = $5 where id = $1`,
};
export const setSecret = (
  ctx: Context,
  id: string,
  secret: Buffer,
  former: { secret: Buffer; until: Date } | undefined,
) => ctx.query(rotate, [id, secret, former?.secret ?? null, former?.until ?? null, ctx.now]);

const disable: Statement = {
  name: "service.switchboard.disable",
  text: `update service.switchboard set active = false, former_secret = null, former_until = null where id = $1`,
};
export const disableSwitchboard = (ctx: Context, id: string) => ctx.query(disable, [id]);

// Not with every event: events of one switchboard would wait for each other.
const heard: Statement = {
  name: "service.switchboard.heard",
  text: `update service.switchboard set last_event_at = $2
          where id in (select id from service.switchboard where id = $1 and (last_event_at is null or last_event_at < $2::timestamptz - interval '1 minute') for update skip locked)`,
};
export const markHeard = (ctx: Context, id: string) => ctx.query(heard, [id, ctx.now]);

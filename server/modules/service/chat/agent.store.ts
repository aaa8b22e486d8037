import type { Context, Statement } from "../../../platform/context.ts";
import { agentGoneMs } from "./chat.rules.ts";

/** SQL: whether an agent's browser still says that they are here; `$1` is the instant from which. */
const isHere = "a.here and a.seen_at > $1";
const since = (ctx: Pick<Context, "now">) => new Date(ctx.now.getTime() - agentGoneMs);

const anyone: Statement = {
  name: "service.chat.agent.anyone",
  text: `select 1 from service.chat_agent a where ${isHere} limit 1`,
};
export const isAnyoneHere = async (ctx: Pick<Context, "query" | "now">): Promise<boolean> =>
  (await ctx.query(anyone, [since(ctx)])).length > 0;

const lock: Statement = {
  name: "service.chat.agent.lock",
  text: `insert into service.chat_agent as a (staff_id, here, since, seen_at) values ($1, true, $2, $2)
         on conflict (staff_id) do update set here = true, seen_at = $2, since = case when a.here then a.since else $2 end`,
};
/** This person is here, and alone with what they have in hand until the transaction ends. */
export const lockAgent = (ctx: Context) => ctx.query(lock, [ctx.actor.id, ctx.now]);

const leave: Statement = {
  name: "service.chat.agent.leave",
  text: "update service.chat_agent set here = false, since = $2, seen_at = $2 where staff_id = $1 and here returning 1",
};
export const leaveAgent = async (ctx: Context, staffId: string): Promise<boolean> =>
  (await ctx.query(leave, [staffId, ctx.now])).length > 0;

export type ChatAgent = {
  readonly staffId: string;
  readonly name: string;
  readonly here: boolean;
  readonly since: string;
  readonly chats: number;
  readonly limit: number;
};

const load = `
  select a.staff_id as "staffId", coalesce(p.chat_limit, 3) as limit, a.since, ${isHere} as here,
         (select count(*)::int from service.chat c where c.staff_id = a.staff_id and c.state = 'active') as chats
    from service.chat_agent a left join service.staff_profile p on p.staff_id = a.staff_id`;
const all: Statement = { name: "service.chat.agent.all", text: `${load} where a.here order by a.since` };
const one: Statement = { name: "service.chat.agent.one", text: `${load} where a.staff_id = $2` };

/** Those who said that they are here, with what they have in hand. */
export const listAgents = (ctx: Pick<Context, "query" | "now">) =>
  ctx.query<Omit<ChatAgent, "name">>(all, [since(ctx)]);
export const findAgent = async (ctx: Pick<Context, "query" | "now">, id: string) =>
  (await ctx.query<Omit<ChatAgent, "name">>(one, [since(ctx), id]))[0];

const gone: Statement = {
  name: "service.chat.agent.gone",
  text: "select staff_id as id from service.chat_agent where here and seen_at <= $1 for update skip locked",
};
/** Who said that they are here, and whose browser is silent. */
export const goneAgents = async (ctx: Context): Promise<string[]> =>
  (await ctx.query<{ id: string }>(gone, [since(ctx)])).map((row) => row.id);

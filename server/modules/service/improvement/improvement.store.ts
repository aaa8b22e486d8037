import { sql } from "kysely";
import type { Context, Statement } from "../../../platform/context.ts";
import { newId } from "../../../platform/ids.ts";
import type { State } from "./improvement.rules.ts";

export type ImprovementRow = {
  id: string;
  title: string;
  causeId: string | null;
  categoryId: string | null;
  measure: string;
  ownerId: string;
  ownerName: string;
  dueOn: string | null;
  state: State;
  round: number;
  implementation: string | null;
  implementedAt: string | null;
  implementedByName: string | null;
  checkAt: string | null;
  endedReason: string | null;
  endedAt: string | null;
  createdByName: string;
  createdAt: string;
  version: number;
};

const columns = `
  i.id, i.title, i.cause_id as "causeId", i.category_id as "categoryId", i.measure, i.owner_id as "ownerId", i.owner_name as "ownerName", i.due_on as "dueOn",
  i.state, i.round, i.implementation, i.implemented_at as "implementedAt", i.implemented_by_name as "implementedByName", i.check_at as "checkAt",
  i.ended_reason as "endedReason", i.ended_at as "endedAt", i.created_by_name as "createdByName", i.created_at as "createdAt", i.version`;

export type NewImprovement = Pick<
  ImprovementRow,
  "title" | "causeId" | "categoryId" | "measure" | "ownerId" | "ownerName" | "dueOn"
>;

export async function insertImprovement(ctx: Context, given: NewImprovement): Promise<string> {
  const id = newId();
  await ctx.tx
    .insertInto("service.improvement")
    .values({ ...given, id, createdByName: ctx.actor.name, createdAt: ctx.now })
    .execute();
  return id;
}

const find: Statement = {
  name: "service.improvement.find",
  text: `select ${columns} from service.improvement i where i.id = $1`,
};
const lock: Statement = { name: "service.improvement.lock", text: `${find.text} for update` };

export const findImprovement = async (
  ctx: Context,
  id: string,
  toChange = false,
): Promise<ImprovementRow | undefined> => (await ctx.query<ImprovementRow>(toChange ? lock : find, [id]))[0];

type Change = Partial<
  Pick<
    ImprovementRow,
    | "measure"
    | "ownerId"
    | "ownerName"
    | "dueOn"
    | "state"
    | "round"
    | "implementation"
    | "implementedByName"
    | "endedReason"
  >
> & { implementedAt?: Date | null; checkAt?: string | null; endedAt?: Date };

export const updateImprovement = (ctx: Context, id: string, change: Change) =>
  ctx.tx
    .updateTable("service.improvement")
    .set((eb) => ({ ...change, version: eb("version", "+", 1) }))
    .where("id", "=", id)
    .execute();

/** Those whose effect can be measured by now. */
const due: Statement = {
  name: "service.improvement.due",
  text: `select ${columns} from service.improvement i where i.state = 'implemented' and i.check_at <= $1 order by i.check_at limit 100 for update skip locked`,
};
export const dueForCheck = (ctx: Context) => ctx.query<ImprovementRow>(due, [ctx.now]);

export async function listImprovements(
  ctx: Context,
  { open, cursor, limit }: { open: boolean; cursor?: string | undefined; limit: number },
): Promise<ImprovementRow[]> {
  const { rows } = await sql<ImprovementRow>`
    select ${sql.raw(columns)} from service.improvement i
     where (${!open} or i.ended_at is null) and (${cursor ?? null}::uuid is null or i.id < ${cursor ?? null})
     order by i.id desc limit ${limit + 1}`.execute(ctx.tx);
  return rows;
}

const at: Statement = { name: "service.improvement.at", text: "select platform.due_at('24x7', $1, $2) as at" };
/** The end of a span that begins at an instant. */
export const endOf = async (ctx: Context, from: Date, duration: string): Promise<string> =>
  (await ctx.query<{ at: string }>(at, [from, duration]))[0]!.at;

import type { Context, Statement } from "../../../platform/context.ts";
import { newId } from "../../../platform/ids.ts";

const count: Statement = {
  name: "service.improvement.count",
  // A category stands for those below it, too.
  text: `with recursive tree (id) as (
           select $4::uuid
           union
           select c.id from tree t join service.category c on c.parent_id = t.id
         )
         select count(*)::int as count from service.complaint_facts($1, $2) f
          where ($3::uuid is null or f.cause_id = $3) and ($4::uuid is null or f.category_id in (select id from tree))`,
};

type Like = { readonly causeId: string | null; readonly categoryId: string | null };

/** How many complaints of a cause and category came in a span. */
export const countLike = async (ctx: Context, like: Like, from: Date | string, to: Date | string): Promise<number> =>
  (await ctx.query<{ count: number }>(count, [from, to, like.causeId, like.categoryId]))[0]!.count;

export type CheckRow = {
  id: string;
  improvementId: string;
  round: number;
  measure: string;
  beforeFrom: string;
  turnedAt: string;
  afterTo: string;
  beforeCount: number;
  afterCount: number;
  fall: string | null;
  effective: boolean;
  clause: string;
  checkedAt: string;
};

export const insertCheck = (ctx: Context, row: Omit<CheckRow, "id" | "checkedAt">) =>
  ctx.tx
    .insertInto("service.improvementCheck")
    .values({ ...row, id: newId(), checkedAt: ctx.now })
    .execute();

const checks: Statement = {
  name: "service.improvement.checks",
  text: `select id, improvement_id as "improvementId", round, measure, before_from as "beforeFrom", turned_at as "turnedAt", after_to as "afterTo",
                before_count as "beforeCount", after_count as "afterCount", fall, effective, clause, checked_at as "checkedAt"
           from service.improvement_check where improvement_id = any($1::uuid[]) order by id`,
};
export const checksOf = (ctx: Context, ids: readonly string[]) => ctx.query<CheckRow>(checks, [ids]);

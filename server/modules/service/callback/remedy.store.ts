import { sql } from "kysely";
import type { Context } from "../../../platform/context.ts";
import { newId } from "../../../platform/ids.ts";
import { visibleRemedies } from "./callback.access.ts";

export type RemedyRow = {
  customerId: string;
  id: string;
  callbackId: string;
  departmentId: string;
  problem: string;
  openedByName: string;
  openedAt: string;
  dueAt: string | null;
  answer: string | null;
  answeredByName: string | null;
  answeredAt: string | null;
};

const columns = sql.raw(
  `r.customer_id as "customerId", r.id, r.callback_id as "callbackId", r.department_id as "departmentId", r.problem, r.opened_by_name as "openedByName",
   r.opened_at as "openedAt", r.due_at as "dueAt", r.answer, r.answered_by_name as "answeredByName", r.answered_at as "answeredAt"`,
);

export async function insertRemedy(
  ctx: Context,
  of: { customerId: string; id: string },
  { departmentId, problem }: { departmentId: string; problem: string },
): Promise<string> {
  const id = newId();
  await ctx.tx
    .insertInto("service.callbackRemedy")
    .values({
      customerId: of.customerId,
      id,
      callbackId: of.id,
      departmentId,
      problem,
      openedBy: ctx.actor.id,
      openedByName: ctx.actor.name,
      openedAt: ctx.now,
    })
    .execute();
  return id;
}

export const setRemedyDue = (ctx: Context, customerId: string, id: string, dueAt: string) =>
  ctx.tx
    .updateTable("service.callbackRemedy")
    .set({ dueAt })
    .where("customerId", "=", customerId)
    .where("id", "=", id)
    .execute();

export async function findRemedy(ctx: Context, id: string): Promise<RemedyRow | undefined> {
  const { rows } = await sql<RemedyRow>`
    select ${columns} from service.callback_remedy r where r.id = ${id} and ${visibleRemedies(ctx.actor)}`.execute(
    ctx.tx,
  );
  return rows[0];
}

/** Answered once; undefined where it was before. */
export const answerRemedy = (ctx: Context, { customerId, id }: { customerId: string; id: string }, answer: string) =>
  ctx.tx
    .updateTable("service.callbackRemedy")
    .set({ answer, answeredBy: ctx.actor.id, answeredByName: ctx.actor.name, answeredAt: ctx.now })
    .where("customerId", "=", customerId)
    .where("id", "=", id)
    .where("answeredAt", "is", null)
    .returning("id")
    .executeTakeFirst();

/** Newest first, those of the actor's departments or all. */
export async function listRemedies(
  ctx: Context,
  { open, cursor, limit }: { open: boolean; cursor?: string | undefined; limit: number },
): Promise<RemedyRow[]> {
  const { rows } = await sql<RemedyRow>`
    select ${columns} from service.callback_remedy r
     where ${visibleRemedies(ctx.actor)} and ${open ? sql`r.answered_at is null` : sql`true`} and ${cursor ? sql`r.id < ${cursor}` : sql`true`}
     order by r.id desc limit ${limit + 1}`.execute(ctx.tx);
  return rows;
}

export const remediesOf = async (ctx: Context, customerId: string, callbackId: string): Promise<RemedyRow[]> => {
  const { rows } = await sql<RemedyRow>`
    select ${columns} from service.callback_remedy r where r.customer_id = ${customerId} and r.callback_id = ${callbackId} order by r.id`.execute(
    ctx.tx,
  );
  return rows;
};

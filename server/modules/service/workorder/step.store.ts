import { sql } from "kysely";
import type { Context } from "../../../platform/context.ts";
import { newId } from "../../../platform/ids.ts";
import type { Text } from "../../../platform/text.ts";

export type StepRow = {
  id: string;
  position: number;
  label: Text;
  /** A photo is asked for. */
  photo: boolean;
  active: boolean;
  doneAt: string | null;
  doneByName: string | null;
  photos: number;
};

type Key = { readonly customerId: string; readonly id: string; readonly kind: string };

/** The steps of an order with what was done of them; one that the company gave up since is shown where it was done. */
export async function stepsOf(ctx: Pick<Context, "tx">, { customerId, id, kind }: Key): Promise<StepRow[]> {
  const { rows } = await sql<StepRow>`
    select s.id, s.position, s.label, s.photo, s.active, c.done_at as "doneAt", c.done_by_name as "doneByName",
           (select count(*)::int from service.work_photo p where p.customer_id = ${customerId} and p.work_order_id = ${id} and p.step_id = s.id) as photos
      from service.work_step s left join service.work_check c on c.customer_id = ${customerId} and c.work_order_id = ${id} and c.step_id = s.id
     where s.kind = ${kind} and (s.active or c.done_at is not null) order by s.position, s.id`.execute(ctx.tx);
  return rows;
}

export const findStep = (ctx: Context, kind: string, id: string) =>
  ctx.tx
    .selectFrom("service.workStep")
    .select(["id", "photo"])
    .where("id", "=", id)
    .where("kind", "=", kind)
    .where("active", "=", true)
    .executeTakeFirst();

export async function setDone(ctx: Context, order: Pick<Key, "customerId" | "id">, stepId: string, done: boolean) {
  const { customerId, id: workOrderId } = order;
  if (!done)
    return ctx.tx
      .deleteFrom("service.workCheck")
      .where("customerId", "=", customerId)
      .where("workOrderId", "=", workOrderId)
      .where("stepId", "=", stepId)
      .execute();
  return ctx.tx
    .insertInto("service.workCheck")
    .values({ customerId, workOrderId, stepId, doneBy: ctx.actor.id, doneByName: ctx.actor.name, doneAt: ctx.now })
    .onConflict((same) => same.doNothing())
    .execute();
}

export const listSteps = (ctx: Pick<Context, "tx">) =>
  ctx.tx
    .selectFrom("service.workStep")
    .select(["id", "kind", "position", "label", "photo"])
    .where("active", "=", true)
    .orderBy("kind")
    .orderBy("position")
    .execute() as Promise<{ id: string; kind: string; position: number; label: Text; photo: boolean }[]>;

export type NewStep = { readonly id?: string | undefined; readonly label: Text; readonly photo: boolean };

/** The steps of a kind from now on, in this order; those left out stay with the orders on which they were done. */
export async function replaceSteps(ctx: Context, kind: string, steps: readonly NewStep[]): Promise<void> {
  await ctx.tx.updateTable("service.workStep").set({ active: false }).where("kind", "=", kind).execute();
  for (const [index, step] of steps.entries()) {
    const values = { position: index + 1, label: JSON.stringify(step.label), photo: step.photo, active: true };
    await ctx.tx
      .insertInto("service.workStep")
      .values({ id: step.id ?? newId(), kind: kind as never, ...values })
      .onConflict((same) => same.column("id").doUpdateSet(values).where("service.workStep.kind", "=", kind))
      .execute();
  }
}

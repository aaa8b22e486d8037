import { sql } from "kysely";
import type { Context } from "../../../platform/context.ts";
import { conflict } from "../../../platform/errors.ts";
import type { Failure, visitStates } from "./workorder.choices.ts";

type Key = { readonly customerId: string; readonly id: string };

export type VisitRow = {
  id: string;
  number: number;
  state: keyof typeof visitStates;
  installerId: string;
  installerName: string;
  windowFrom: string;
  windowTo: string;
  askedBy: "us" | "customer";
  scheduledAt: string;
  scheduledByName: string;
  dispatchedAt: string | null;
  departedAt: string | null;
  arrivedAt: string | null;
  endedAt: string | null;
  reasonKind: Failure | null;
  reason: string | null;
};

/** Every going to the customer for an order, in order. */
export const listVisits = (ctx: Context, { customerId, id }: Key): Promise<VisitRow[]> =>
  ctx.tx
    .selectFrom("service.visit")
    .select([
      "id",
      "number",
      "state",
      "installerId",
      "installerName",
      "windowFrom",
      "windowTo",
      "askedBy",
      "scheduledAt",
      "scheduledByName",
      "dispatchedAt",
      "departedAt",
      "arrivedAt",
      "endedAt",
      "reasonKind",
      "reason",
    ])
    .where("customerId", "=", customerId)
    .where("workOrderId", "=", id)
    .orderBy("number")
    .execute() as Promise<VisitRow[]>;

export type NewVisit = {
  readonly id: string;
  readonly number: number;
  readonly installerId: string;
  readonly installerName: string;
  readonly departmentId: string | null;
  readonly windowFrom: string;
  readonly windowTo: string;
  readonly askedBy: "us" | "customer";
};

export const insertVisit = (ctx: Context, { customerId, id }: Key, visit: NewVisit) =>
  ctx.tx
    .insertInto("service.visit")
    .values({ ...visit, customerId, workOrderId: id, scheduledAt: ctx.now, scheduledByName: ctx.actor.name })
    .execute();

export type VisitChange = Partial<{
  state: string;
  dispatchedAt: Date;
  departedAt: Date;
  arrivedAt: Date;
  endedAt: Date;
  reasonKind: Failure;
  reason: string;
}>;

export const updateVisit = (ctx: Context, customerId: string, visitId: string, change: VisitChange) =>
  ctx.tx
    .updateTable("service.visit")
    .set(change)
    .where("customerId", "=", customerId)
    .where("id", "=", visitId)
    .execute();

/**
 * Takes an installer's time on the board, with the way to the next customer. The database lets one of two through that
 * ask for the same time. @throws AppError service.installer_taken (409)
 */
export async function takeTime(
  ctx: Context,
  visit: { visitId: string; installerId: string; customerId: string; workOrderId: string; from: Date; to: Date },
): Promise<void> {
  try {
    await sql`
      insert into service.booking (visit_id, installer_id, customer_id, work_order_id, during)
      values (${visit.visitId}, ${visit.installerId}, ${visit.customerId}, ${visit.workOrderId}, tstzrange(${visit.from}, ${visit.to}))`.execute(
      ctx.tx,
    );
  } catch (error) {
    if ((error as { code?: string }).code !== "23P01") throw error;
    throw conflict("service.installer_taken", {
      zh: "该装维人员在这个时段（含路程）已有预约，请另选时段或人员。",
      en: "The installer is taken at this time, the way included; choose another time or person.",
    });
  }
}

export const freeTime = (ctx: Context, visitId: string) =>
  ctx.tx.deleteFrom("service.booking").where("visitId", "=", visitId).execute();

/** What is taken of some installers' time within a span. */
export async function takenTimes(ctx: Pick<Context, "tx">, installers: readonly string[], from: Date, to: Date) {
  const { rows } = await sql<{ installerId: string; workOrderId: string; from: string; to: string }>`
    select installer_id as "installerId", work_order_id as "workOrderId", lower(during) as "from", upper(during) as "to"
      from service.booking where installer_id = any(${installers}::uuid[]) and during && tstzrange(${from}, ${to})`.execute(
    ctx.tx,
  );
  return rows;
}

import { type Actor, may } from "../../../platform/actor.ts";
import { AppError, notFound } from "../../../platform/errors.ts";
import type { ObligationRow } from "./row.store.ts";

const noObligation = (): AppError => notFound({ zh: "待办", en: "obligation" });

type Row = Pick<ObligationRow, "assigneeId" | "role" | "departmentId" | "settledBy">;

/** The work is the actor's, or waits for somebody of the actor's roles. */
export const isOwn = (actor: Actor, row: Row): boolean =>
  may(actor, "policy.obligations.own") &&
  (row.assigneeId === null ? row.role !== null && actor.roles.includes(row.role) : row.assigneeId === actor.id);

/** Own work, open or done; that of the department; or all. */
const seesObligation = (actor: Actor, row: Row): boolean =>
  may(actor, "policy.obligations.all") ||
  isOwn(actor, row) ||
  (may(actor, "policy.obligations.own") && row.settledBy !== null && row.settledBy === actor.id) ||
  (may(actor, "policy.obligations.department") &&
    row.departmentId !== null &&
    actor.departments.includes(row.departmentId));

/** @throws AppError platform.not_found (404) also for one that the actor may not see, so that nobody can probe */
export function demandSight(actor: Actor, row: ObligationRow | undefined): ObligationRow {
  if (!row || !seesObligation(actor, row)) throw noObligation();
  return row;
}

import { type RawBuilder, sql } from "kysely";
import { type Actor, systemActor } from "../../platform/actor.ts";
import type { Context } from "../../platform/context.ts";
import { groupsOf } from "../../platform/fields/index.ts";
import { conditionSql, type ListRequest, readListRequest } from "../../platform/lists/index.ts";
import { customer } from "./customer.fields.ts";
import { customerList } from "./customer.store.ts";

/** Whom a filter finds: written as the list of customers takes it, and a service that they hold. */
export type Segment = { readonly filters: Readonly<Record<string, string>>; readonly service?: string | null };

/** One who belongs to a segment: `select` of `segmentSql`. */
export type InSegment = { customerId: string; ownerId: string | null; departmentId: string | null };

// Whoever makes a segment may filter by its fields; the work that follows is done for all of its customers.
const everything = systemActor("segment", [
  "customers.rows:all",
  ...groupsOf(customer).flatMap((group) => [`customer.${group}:read`, `customer.${group}:clear`]),
]);

/** @throws AppError lists.invalid (400) where these filters are not understood, or not this actor's to use */
export function demandSegment(actor: Actor, { filters }: Segment): ListRequest {
  const { q: _, sort: __, cursor: ___, limit: ____, ...fields } = filters;
  return readListRequest(customer, { ...fields, limit: 1 }, actor, "-createdAt");
}

/**
 * A query that answers `customer_id`, `owner_id` and `department_id` of a segment's customers who may be called, for
 * work that is done set by set.
 */
export function segmentSql(ctx: Context, segment: Segment): RawBuilder<InSegment> {
  const request = demandSegment(everything, segment);
  const source = customerList(ctx, everything, request);
  const where = [
    ...(source.where ?? []),
    ...request.conditions.map((one) => conditionSql(source, one)),
    ...(segment.service
      ? [
          sql`exists (select from customers.service_held h where h.customer_id = c.customer_id and h.ended_on is null and h.kind = ${segment.service})`,
        ]
      : []),
  ];
  return sql<InSegment>`
    select c.customer_id, c.owner_id, c.department_id
      from customers.customer c join customers.standing_facts() s on s.customer_id = c.customer_id and s.callable
     where ${sql.join(where, sql` and `)}`;
}

/** Who stands behind a customer, and whether one may call; undefined where the customer is gone. */
export const standingForCalls = async (ctx: Pick<Context, "tx">, customerId: string) =>
  (
    await sql<{ ownerId: string | null; departmentId: string | null; callable: boolean }>`
      select s.owner_id as "ownerId", s.department_id as "departmentId", s.callable
        from customers.standing_facts() s where s.customer_id = ${customerId}`.execute(ctx.tx)
  ).rows[0];

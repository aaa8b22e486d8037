import { z } from "zod";
import type { Context } from "../../../platform/context.ts";
import { conflict, invalid } from "../../../platform/errors.ts";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { listQuerySchema, readListRequest } from "../../../platform/lists/index.ts";
import { isActiveStaff } from "../../identity/index.ts";
import { releaseObligations } from "../../policy/index.ts";
import { customer } from "../customer.fields.ts";
import { managersNamed } from "../grading/index.ts";
import { assignRows, closeRows, idsOf } from "./bulk.store.ts";

const most = 10_000;

/** Marked rows, or all that a list shows under its filters. */
const which = {
  ids: z.array(z.uuid()).min(1).max(most).optional(),
  query: listQuerySchema(customer).omit({ limit: true, cursor: true, sort: true }).optional(),
};
const Done = z.object({ asked: z.number(), done: z.number() });
const Assignment = z.strictObject({ ...which, ownerId: z.uuid().nullable() }).meta({ id: "BulkAssignment" });
const Closure = z.strictObject({ ...which, reason: z.string().trim().min(4).max(500) }).meta({ id: "BulkClosure" });

async function chosen(
  ctx: Context,
  { ids, query }: { ids?: string[] | undefined; query?: Record<string, unknown> | undefined },
): Promise<string[]> {
  if ((ids === undefined) === (query === undefined))
    throw invalid([
      { field: "ids", text: { zh: "请选择客户，或给出筛选条件，二者其一", en: "give either customers or a filter" } },
    ]);
  if (ids) return ids;
  const found = await idsOf(ctx, readListRequest(customer, { ...query, limit: 1 }, ctx.actor, "-createdAt"), most);
  if (found.length > most)
    throw conflict("customers.too_many", {
      zh: `一次最多处理 ${most} 位客户，请缩小筛选范围。`,
      en: `At most ${most} customers at a time; narrow the filter.`,
    });
  return found;
}

/** One decision for many customers, set-based, with an event on each. */
export const bulkRoutes: Routes = (app) => {
  const tags = ["customers"];
  const tell = (ctx: Context, kind: string, ids: readonly string[], data: Record<string, unknown>) =>
    ctx.emit(...ids.map((id) => ({ kind, customerId: id, subjectType: "customer", subjectId: id, data })));

  app.post(
    "/api/v1/customers/bulk/assignments",
    { config: grant("customers.assign"), schema: { tags, body: Assignment, response: { 200: Done } } },
    (request) =>
      request.write(async (ctx) => {
        const { ownerId } = request.body;
        if (ownerId && !(await isActiveStaff(ctx, ownerId)))
          throw invalid([
            { field: "ownerId", text: { zh: "没有这位在职员工", en: "nobody who works here has this id" } },
          ]);
        const ids = await chosen(ctx, request.body);
        const done = await assignRows(ctx, ids, ownerId);
        await tell(ctx, "customers.customer.changed", done, { fields: ["ownerId"] });
        if (ownerId) await managersNamed(ctx, done);
        return { asked: ids.length, done: done.length };
      }),
  );

  app.post(
    "/api/v1/customers/bulk/closures",
    { config: grant("customers.close"), schema: { tags, body: Closure, response: { 200: Done } } },
    (request) =>
      request.write(async (ctx) => {
        const ids = await chosen(ctx, request.body);
        const done = await closeRows(ctx, ids);
        await releaseObligations(ctx, done, request.body.reason);
        await tell(ctx, "customers.customer.closed", done, { reason: request.body.reason });
        return { asked: ids.length, done: done.length };
      }),
  );
};

import { z } from "zod";
import { may } from "../../../platform/actor.ts";
import type { Context } from "../../../platform/context.ts";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { pageSchema } from "../../../platform/lists/index.ts";
import { namesOfCustomers } from "../../customers/index.ts";
import { compensationStates, ways } from "./choices.ts";
import { settleCompensation } from "./compensation.actions.ts";
import { listCompensations } from "./compensation.store.ts";
import { Compensation } from "./complaint.fields.ts";
import type { CompensationRow } from "./complaint.rows.ts";

const oneOf = <K extends string>(choices: Record<K, unknown>) => z.enum(Object.keys(choices) as [K, ...K[]]);

const Query = z.strictObject({
  state: oneOf(compensationStates).optional(),
  way: oneOf(ways).optional(),
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.uuid().optional(),
});

/** What the services cost is shown to those who may see the customer's money. */
export const withoutFee = (ctx: Context, rows: readonly CompensationRow[]): CompensationRow[] =>
  may(ctx.actor, "service.money:read")
    ? [...rows]
    : rows.map((row) => {
        const { fee: _, ...basis } = row.basis;
        return { ...row, basis };
      });

async function named(ctx: Context, rows: readonly CompensationRow[]) {
  const names = await namesOfCustomers(
    ctx,
    rows.map((row) => row.customerId),
  );
  return withoutFee(ctx, rows).map((row) => ({ ...row, customerName: names.get(row.customerId) ?? null }));
}

/** Instructions to make losses good, for whoever carries them out. */
export const compensationRoutes: Routes = (app) => {
  const tags = ["complaints"];

  app.get(
    "/api/v1/compensations",
    {
      config: grant("service.compensations.read"),
      schema: { tags, querystring: Query, response: { 200: pageSchema(Compensation) } },
    },
    async (request) => {
      const ctx = request.reading();
      const rows = await listCompensations(ctx, request.query);
      const items = rows.slice(0, request.query.limit);
      return { items: await named(ctx, items), next: rows.length > items.length ? items.at(-1)!.id : null };
    },
  );

  app.post(
    "/api/v1/compensations/:id/completion",
    {
      config: grant("service.compensations.settle"),
      schema: {
        tags,
        params: z.strictObject({ id: z.uuid() }),
        body: z.strictObject({ note: z.string().trim().min(2).max(500) }),
        response: { 200: Compensation },
      },
    },
    (request) =>
      request.write(async (ctx) => {
        const [row] = await named(ctx, [await settleCompensation(ctx, request.params.id, request.body.note)]);
        return row!;
      }),
  );
};

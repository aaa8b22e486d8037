import { z } from "zod";
import { grant, type Routes } from "../../platform/http/route.ts";
import { pageOf, pageSchema } from "../../platform/lists/index.ts";
import { Paging } from "./inspections.http.ts";
import { judge, recordPlan } from "./shortfall.actions.ts";
import { findShortfall, listShortfalls } from "./shortfall.store.ts";

const Shortfall = z
  .object({
    id: z.uuid(),
    control: z.string(),
    clause: z.string(),
    periodFrom: z.iso.datetime(),
    periodTo: z.iso.datetime(),
    departmentId: z.uuid().nullable(),
    numerator: z.number(),
    denominator: z.number(),
    target: z.string(),
    finishBy: z.iso.datetime().nullable(),
    openedAt: z.iso.datetime(),
    measures: z.string().nullable(),
    ownerId: z.uuid().nullable(),
    finishOn: z.iso.date().nullable(),
    recordedByName: z.string().nullable(),
    recordedAt: z.iso.datetime().nullable(),
    reached: z.boolean().nullable(),
    verdict: z.string().nullable(),
    judgedByName: z.string().nullable(),
    judgedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: "Shortfall" });

const plain = <R extends { numerator: bigint; denominator: bigint }>(row: R) => ({
  ...row,
  numerator: Number(row.numerator),
  denominator: Number(row.denominator),
});
const Id = z.strictObject({ id: z.uuid() });
const NewPlan = z
  .strictObject({ measures: z.string().trim().min(2).max(5000), ownerId: z.uuid(), finishOn: z.iso.date() })
  .meta({ id: "NewImprovementPlan" });
const Verdict = z
  .strictObject({ reached: z.boolean(), verdict: z.string().trim().min(2).max(2000) })
  .meta({ id: "ImprovementVerdict" });

/** Missed targets, the plans to mend them, and the verdicts (B8.3.1). */
export const shortfallRoutes: Routes = (app) => {
  const tags = ["supervision"];

  app.get(
    "/api/v1/shortfalls",
    {
      config: grant("supervision.read"),
      schema: { tags, querystring: Paging, response: { 200: pageSchema(Shortfall) } },
    },
    async (request) => {
      const { limit, cursor, state } = request.query;
      return pageOf(
        (await listShortfalls(request.reading().tx, { open: state === "open", cursor, limit })).map(plain),
        limit,
      );
    },
  );

  app.post(
    "/api/v1/shortfalls/:id/plan",
    { config: grant("supervision.plan"), schema: { tags, params: Id, body: NewPlan, response: { 201: Shortfall } } },
    async (request, reply) => {
      const { id } = request.params;
      const row = await request.write(async (ctx) => {
        await recordPlan(ctx, id, request.body);
        return findShortfall(ctx.tx, id);
      });
      return reply.code(201).send(plain(row!));
    },
  );

  app.post(
    "/api/v1/shortfalls/:id/verdict",
    { config: grant("supervision.judge"), schema: { tags, params: Id, body: Verdict, response: { 200: Shortfall } } },
    async (request) => {
      const { id } = request.params;
      const row = await request.write(async (ctx) => {
        await judge(ctx, id, request.body.reached, request.body.verdict);
        return findShortfall(ctx.tx, id);
      });
      return plain(row!);
    },
  );
};

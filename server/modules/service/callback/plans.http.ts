import { z } from "zod";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { pageSchema } from "../../../platform/lists/index.ts";
import { Question } from "./callback.rules.ts";
import { doers, occasions, planCycles, planStates, ways } from "./choices.ts";
import { countSegment } from "./round.store.ts";
import { demandSegment } from "../../customers/index.ts";
import { approve, changePlan, confirm, makePlan, readPlan, readPlans, stop } from "./plan.actions.ts";

const oneOf = <K extends string>(choices: Readonly<Record<K, unknown>>) => z.enum(Object.keys(choices) as [K, ...K[]]);
const Id = z.strictObject({ id: z.uuid() });
const Filters = z
  .record(z.string().max(50), z.string().max(500))
  .describe("As the list of customers takes them: class, grade, division ...");

const facts = {
  name: z.string().trim().min(1).max(100),
  occasion: oneOf(occasions).describe("What makes a call: a turn of the cycle, a closed complaint, finished work"),
  filters: Filters.default({}),
  heldService: z.string().trim().min(1).max(60).nullable().default(null).describe("Only who holds this service"),
  cycle: oneOf(planCycles).nullable().default(null),
  way: oneOf(ways),
  doer: oneOf(doers),
  doerStaffId: z.uuid().nullable().default(null),
  doerDepartmentId: z.uuid().nullable().default(null),
  doerRole: z
    .string()
    .max(50)
    .nullable()
    .default(null)
    .describe("The role; for account managers: who calls where there is none"),
  term: z.string().max(10).describe("Each call is due within this of its turn: 10d, 5wd"),
  fromOn: z.iso.date(),
  toOn: z.iso.date().nullable().default(null),
};
const form = { script: z.string().trim().max(5000).default(""), questions: z.array(Question).max(30).default([]) };

const NewPlan = z.strictObject({ ...facts, ...form }).meta({ id: "NewCallbackPlan" });
const PlanChange = z.strictObject({ ...facts, ...form, version: z.number().int() }).meta({ id: "CallbackPlanChange" });

const Plan = z
  .object({
    id: z.uuid(),
    name: z.string(),
    occasion: oneOf(occasions),
    filters: z.record(z.string(), z.string()),
    heldService: z.string().nullable(),
    cycle: oneOf(planCycles).nullable(),
    way: oneOf(ways),
    doer: oneOf(doers),
    doerStaffId: z.uuid().nullable(),
    doerDepartmentId: z.uuid().nullable(),
    doerRole: z.string().nullable(),
    term: z.string(),
    fromOn: z.iso.date(),
    toOn: z.iso.date().nullable(),
    state: oneOf(planStates),
    createdBy: z.uuid().nullable(),
    createdByName: z.string(),
    createdAt: z.iso.datetime(),
    approvedByName: z.string().nullable(),
    approvedAt: z.iso.datetime().nullable(),
    stoppedByName: z.string().nullable(),
    stoppedAt: z.iso.datetime().nullable(),
    version: z.number(),
    progress: z.object({
      period: z.string().nullable().describe("The latest turn"),
      calls: z.number(),
      made: z.number(),
      late: z.number(),
    }),
  })
  .meta({ id: "CallbackPlan" });
const PlanPage = Plan.extend({ script: z.string(), questions: z.array(Question) }).meta({ id: "CallbackPlanPage" });

/** Plans of callbacks: whom, when, what to ask, which way and by whom (T7.1, E5.1.1). */
export const planRoutes: Routes = (app) => {
  const tags = ["callbacks"];
  const [reads, plans] = [grant("service.callbacks.read"), grant("service.callbacks.plan")];

  app.get(
    "/api/v1/callback-plans",
    {
      config: reads,
      schema: {
        tags,
        querystring: z.strictObject({
          limit: z.coerce.number().int().min(1).max(200).default(50),
          cursor: z.uuid().optional(),
          state: oneOf(planStates).optional(),
        }),
        response: { 200: pageSchema(Plan) },
      },
    },
    async (request) => {
      const { limit, ...asked } = request.query;
      const rows = await readPlans(request.reading(), { ...asked, limit });
      const items = rows.slice(0, limit);
      return { items, next: rows.length > limit ? items.at(-1)!.id : null };
    },
  );

  app.get(
    "/api/v1/callback-plans/:id",
    { config: reads, schema: { tags, params: Id, response: { 200: PlanPage } } },
    (request) => readPlan(request.reading(), request.params.id),
  );

  app.post(
    "/api/v1/callback-plans",
    { config: plans, schema: { tags, body: NewPlan, response: { 201: PlanPage } } },
    async (request, reply) => {
      const made = await request.write(async (ctx) => readPlan(ctx, await makePlan(ctx, request.body)));
      return reply.code(201).send(made);
    },
  );

  app.put(
    "/api/v1/callback-plans/:id",
    { config: plans, schema: { tags, params: Id, body: PlanChange, response: { 200: PlanPage } } },
    (request) =>
      request.write(async (ctx) => {
        const { version, ...given } = request.body;
        await changePlan(ctx, request.params.id, version, given);
        return readPlan(ctx, request.params.id);
      }),
  );

  for (const [path, act] of [
    ["approval", approve],
    ["stop", stop],
  ] as const)
    app.post(
      `/api/v1/callback-plans/:id/${path}`,
      { config: plans, schema: { tags, params: Id, response: { 200: PlanPage } } },
      (request) =>
        request.write(async (ctx) => {
          await act(ctx, request.params.id);
          return readPlan(ctx, request.params.id);
        }),
    );

  app.post(
    "/api/v1/callback-plans/confirmations",
    { config: plans, schema: { tags, response: { 204: z.null() } } },
    async (request, reply) => {
      await request.write(confirm);
      return reply.code(204).send(null);
    },
  );

  app.post(
    "/api/v1/callback-plans/preview",
    {
      config: plans,
      schema: {
        tags,
        body: z.strictObject({ filters: Filters, heldService: z.string().max(60).nullable().default(null) }),
        response: { 200: z.object({ customers: z.number().describe("Who would be called now") }) },
      },
    },
    async (request) => {
      const { filters, heldService } = request.body;
      demandSegment(request.actor, { filters });
      return { customers: await countSegment(request.reading(), { filters, service: heldService }) };
    },
  );
};

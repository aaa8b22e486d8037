import { z } from "zod";
import { grant, type Routes, signedIn } from "../../../platform/http/route.ts";
import { pageSchema } from "../../../platform/lists/index.ts";
import type { Context } from "../../../platform/context.ts";
import { problemOf } from "../../../platform/errors.ts";
import {
  assignObligations,
  fulfilByHand,
  pauseObligation,
  resumeObligation,
  waiveObligations,
} from "./change.actions.ts";
import type { Outcome } from "./batch.ts";
import { Explanation, showExplanation } from "./explanation.schema.ts";
import { demandSight } from "./obligation.access.ts";
import { Obligation, showObligations } from "./obligation.schema.ts";
import { findObligation, type ObligationKey } from "./row.store.ts";
import { countLimit, listStates, scopes } from "./worklist.store.ts";
import { countWorklist, readWorklist } from "./worklist.ts";

const Key = z.strictObject({
  customerId: z.uuid().describe("The nil UUID for what belongs to the company itself"),
  id: z.uuid(),
});
const words = z.string().trim().min(2).max(500);
const Reason = z.strictObject({ reason: words });
const Target = z
  .union([z.strictObject({ assigneeId: z.uuid() }), z.strictObject({ role: z.string().regex(/^[a-z_]{1,50}$/) })])
  .meta({ id: "ObligationTarget" });
const items = z.array(Key).min(1).max(500);
const Results = z
  .object({
    items: z.array(Key.extend({ ok: z.boolean(), code: z.string().nullable(), reason: z.string().nullable() })),
  })
  .meta({ id: "ObligationResults" });

const Query = z.strictObject({
  scope: z
    .enum(scopes)
    .default("mine")
    .describe("mine: given to me or waiting for one of my roles; role: only the latter"),
  state: z.enum(listStates).default("open").describe("open has all that is still to be done, late ones too"),
  control: z.string().max(100).optional(),
  clause: z.string().max(50).optional(),
  dueBefore: z.iso.datetime().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(1000).optional(),
});

async function one(ctx: Context, key: ObligationKey) {
  const row = demandSight(ctx.actor, await findObligation(ctx.query, key));
  return (await showObligations(ctx, [row]))[0]!;
}

/** What is promised to customers: worklists, one promise, its explanation, and what people do about it. */
export const obligationRoutes: Routes = (app) => {
  const tags = ["obligations"];
  const at = "/api/v1/obligations/:customerId/:id";
  const change = { tags, params: Key, response: { 200: Obligation } };

  app.get(
    "/api/v1/obligations",
    { config: signedIn, schema: { tags, querystring: Query, response: { 200: pageSchema(Obligation) } } },
    (request) => readWorklist(request.reading(), request.query),
  );

  const count = z.number().describe(`Up to ${countLimit}`);
  app.get(
    "/api/v1/obligations/counts",
    {
      config: signedIn,
      schema: {
        tags,
        querystring: z.strictObject({ scope: Query.shape.scope }),
        response: { 200: z.object({ open: count, late: count, paused: count }) },
      },
    },
    (request) => countWorklist(request.reading(), request.query.scope),
  );

  app.get(at, { config: signedIn, schema: { tags, params: Key, response: { 200: Obligation } } }, (request) =>
    one(request.reading(), request.params),
  );

  app.get(
    `${at}/explanation`,
    { config: signedIn, schema: { tags, params: Key, response: { 200: Explanation } } },
    async (request) => {
      const ctx = request.reading();
      return showExplanation(ctx, demandSight(ctx.actor, await findObligation(ctx.query, request.params)));
    },
  );

  app.post(`${at}/assignment`, { config: signedIn, schema: { ...change, body: Target } }, (request) =>
    request.write(async (ctx) => {
      const before = await findObligation(ctx.query, request.params);
      const [outcome] = await assignObligations(ctx, [request.params], request.body);
      if (outcome?.refusal) throw outcome.refusal;
      // Whoever gives work away may no longer see it, but is told what became of it.
      demandSight(ctx.actor, before);
      const after = await findObligation(ctx.query, request.params);
      return (await showObligations(ctx, [after!]))[0]!;
    }),
  );

  app.post(
    `${at}/pause`,
    { config: grant("policy.obligations.assign"), schema: { ...change, body: Reason } },
    (request) =>
      request.write(async (ctx) => {
        await pauseObligation(ctx, request.params, request.body.reason);
        return one(ctx, request.params);
      }),
  );

  app.delete(`${at}/pause`, { config: grant("policy.obligations.assign"), schema: change }, (request) =>
    request.write(async (ctx) => {
      await resumeObligation(ctx, request.params);
      return one(ctx, request.params);
    }),
  );

  app.post(
    `${at}/waiver`,
    { config: grant("policy.obligations.waive"), schema: { ...change, body: Reason } },
    (request) =>
      request.write(async (ctx) => {
        const [outcome] = await waiveObligations(ctx, [request.params], request.body.reason);
        if (outcome?.refusal) throw outcome.refusal;
        return one(ctx, request.params);
      }),
  );

  app.post(
    `${at}/fulfilment`,
    { config: signedIn, schema: { ...change, body: z.strictObject({ note: words }) } },
    (request) =>
      request.write(async (ctx) => {
        await fulfilByHand(ctx, request.params, request.body.note);
        return one(ctx, request.params);
      }),
  );

  app.post(
    "/api/v1/obligations/assignments",
    { config: signedIn, schema: { tags, body: z.strictObject({ items, to: Target }), response: { 200: Results } } },
    (request) =>
      request.write(async (ctx) => results(ctx, await assignObligations(ctx, request.body.items, request.body.to))),
  );

  app.post(
    "/api/v1/obligations/waivers",
    {
      config: grant("policy.obligations.waive"),
      schema: { tags, body: z.strictObject({ items, reason: words }), response: { 200: Results } },
    },
    (request) =>
      request.write(async (ctx) => results(ctx, await waiveObligations(ctx, request.body.items, request.body.reason))),
  );
};

/** One line each; a refusal in the reader's language. */
const results = ({ language }: Context, outcomes: readonly Outcome[]) => ({
  items: outcomes.map(({ customerId, id, refusal }) => {
    const problem = refusal && problemOf(refusal, language);
    return { customerId, id, ok: !refusal, code: problem?.code ?? null, reason: problem?.title ?? null };
  }),
});

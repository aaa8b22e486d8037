import { z } from "zod";
import { demand } from "../../../platform/actor.ts";
import { durationSchema } from "../../../platform/calendar/index.ts";
import { grant, type Routes, signedIn } from "../../../platform/http/route.ts";
import { nobody } from "../../../platform/ids.ts";
import { answerApproval, askApproval, loadApproval } from "./approval.actions.ts";
import { type ApprovalRow, listApprovals } from "./approval.store.ts";

const Key = z.strictObject({ customerId: z.uuid(), id: z.uuid() });
const words = (max: number) => z.string().trim().min(2).max(max);

const Approval = z
  .object({
    customerId: z.uuid().describe("The nil UUID for what belongs to the company itself"),
    id: z.uuid(),
    control: z.string(),
    clause: z.string(),
    subjectType: z.string(),
    subjectId: z.uuid(),
    reason: z.string(),
    term: z.string(),
    receiver: z.string().nullable(),
    protection: z.string().nullable(),
    state: z.enum(["asked", "granted", "denied", "expired"]),
    askedBy: z.uuid(),
    askedByName: z.string(),
    askedAt: z.iso.datetime(),
    decidedByName: z.string().nullable(),
    decidedAt: z.iso.datetime().nullable(),
    answer: z.string().nullable(),
    expiresAt: z.iso.datetime().nullable(),
  })
  .meta({ id: "Approval" });

const NewApproval = z
  .strictObject({
    control: z.string().max(100),
    customerId: z.uuid().nullish(),
    subjectType: z.string().regex(/^[a-z_]{1,50}$/),
    subjectId: z.uuid(),
    reason: words(500),
    term: durationSchema,
    receiver: words(200).optional().describe("Who receives the data"),
    protection: words(500).optional().describe("How the receiver protects them"),
  })
  .meta({ id: "NewApproval" });

const Decision = z
  .strictObject({ granted: z.boolean(), answer: words(500).optional(), term: durationSchema.optional() })
  .meta({ id: "ApprovalDecision" });

const Query = z.strictObject({
  state: z.enum(["asked", "granted", "denied", "expired"]).optional(),
  scope: z.enum(["mine", "all"]).default("mine").describe("`all` needs policy.approvals.decide"),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.uuid().optional(),
});

const show = (now: Date, { details, versionId: _, decidedBy: __, ...row }: ApprovalRow) => ({
  ...row,
  term: details.term,
  receiver: details.receiver ?? null,
  protection: details.protection ?? null,
  state:
    row.state === "granted" && row.expiresAt !== null && new Date(row.expiresAt) <= now
      ? ("expired" as const)
      : row.state,
});

/** Asking for an exception from a guard, and deciding on it. */
export const approvalRoutes: Routes = (app) => {
  const tags = ["approvals"];

  app.get(
    "/api/v1/approvals",
    {
      config: signedIn,
      schema: {
        tags,
        querystring: Query,
        response: { 200: z.object({ items: z.array(Approval), next: z.string().nullable() }) },
      },
    },
    async (request) => {
      const { state, scope, limit, cursor } = request.query;
      if (scope === "all") demand(request.actor, "policy.approvals.decide");
      const ctx = request.reading();
      const rows = await listApprovals(ctx, {
        state,
        before: cursor,
        limit: limit + 1,
        ...(scope === "mine" && { askedBy: request.actor.id ?? nobody }),
      });
      const items = rows.slice(0, limit);
      return { items: items.map((row) => show(ctx.now, row)), next: rows.length > limit ? items.at(-1)!.id : null };
    },
  );

  app.post(
    "/api/v1/approvals",
    { config: grant("policy.approvals.ask"), schema: { tags, body: NewApproval, response: { 201: Approval } } },
    async (request, reply) =>
      reply.code(201).send(await request.write(async (ctx) => show(ctx.now, await askApproval(ctx, request.body)))),
  );

  app.get(
    "/api/v1/approvals/:customerId/:id",
    { config: signedIn, schema: { tags, params: Key, response: { 200: Approval } } },
    async (request) => {
      const ctx = request.reading();
      return show(ctx.now, await loadApproval(ctx, request.params.customerId, request.params.id));
    },
  );

  app.post(
    "/api/v1/approvals/:customerId/:id/decision",
    {
      config: grant("policy.approvals.decide"),
      schema: { tags, params: Key, body: Decision, response: { 200: Approval } },
    },
    (request) =>
      request.write(async (ctx) =>
        show(ctx.now, await answerApproval(ctx, request.params.customerId, request.params.id, request.body)),
      ),
  );
};

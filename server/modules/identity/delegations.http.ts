import { z } from "zod";
import { may } from "../../platform/actor.ts";
import { grant, type Routes, signedIn } from "../../platform/http/route.ts";
import { delegate, revokeDelegation } from "./delegation.actions.ts";
import { listDelegations } from "./delegation.store.ts";
import { changeRights, demandPerson } from "./rights.ts";

const Id = z.strictObject({ id: z.uuid() });
const Delegation = z
  .object({
    id: z.uuid(),
    fromStaffId: z.uuid(),
    fromName: z.string(),
    toStaffId: z.uuid(),
    toName: z.string(),
    reason: z.string(),
    startsAt: z.iso.datetime(),
    endsAt: z.iso.datetime(),
    revokedAt: z.iso.datetime().nullable(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: "Delegation" });
const NewDelegation = z
  .strictObject({
    toStaffId: z.uuid(),
    reason: z.string().trim().min(2).max(200),
    startsAt: z.iso.datetime().optional(),
    endsAt: z.iso.datetime(),
  })
  .meta({ id: "NewDelegation" });
const Query = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.uuid().optional(),
  state: z.enum(["current", "all"]).default("current"),
  of: z
    .enum(["me", "all"])
    .default("me")
    .describe("`all` needs identity.delegations.manage; without it one's own come"),
});

export const delegationRoutes: Routes = (app) => {
  const tags = ["delegations"];

  app.get(
    "/api/v1/delegations",
    {
      config: signedIn,
      schema: {
        tags,
        querystring: Query,
        response: { 200: z.object({ items: z.array(Delegation), next: z.string().nullable() }) },
      },
    },
    async (request) => {
      const { limit, cursor, state, of } = request.query;
      const all = of === "all" && may(request.actor, "identity.delegations.manage");
      const party = all ? undefined : demandPerson(request.actor);
      const rows = await listDelegations(request.reading(), {
        party,
        cursor,
        current: state === "current",
        limit: limit + 1,
      });
      const items = rows.slice(0, limit);
      return { items, next: rows.length > limit ? items.at(-1)!.id : null };
    },
  );

  app.post(
    "/api/v1/delegations",
    { config: grant("identity.delegate"), schema: { tags, body: NewDelegation, response: { 201: Delegation } } },
    async (request, reply) =>
      reply.code(201).send(await changeRights(request, (ctx) => delegate(ctx, demandPerson(ctx.actor), request.body))),
  );

  app.post(
    "/api/v1/staff/:id/delegations",
    {
      config: grant("identity.delegations.manage"),
      schema: { tags, params: Id, body: NewDelegation, response: { 201: Delegation } },
    },
    async (request, reply) =>
      reply.code(201).send(await changeRights(request, (ctx) => delegate(ctx, request.params.id, request.body))),
  );

  app.post(
    "/api/v1/delegations/:id/revocation",
    { config: signedIn, schema: { tags, params: Id, response: { 200: Delegation } } },
    (request) => changeRights(request, (ctx) => revokeDelegation(ctx, request.params.id)),
  );
};

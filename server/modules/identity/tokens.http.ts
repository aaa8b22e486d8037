import { z } from "zod";
import { grant, type Routes, signedIn } from "../../platform/http/route.ts";
import { changeRights, demandPerson } from "./rights.ts";
import { createToken, revokeToken } from "./token.actions.ts";
import { listTokens } from "./token.store.ts";

const Id = z.strictObject({ id: z.uuid() });
const facts = {
  id: z.uuid(),
  name: z.string(),
  grants: z.array(z.string()),
  expiresAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
};
const ApiToken = z.object(facts).meta({ id: "ApiToken" });
const MadeToken = z.object({ ...facts, token: z.string() }).meta({ id: "MadeApiToken" });
const NewToken = z
  .strictObject({
    name: z.string().trim().min(1).max(100),
    grants: z.array(z.string().max(100)).min(1).max(2000),
    expiresInDays: z.number().int().min(1).default(90),
  })
  .meta({ id: "NewApiToken" });
const list = { 200: z.object({ items: z.array(ApiToken), next: z.null() }) };

export const tokenRoutes: Routes = (app) => {
  const tags = ["tokens"];
  const others = grant("identity.sessions.manage");

  app.get("/api/v1/tokens", { config: signedIn, schema: { tags, response: list } }, async (request) => ({
    items: await listTokens(request.reading(), demandPerson(request.actor)),
    next: null,
  }));

  app.post(
    "/api/v1/tokens",
    { config: grant("identity.tokens"), schema: { tags, body: NewToken, response: { 201: MadeToken } } },
    async (request, reply) => reply.code(201).send(await request.write((ctx) => createToken(ctx, request.body))),
  );

  app.delete(
    "/api/v1/tokens/:id",
    { config: signedIn, schema: { tags, params: Id, response: { 204: z.null() } } },
    async (request, reply) => {
      await changeRights(request, (ctx) => revokeToken(ctx, demandPerson(ctx.actor), request.params.id));
      return reply.code(204).send(null);
    },
  );

  app.get(
    "/api/v1/staff/:id/tokens",
    { config: others, schema: { tags, params: Id, response: list } },
    async (request) => ({
      items: await listTokens(request.reading(), request.params.id),
      next: null,
    }),
  );

  app.delete(
    "/api/v1/staff/:id/tokens/:tokenId",
    {
      config: others,
      schema: { tags, params: z.strictObject({ id: z.uuid(), tokenId: z.uuid() }), response: { 204: z.null() } },
    },
    async (request, reply) => {
      await changeRights(request, (ctx) => revokeToken(ctx, request.params.id, request.params.tokenId));
      return reply.code(204).send(null);
    },
  );
};

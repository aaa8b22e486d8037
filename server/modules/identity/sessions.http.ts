import { z } from "zod";
import { grant, open, type Routes, signedIn } from "../../platform/http/route.ts";
import { delegationsTo } from "./delegation.store.ts";
import { changeRights, demandDone, demandPerson } from "./rights.ts";
import { endSession, signIn, signOut } from "./session.actions.ts";
import { clearSessionCookie, setSessionCookie } from "./session.cookie.ts";
import { listSessions } from "./session.store.ts";
import { signInWays, SignInWays } from "./sign-in-ways.ts";
import { findStaff } from "./staff.store.ts";

const Id = z.strictObject({ id: z.uuid() });
const Credentials = z
  .strictObject({ email: z.string().max(200), password: z.string().max(500), code: z.string().max(20).optional() })
  .meta({ id: "Credentials" });
const Session = z
  .object({ token: z.string(), expiresAt: z.iso.datetime(), mustChangePassword: z.boolean() })
  .meta({ id: "Session" });
const OpenSession = z
  .object({
    id: z.uuid(),
    way: z.string(),
    agent: z.string().nullable(),
    createdAt: z.iso.datetime(),
    lastSeenAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    current: z.boolean(),
  })
  .meta({ id: "OpenSession" });
const Me = z
  .object({
    id: z.uuid().nullable(),
    kind: z.string(),
    name: z.string(),
    email: z.string().nullable(),
    roles: z.array(z.string()),
    grants: z.array(z.string()),
    departments: z.array(z.string()),
    mustChangePassword: z.boolean(),
    totp: z.boolean(),
    /** Colleagues with whose rights one works at present, beside one's own. */
    actingFor: z.array(z.object({ id: z.uuid(), name: z.string(), until: z.iso.datetime() })),
  })
  .meta({ id: "Me" });
const list = { 200: z.object({ items: z.array(OpenSession), next: z.null() }) };
const none = { 204: z.null() };

export const sessionRoutes: Routes = (app) => {
  const tags = ["sessions"];
  const others = grant("identity.sessions.manage");

  app.get("/api/v1/sign-in-ways", { config: open, schema: { tags, response: { 200: SignInWays } } }, (request) =>
    signInWays(request.reading()),
  );

  app.post(
    "/api/v1/sessions",
    {
      config: { ...open, rateLimit: { max: 30, timeWindow: "1 minute" } },
      schema: { tags, body: Credentials, response: { 201: Session } },
    },
    async (request, reply) => {
      const agent = request.headers["user-agent"];
      const { token, expiresAt, mustChangePassword } = demandDone(
        await request.write((ctx) => signIn(ctx, { ...request.body, agent })),
      );
      setSessionCookie(request, reply, token);
      return reply.code(201).send({ token, expiresAt, mustChangePassword });
    },
  );

  app.delete(
    "/api/v1/sessions/current",
    { config: { ...signedIn, beforePassword: true }, schema: { tags, response: none } },
    async (request, reply) => {
      await changeRights(request, signOut);
      clearSessionCookie(reply);
      return reply.code(204).send(null);
    },
  );

  app.get("/api/v1/sessions", { config: signedIn, schema: { tags, response: list } }, async (request) => {
    const rows = await listSessions(request.reading(), demandPerson(request.actor));
    return { items: rows.map((row) => ({ ...row, current: row.id === request.actor.sessionId })), next: null };
  });

  app.delete(
    "/api/v1/sessions/:id",
    { config: signedIn, schema: { tags, params: Id, response: none } },
    async (request, reply) => {
      await changeRights(request, (ctx) => endSession(ctx, demandPerson(ctx.actor), request.params.id));
      return reply.code(204).send(null);
    },
  );

  app.get(
    "/api/v1/staff/:id/sessions",
    { config: others, schema: { tags, params: Id, response: list } },
    async (request) => {
      const rows = await listSessions(request.reading(), request.params.id);
      return { items: rows.map((row) => ({ ...row, current: row.id === request.actor.sessionId })), next: null };
    },
  );

  app.delete(
    "/api/v1/staff/:id/sessions/:sessionId",
    { config: others, schema: { tags, params: z.strictObject({ id: z.uuid(), sessionId: z.uuid() }), response: none } },
    async (request, reply) => {
      await changeRights(request, (ctx) => endSession(ctx, request.params.id, request.params.sessionId));
      return reply.code(204).send(null);
    },
  );

  app.get(
    "/api/v1/me",
    { config: { ...signedIn, beforePassword: true }, schema: { tags, response: { 200: Me } } },
    async (request) => {
      const { id, kind, name, roles, grants, departments, mustChangePassword = false } = request.actor;
      const ctx = request.reading();
      const person = id ? await findStaff(ctx, id) : undefined;
      const givers = id ? await delegationsTo(ctx, id) : [];
      return {
        id,
        kind,
        name,
        email: person?.email ?? null,
        roles: [...roles],
        grants: [...grants].sort(),
        departments: [...departments],
        mustChangePassword,
        totp: Boolean(person?.totpEnabledAt),
        actingFor: givers.map((one) => ({ id: one.fromStaffId, name: one.fromName, until: one.endsAt })),
      };
    },
  );
};

import { z } from "zod";
import { AppError } from "../../platform/errors.ts";
import { sessionCookie } from "../../platform/http/app.ts";
import { open, type Routes, signedIn } from "../../platform/http/route.ts";
import { signIn, signOut } from "./session.actions.ts";

const Credentials = z
  .strictObject({ email: z.string().max(200), password: z.string().max(500), code: z.string().max(20).optional() })
  .meta({ id: "Credentials" });
const Session = z
  .object({ token: z.string(), expiresAt: z.iso.datetime(), mustChangePassword: z.boolean() })
  .meta({ id: "Session" });
const Me = z
  .object({ id: z.uuid().nullable(), name: z.string(), roles: z.array(z.string()), grants: z.array(z.string()), departments: z.array(z.string()) })
  .meta({ id: "Me" });

export const sessionRoutes: Routes = (app) => {
  app.post(
    "/api/v1/sessions",
    { config: { ...open, rateLimit: { max: 30, timeWindow: "1 minute" } }, schema: { tags: ["sessions"], body: Credentials, response: { 201: Session } } },
    async (request, reply) => {
      const agent = request.headers["user-agent"];
      const outcome = await request.write((ctx) => signIn(ctx, { ...request.body, agent }));
      if (outcome instanceof AppError) throw outcome;
      const secure = request.protocol === "https";
      reply.setCookie(sessionCookie, outcome.token, { path: "/", httpOnly: true, sameSite: "strict", secure });
      return reply.code(201).send({ token: outcome.token, expiresAt: outcome.expiresAt, mustChangePassword: outcome.mustChangePassword });
    },
  );

  app.delete("/api/v1/sessions/current", { config: signedIn, schema: { tags: ["sessions"], response: { 204: z.null() } } }, async (request, reply) => {
    await request.write(signOut);
    return reply.clearCookie(sessionCookie, { path: "/" }).code(204).send(null);
  });

  app.get("/api/v1/me", { config: signedIn, schema: { tags: ["sessions"], response: { 200: Me } } }, (request) => {
    const { id, name, roles, grants, departments } = request.actor;
    return { id, name, roles: [...roles], grants: [...grants].sort(), departments: [...departments] };
  });
};

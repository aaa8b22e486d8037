import { z } from "zod";
import { grant, type Routes, signedIn } from "../../platform/http/route.ts";
import { changePassword, resetPassword } from "./password.actions.ts";
import { changeRights, demandDone } from "./rights.ts";
import { beginTotp, confirmTotp, recoverTotp, removeTotp } from "./totp.actions.ts";

const Id = z.strictObject({ id: z.uuid() });
const password = z.string().max(500);
const PasswordChange = z.strictObject({ current: password, password }).meta({ id: "PasswordChange" });
const TotpSetUp = z.object({ secret: z.string(), uri: z.string() }).meta({ id: "TotpSetUp" });
const slow = { rateLimit: { max: 30, timeWindow: "1 minute" } };
const none = { 204: z.null() };

/** Passwords and two-step sign-in: one's own, and their recovery by an administrator. */
export const secretRoutes: Routes = (app) => {
  const tags = ["secrets"];
  const recover = grant("identity.staff.recover");

  app.put(
    "/api/v1/me/password",
    { config: { ...signedIn, ...slow, beforePassword: true }, schema: { tags, body: PasswordChange, response: none } },
    async (request, reply) => {
      demandDone(await changeRights(request, (ctx) => changePassword(ctx, request.body)));
      return reply.code(204).send(null);
    },
  );

  app.post(
    "/api/v1/staff/:id/password-reset",
    { config: recover, schema: { tags, params: Id, response: { 201: z.object({ firstPassword: z.string() }) } } },
    async (request, reply) =>
      reply
        .code(201)
        .send({ firstPassword: await changeRights(request, (ctx) => resetPassword(ctx, request.params.id)) }),
  );

  app.post(
    "/api/v1/me/totp",
    { config: signedIn, schema: { tags, response: { 201: TotpSetUp } } },
    async (request, reply) => reply.code(201).send(await request.write(beginTotp)),
  );

  app.post(
    "/api/v1/me/totp/confirmation",
    {
      config: { ...signedIn, ...slow },
      schema: { tags, body: z.strictObject({ code: z.string().max(20) }).meta({ id: "TotpCode" }), response: none },
    },
    async (request, reply) => {
      await request.write((ctx) => confirmTotp(ctx, request.body.code));
      return reply.code(204).send(null);
    },
  );

  app.post(
    "/api/v1/me/totp/removal",
    {
      config: { ...signedIn, ...slow },
      schema: { tags, body: z.strictObject({ password }).meta({ id: "TotpRemoval" }), response: none },
    },
    async (request, reply) => {
      demandDone(await request.write((ctx) => removeTotp(ctx, request.body.password)));
      return reply.code(204).send(null);
    },
  );

  app.post(
    "/api/v1/staff/:id/totp-recovery",
    { config: recover, schema: { tags, params: Id, response: none } },
    async (request, reply) => {
      await changeRights(request, (ctx) => recoverTotp(ctx, request.params.id));
      return reply.code(204).send(null);
    },
  );
};

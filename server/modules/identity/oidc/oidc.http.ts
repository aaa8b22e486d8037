import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { AppError } from "../../../platform/errors.ts";
import { open, type Routes } from "../../../platform/http/route.ts";
import { demandDone } from "../rights.ts";
import { setSessionCookie } from "../session.cookie.ts";
import { oidcClient } from "./client.ts";
import { askIssuer, beginOidc, endAttempt, signInByClaims } from "./oidc.actions.ts";
import { refusalPage } from "./page.ts";

const attemptCookie = "youzhang_oidc";
const path = "/api/v1/oidc";
// The issuer adds what it likes; only state counts here, the rest goes to the library.
const Callback = z.looseObject({ state: z.string().max(200).optional() });
const config = { ...open, rateLimit: { max: 60, timeWindow: "1 minute" } };

/** Sign-in at the company's own issuer: there and back again, by two navigations of the browser. */
export const oidcRoutes: Routes = (app) => {
  const tags = ["sessions"];

  app.get(`${path}/start`, { config, schema: { tags, response: { 302: z.null() } } }, (request, reply) =>
    orPage(request, reply, async () => {
      const client = await oidcClient(request.reading().services);
      const { url, state } = await request.write((ctx) => beginOidc(ctx, client, callbackOf(request)));
      reply.setCookie(attemptCookie, state, {
        path,
        httpOnly: true,
        sameSite: "lax",
        secure: request.protocol === "https",
        maxAge: 900,
      });
      return url.href;
    }),
  );

  app.get(
    `${path}/callback`,
    { config, schema: { tags, querystring: Callback, response: { 302: z.null() } } },
    (request, reply) =>
      orPage(request, reply, async () => {
        const attempt = await request.write((ctx) =>
          endAttempt(ctx, request.query.state, request.cookies[attemptCookie]),
        );
        reply.clearCookie(attemptCookie, { path });
        const callback = new URL(callbackOf(request));
        callback.search = new URL(request.url, callback).search;
        const claimed = await askIssuer(request.reading().services, callback, attempt);
        const session = demandDone(
          await request.write((ctx) => signInByClaims(ctx, claimed, request.headers["user-agent"])),
        );
        setSessionCookie(request, reply, session.token);
        return "/";
      }),
  );
};

/** Where the issuer sends the browser back to; must be registered there. */
function callbackOf(request: FastifyRequest): string {
  const { publicUrl } = request.reading().services.config;
  return new URL(`${path}/callback`, publicUrl ?? `${request.protocol}://${request.host}`).href;
}

/** Sends the browser on; a refusal is a page for whoever reads pages. */
async function orPage(request: FastifyRequest, reply: FastifyReply, work: () => Promise<string>) {
  try {
    return reply.redirect(await work());
  } catch (error) {
    if (!(error instanceof AppError) || !request.headers.accept?.includes("text/html")) throw error;
    return reply.code(error.status).type("text/html; charset=utf-8").serializer(String).send(refusalPage(error));
  }
}

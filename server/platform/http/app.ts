import cookie from "@fastify/cookie";
import multipart from "@fastify/multipart";
import rateLimit from "@fastify/rate-limit";
import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import Fastify, { type FastifyRequest, LogController } from "fastify";
import {
  createJsonSchemaTransform,
  createJsonSchemaTransformObject,
  serializerCompiler,
} from "fastify-type-provider-zod";
import { type Actor, demand, signInFirst, visitor } from "../actor.ts";
import { reading, write } from "../context.ts";
import { AppError, notFound } from "../errors.ts";
import { compileMask } from "../fields/index.ts";
import type { Services } from "../services.ts";
import { errorHandler } from "./errors.ts";
import { serveConsole } from "./console.ts";
import { observe } from "./metrics.ts";
import type { Access, App, Routes } from "./route.ts";
import { secureReplies } from "./security.ts";
import { validatorCompiler } from "./validation.ts";

export type AppParts = {
  readonly services: Services;
  readonly routes: readonly Routes[];
  /** Who stands behind a bearer token or session cookie; undefined for nobody. */
  readonly actorOf: (services: Services, token: string) => Promise<Actor | undefined>;
  /** The same for customers in the portal: their tokens open nothing of the staff's, nor the staff's anything of theirs. */
  readonly customerOf: (services: Services, token: string) => Promise<Actor | undefined>;
};

export const sessionCookie = "youzhang_session";
export const portalCookie = "youzhang_portal";

/** The HTTP application: every route names who may call it, every reply passes the mask. */
export async function buildApp({ services, routes, actorOf, customerOf }: AppParts): Promise<App> {
  const { config } = services;
  const app = Fastify({
    bodyLimit: 1024 * 1024,
    trustProxy: config.publicUrl ? "loopback" : false,
    logger: config.log === "silent" ? false : { level: config.log, redact: { paths: ["req", "res"], remove: true } },
    logController: new LogController({ disableRequestLogging: true }),
    routerOptions: { maxParamLength: 200 },
  }) as unknown as App;
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(errorHandler);
  app.setNotFoundHandler({}, (request, reply) =>
    errorHandler(notFound({ zh: "这个地址", en: "address" }), request, reply),
  );

  app.decorate("accessList", []);
  app.decorateRequest("actor");
  app.decorateRequest("language", "zh");
  app.decorateRequest("write", function (this: FastifyRequest, work) {
    return write(services, { actor: this.actor, language: this.language }, work);
  });
  app.decorateRequest("reading", function (this: FastifyRequest) {
    return reading(services, { actor: this.actor, language: this.language });
  });

  await app.register(cookie);
  secureReplies(app, config.publicUrl);
  await app.register(multipart, { limits: { fileSize: 2 * 1024 ** 3, files: 1, fields: 20 } });
  observe(app);

  app.addHook("onRequest", async (request) => {
    request.language = /^en\b/i.test(request.headers["accept-language"] ?? "") ? "en" : "zh";
    request.actor = visitor;
    const access = request.routeOptions.config.access;
    if (!access) return;
    const inPortal = access === "customer";
    const token = bearer(request) ?? request.cookies[inPortal ? portalCookie : sessionCookie];
    const actor = token ? await (inPortal ? customerOf : actorOf)(services, token) : undefined;
    if (actor) request.actor = actor;
    if (access !== "public") admit(request, access);
  });
  if (config.rateLimit > 0)
    await app.register(rateLimit, {
      max: config.rateLimit,
      timeWindow: "1 minute",
      hook: "preHandler",
      keyGenerator: ({ actor, ip }) => actor.sessionId ?? actor.id ?? actor.customerId ?? ip,
    });

  app.addHook("onRoute", (route) => {
    if (route.url.startsWith("/api/") && !route.config?.access)
      throw new Error(`${String(route.method)} ${route.url} does not say who may call it.`);
    if (route.config?.access)
      for (const method of [route.method].flat())
        app.accessList.push({ method, url: route.url, access: route.config.access });
    const response = route.schema?.response as Record<string, unknown> | undefined;
    const masks = new Map(
      Object.entries(response ?? {}).flatMap(([status, schema]) => {
        const masker = compileMask(schema);
        return masker ? [[status, masker] as const] : [];
      }),
    );
    if (!masks.size) return;
    const before = [route.preSerialization ?? []].flat();
    route.preSerialization = [
      ...before,
      async (request, reply, payload) => {
        const masker = masks.get(String(reply.statusCode));
        return masker ? masker(payload, request.actor, services.vault) : payload;
      },
    ];
  });

  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: { title: "Youzhang 有章", version: "1" },
      components: { securitySchemes: { bearer: { type: "http", scheme: "bearer" } } },
      security: [{ bearer: [] }],
    },
    transform: createJsonSchemaTransform({ zodToJsonConfig: openApiTypes }),
    transformObject: createJsonSchemaTransformObject({ zodToJsonConfig: openApiTypes }),
  });
  await app.register(swaggerUi, { routePrefix: "/docs", staticCSP: true });
  // Within a plugin, so that the hooks above and the document see each route.
  await app.register(async (inner) => {
    for (const add of routes) add(inner as App);
    inner.get("/api/v1/openapi.json", { config: { access: "public" }, schema: { hide: true } }, () => app.swagger());
  });
  await serveConsole(app);
  return app;
}

/** Codecs (money) are texts on the wire in both directions. */
const openApiTypes = {
  unrepresentable: "any" as const,
  override: ({
    zodSchema,
    jsonSchema,
  }: {
    zodSchema: { _zod: { def: { type: string } } };
    jsonSchema: Record<string, unknown>;
  }) => {
    if (zodSchema._zod.def.type === "bigint") Object.assign(jsonSchema, { type: "string", pattern: "^-?\\d+$" });
  },
};

function bearer(request: FastifyRequest): string | undefined {
  const header = request.headers.authorization;
  return header?.startsWith("Bearer ") ? header.slice(7) : undefined;
}

function admit(request: FastifyRequest, access: Exclude<Access, "public">) {
  if (request.actor.kind === "visitor") throw signInFirst();
  // A form on a foreign page can send our cookie, but not this header.
  const writes = request.method !== "GET" && request.method !== "HEAD";
  if (writes && !bearer(request) && request.headers["x-requested-by"] !== "youzhang")
    throw new AppError("platform.cross_site", 403, {
      text: { zh: "请求缺少来源标记，已被拒绝。", en: "The request lacks its origin mark and was refused." },
    });
  if (request.actor.mustChangePassword && !request.routeOptions.config.beforePassword)
    throw new AppError("platform.password_first", 403, {
      text: { zh: "请先把初始密码改成自己的密码。", en: "Please replace your first password before anything else." },
    });
  if (typeof access !== "string") demand(request.actor, access.grant);
}

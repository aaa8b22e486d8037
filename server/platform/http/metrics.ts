import { collectDefaultMetrics, Histogram, Registry } from "prom-client";
import type { App } from "./route.ts";

/** Counts and times every request by route pattern, logs it without address or values, and serves `/metrics` to this machine. */
export function observe(app: App): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: "youzhang_http_request_seconds",
    help: "Time to answer, by route, method and status",
    labelNames: ["route", "method", "status"],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10],
    registers: [registry],
  });
  app.addHook("onResponse", async (request, reply) => {
    const route = request.routeOptions.url ?? "none";
    requests.observe({ route, method: request.method, status: reply.statusCode }, reply.elapsedTime / 1000);
    request.log.info({
      route,
      method: request.method,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      actor: request.actor.id,
    });
  });
  app.get("/metrics", { schema: { hide: true } }, async (request, reply) => {
    if (!["127.0.0.1", "::1", "::ffff:127.0.0.1"].includes(request.socket.remoteAddress ?? ""))
      return reply.code(404).send();
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}

import fastifyStatic from "@fastify/static";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { App } from "./route.ts";

const built = fileURLToPath(new URL("../../../console/dist", import.meta.url));

/** Serves the built console; an address that is no file is one of its screens. */
export async function serveConsole(app: App): Promise<void> {
  if (!existsSync(built)) return;
  await app.register(fastifyStatic, {
    root: built,
    wildcard: false,
    cacheControl: true,
    maxAge: "1h",
    immutable: false,
  });
  app.get("/*", { schema: { hide: true } }, (request, reply) =>
    /^\/(api|assets)\//.test(request.url) ? reply.callNotFound() : reply.sendFile("index.html", { maxAge: 0 }),
  );
}
